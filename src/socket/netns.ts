import { closeSync, openSync, readdirSync } from 'node:fs'
import { SocketError, systemError } from './errors.ts'
import { addon } from './native.ts'

/** Where names of network namespaces are files; `ip netns` uses the same directory. */
const directory = '/run/netns'

/**
 * A network namespace: its name in /run/netns, the path of a namespace file (anything with a slash), a process that
 * lives in it, or an open file descriptor of it, which stays the caller's.
 */
export type NetnsReference = string | { readonly pid: number } | { readonly fd: number }

/** An open network namespace: it exists at least as long as this, whatever happens to its name. */
export interface Netns extends Disposable {
  readonly fd: number
  /** Lets go of it. Idempotent. */
  close(): void
}

const pathOfName = (name: string): string => {
  if (name === '' || name === '.' || name === '..' || name.includes('/') || name.includes('\0') || Buffer.byteLength(name) > 255) {
    throw new TypeError(`not a name for a network namespace: ${JSON.stringify(name)} (1 to 255 bytes, no slash)`)
  }
  return `${directory}/${name}`
}

/** Path or file descriptor of what a reference names; nothing is opened. */
export const locate = (reference: NetnsReference): { path: string } | { fd: number } => {
  if (typeof reference === 'string') {
    if (reference.includes('\0')) throw new TypeError('a path holds no zero byte')
    return { path: reference.includes('/') ? reference : pathOfName(reference) }
  }
  const number = 'pid' in reference ? reference.pid : reference.fd
  if (!Number.isInteger(number) || number < 0 || number > 0x7fffffff) {
    throw new TypeError(`a network namespace is a name, a path, { pid } or { fd }, not ${JSON.stringify(reference)}`)
  }
  return 'pid' in reference ? { path: `/proc/${number}/ns/net` } : { fd: number }
}

const change = async (path: string, parent: string | undefined): Promise<void> => {
  try {
    await addon().namespace(path, parent)
  } catch (error) {
    throw systemError(error, path)
  }
}

/** Network namespaces with names, interchangeable with those of `ip netns`. No function moves the caller. */
export const netns = {
  /** Makes a namespace and names it, as `ip netns add` does; its loopback is down. Needs CAP_SYS_ADMIN; EEXIST when the name is taken. */
  create: async (name: string): Promise<void> => {
    await change(pathOfName(name), directory)
  },

  /** Removes a name. The namespace itself lives on while a process, a socket or an open {@link Netns} is in it. */
  remove: async (name: string): Promise<void> => {
    await change(pathOfName(name), undefined)
  },

  /** All names, sorted. */
  list: (): string[] => {
    try {
      return readdirSync(directory).sort()
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    }
  },

  /** Opens a namespace, so that it can be named by `{ fd }` later; close it, or declare it with `using`. */
  open: (reference: NetnsReference): Netns => {
    const place = locate(reference)
    // Opening /proc/self/fd/N opens the namespace anew: the caller's descriptor stays the caller's.
    const path = 'path' in place ? place.path : `/proc/self/fd/${place.fd}`
    let fd: number
    try {
      fd = openSync(path, 'r')
    } catch (error) {
      if (!(error instanceof Error) || !('errno' in error)) throw error
      throw new SocketError('open', -Number(error.errno), path)
    }
    let open = true
    const close = (): void => {
      if (open) closeSync(fd)
      open = false
    }
    return { fd, close, [Symbol.dispose]: close }
  },
}

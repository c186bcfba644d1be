import { constants } from 'node:os'
import * as util from 'node:util'

/** What helps with the errors people meet most. */
const advice: Readonly<Record<string, string>> = {
  'EMFILE socket': 'the process has all the file descriptors it may have, see `ulimit -n`',
  'EMFILE eventfd': 'the process has all the file descriptors it may have, see `ulimit -n`',
  'EMFILE open': 'the process has all the file descriptors it may have, see `ulimit -n`',
  'EAGAIN pthread_create': 'no further thread allowed, see `ulimit -u` and the pids limit of the container',
  'EPERM setns': 'entering a network namespace needs CAP_SYS_ADMIN here and in its user namespace',
  'EPERM unshare': 'making a network namespace needs CAP_SYS_ADMIN',
  'EPERM mount': 'naming a network namespace needs CAP_SYS_ADMIN over the mounts',
  'EACCES mkdir': 'naming a network namespace needs root',
  'EPERM bind': 'joining this group needs CAP_NET_ADMIN',
  'EADDRINUSE bind': 'another socket of this protocol has this port id',
  'EPROTONOSUPPORT socket': 'the kernel has no such netlink protocol',
}

const nameOf = (errno: number): string => Object.entries(constants.errno).find(([, number]) => number === errno)?.[0] ?? `errno ${errno}`

const textOf = (errno: number): string | undefined => {
  // Bun 1.3 does not have it (so no import by name); the error's name alone says enough.
  const map = 'getSystemErrorMap' in util ? util.getSystemErrorMap() : undefined
  return map?.get(-errno)?.[1]
}

/** A system call on a netlink socket or a network namespace failed; the fields are those of Node's system errors. */
export class SocketError extends Error {
  override readonly name = 'SocketError'
  /** The error's name: `'EPERM'`. */
  readonly code: string
  /** Its number, negative as everywhere in Node. */
  readonly errno: number
  /** The call that failed: `'setns'`. */
  readonly syscall: string

  /** `errno` is the system's own, positive number; `subject` a path or what else the call was about. */
  constructor(syscall: string, errno: number, subject?: string) {
    const code = nameOf(errno)
    const text = textOf(errno)
    const hint = advice[`${code} ${syscall}`]
    const what = subject === undefined ? syscall : `${syscall} '${subject}'`
    super(`${code}: ${text === undefined ? '' : `${text}, `}${what}${hint === undefined ? '' : ` (${hint})`}`)
    this.code = code
    this.errno = -errno
    this.syscall = syscall
  }
}

/** Turns what the addon throws, an Error with `syscall` and a positive `errno`, into a {@link SocketError}. */
export const systemError = (error: unknown, subject?: string): unknown => {
  if (!(error instanceof Error) || !('errno' in error) || !('syscall' in error)) return error
  return new SocketError(String(error.syscall), Number(error.errno), subject)
}

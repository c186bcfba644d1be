import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// The global `process`, not `node:process`: Node reads every property of a module that is imported, and opens standard
// input and output with it, 5 ms.

/** A socket inside the addon; only the addon looks into it. */
export interface NativeSocket {
  readonly native: unique symbol
}

/** Bits of the second argument of {@link NativeAddon.open}; enum open_flags of native/rtnl.h. */
export const OpenFlags = {
  strict: 1,
  extAck: 2,
  capAck: 4,
  noEnobufs: 8,
  listenAllNsid: 16,
  believeAnyone: 32,
  forceBuffers: 64,
  threaded: 128,
  pauseWhenFull: 256,
} as const

/**
 * Layout of {@link NativeAddon.records}: the first numbers, then `fields` numbers a record: size of the datagram or a
 * mark, nsid or request id (-1: none), errno.
 */
export const Records = { sent: 0, needed: 1, queued: 2, port: 3, head: 4, fields: 3 } as const

/** What stands in place of a datagram's size; MARK_* of native/rtnl.h. */
export const Mark = { kernel: -1, queue: -2, truncated: -3, unsent: -4, broken: -5 } as const

/** The functions of native/addon.c. Errors have `syscall` and a positive `errno`. */
export interface NativeAddon {
  /** What {@link receive} found; one for all sockets of this thread, valid until the next call of it. */
  readonly records: Int32Array
  open(
    protocol: number,
    flags: number,
    port: number,
    receiveBuffer: number,
    sendBuffer: number,
    queueLimit: number,
    netnsPath: string | undefined,
    netnsFd: number,
    notify: (closed: boolean) => void,
  ): NativeSocket
  /**
   * Below 0 the errno; with a thread a failure comes later, as a mark with this id, and `watching` promises a call of
   * `receive` before the event loop sleeps. Without a thread it also receives: 1 when the answer stands in `slab` at
   * `offset` and in `records`.
   */
  send(socket: NativeSocket, bytes: Uint8Array, id: number, watching: boolean, slab: Uint8Array | undefined, offset: number): number
  /**
   * Copies datagrams to multiples of 8 in `slab` from `offset` on, describes them in `records`, returns how many.
   * Without a thread it first reads up to `budget` datagrams from the kernel; with one it waits up to `budget`
   * microseconds for the first, if the last `send` was `watching`.
   */
  receive(socket: NativeSocket, slab: Uint8Array, offset: number, budget: number): number
  /** 0 or the errno. */
  membership(socket: NativeSocket, group: number, join: boolean): number
  listen(socket: NativeSocket, on: boolean): void
  ref(socket: NativeSocket, on: boolean): void
  close(socket: NativeSocket): void
  /** Process, user and group at the other end of a Unix socket; undefined where the kernel does not tell. */
  credentials(fd: number): readonly number[] | undefined
  /** Makes the namespace file `path` in `directory`, or removes `path` when there is no directory. */
  namespace(path: string, directory: string | undefined): Promise<void>
}

/** Which C library this process runs on: the program names its dynamic loader near its beginning (ELF, PT_INTERP). */
const libc = (): 'glibc' | 'musl' => {
  const head = Buffer.alloc(4096)
  try {
    const fd = openSync('/proc/self/exe', 'r')
    readSync(fd, head)
    closeSync(fd)
  } catch {
    return 'glibc'
  }
  return head.includes('/ld-musl-') ? 'musl' : 'glibc'
}

/** The first `prebuilds/<target>/rtnl.node` from this file's directory upwards: sources, build and package differ in depth. */
const find = (target: string): string | undefined => {
  let directory = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const path = join(directory, 'prebuilds', target, 'rtnl.node')
    if (existsSync(path)) return path
    const parent = dirname(directory)
    if (parent === directory) return undefined
    directory = parent
  }
}

const load = (): NativeAddon => {
  const { arch, platform, versions } = process
  if (platform !== 'linux') {
    throw new Error(`rtnetlink is an interface of Linux, and this is ${platform}; decoding and remote connections work without it`)
  }
  const target = `linux-${arch}-${libc()}`
  const path = find(target)
  if (path === undefined) {
    throw new Error(
      `rtnl has no native addon for ${target}: prebuilds/${target}/rtnl.node is missing. ` +
        'In the package or its repository, `node scripts/build-native.mjs` builds it with a C compiler.',
    )
  }
  try {
    return createRequire(import.meta.url)(path) as NativeAddon
  } catch (cause) {
    const deno = 'deno' in versions ? ' Deno loads addons only with --allow-ffi.' : ''
    throw new Error(`rtnl cannot load its native addon ${path}.${deno} To build it anew: node scripts/build-native.mjs --force`, { cause })
  }
}

let loaded: NativeAddon | undefined

/** The addon, loaded at the first call; throws an Error that says what to do when it cannot be. */
export const addon = (): NativeAddon => (loaded ??= load())

/**
 * Whether sockets without a thread work here. Bun exports the functions of libuv and ends the process when one is
 * called, Deno 2.9 crashes in `uv_poll_start`: there the I/O thread serves.
 */
export const threadlessWorks = !('bun' in process.versions) && !('deno' in process.versions)

import type { Opener, Purpose } from '../remote/hub.ts'
import type { RemoteOptions } from '../remote/options.ts'
import { remote } from '../remote/remote.ts'
import { type KernelSocketOptions, openKernelSocket } from '../socket/kernel.ts'
import type { NetnsReference } from '../socket/netns.ts'
import type { Transport } from '../socket/transport.ts'
import { type Tracer, traced, tracerOf } from './connection/debug.ts'
import { Machines } from './machines.ts'

export type { Purpose } from '../remote/hub.ts'

/** How an {@link IPRoute} or {@link IPRSocket} reaches its kernel. */
export interface SocketOptions extends RemoteOptions {
  /** The network namespace to work in: a name (`ip netns`), a path, `{ pid }` or `{ fd }`. Default: the process's own. */
  readonly netns?: NetnsReference | undefined
  /** Milliseconds a call waits for an answer, a listing for its next part; 0: for ever. Default 3000. */
  readonly timeout?: number | undefined
  /**
   * Prints every message both ways: to the standard error, or line by line to a function. Default: whether
   * the environment says `NODE_DEBUG=rtnl`.
   */
  readonly debug?: boolean | ((text: string) => void) | undefined
  /**
   * SO_RCVBUF in bytes. Default 1 MiB, for batches 4 MiB, for events 32 MiB; the kernel cuts it to net.core.rmem_max
   * where the process has no CAP_NET_ADMIN.
   */
  readonly receiveBuffer?: number | undefined
  /** SO_SNDBUF in bytes. Default: net.core.wmem_default. */
  readonly sendBuffer?: number | undefined
  /** Sets buffers beyond the system's limits, where the process may (CAP_NET_ADMIN). Default: for batches and events. */
  readonly forceBuffers?: boolean | undefined
  /** Bytes of events that wait in user space while the program is busy, before events are lost (and it is told). Default 64 MiB. */
  readonly queueLimit?: number | undefined
  /** Also events of every network namespace in that has an id here, with that id as `nsid`; needs CAP_NET_BROADCAST. Default false. */
  readonly listenAllNsid?: boolean | undefined
  /** Opens the socket in the constructor, not at the first call, so that errors come at once. Default false. */
  readonly doConnect?: boolean | undefined
  /**
   * Another machine: `tls://router:7000`, `tcp://127.0.0.1:7000`, `unix:///run/rtnl.sock`, `unix+tls://...`, where an IPRoute
   * serves. TLS wants `key`, `cert` and `ca`; of a proxy, `addr` says which of its machines is meant.
   */
  readonly host?: string | undefined
  /** `false` opens nothing until `connect(url)` is called. */
  readonly connect?: false | Opener | undefined
  /** Opens transports of another make than the kernel's socket: a kernel in memory, NATS. `groups` are to be joined. */
  readonly transport?: Opener | undefined
}

/** The options as the rest of iproute uses them. */
export interface Settings {
  readonly machines: Machines
  open(purpose: Purpose, groups?: readonly number[]): Transport
  /** A transport in another namespace of this machine, or in the same; undefined where transports are of another make. */
  readonly openIn: ((netns: NetnsReference | undefined, groups: readonly number[]) => Transport) | undefined
  /** Milliseconds; 0: for ever. */
  readonly patience: number
  /** Datagrams of a batch that may be under way at once. */
  readonly window: number
  readonly tracer: Tracer | undefined
}

/** Bytes of undecoded datagrams that the thread of a streamed dump reads ahead. */
const DUMP_AHEAD = 2 * 1024 * 1024
const BATCH_RECEIVE_BUFFER = 4 * 1024 * 1024
/**
 * Memory is taken only by what waits, for as long as the thread gets no CPU, because it reads on even where its own
 * queue is full. The kernel doubles the number and counts about 1 KiB for an event: room for 200,000.
 */
const EVENTS_RECEIVE_BUFFER = 128 * 1024 * 1024
/**
 * A thread must never wait for this program to encode the next datagram; and if each request of all these fails, the
 * answers (about 1 KiB each in the kernel) must fit the receive buffer.
 */
const THREADED_WINDOW = 16

const kernelOptions = (options: SocketOptions, threaded: boolean, purpose: Purpose, groups: readonly number[]): KernelSocketOptions => {
  const { netns, receiveBuffer, sendBuffer, forceBuffers, queueLimit, listenAllNsid } = options
  const own: KernelSocketOptions = {
    threaded,
    groups,
    ...(netns === undefined ? {} : { netns }),
    ...(receiveBuffer === undefined ? {} : { receiveBuffer }),
    ...(sendBuffer === undefined ? {} : { sendBuffer }),
    ...(forceBuffers === undefined ? {} : { forceBuffers }),
  }
  switch (purpose) {
    case 'events':
      return {
        receiveBuffer: EVENTS_RECEIVE_BUFFER,
        forceBuffers: true,
        ...own,
        onFull: 'overrun',
        listenAllNsid: listenAllNsid ?? false,
        ...(queueLimit === undefined ? {} : { queueLimit }),
      }
    case 'batch':
      return { receiveBuffer: BATCH_RECEIVE_BUFFER, forceBuffers: true, ...own, onFull: 'pause' }
    case 'dump':
      return { ...own, onFull: 'pause', queueLimit: DUMP_AHEAD }
    case 'requests':
      return { ...own, onFull: 'pause' }
  }
}

/** Words that mean another machine's kernel, and those that mean a socket of this one. */
const REMOTE_WORDS = [
  'key',
  'cert',
  'ca',
  'passphrase',
  'servername',
  'minVersion',
  'addr',
  'connectTimeout',
  'keepAlive',
  'reconnect',
] as const
const SOCKET_WORDS = ['netns', 'receiveBuffer', 'sendBuffer', 'forceBuffers', 'queueLimit', 'listenAllNsid'] as const

/** What opens the transports that the options mean; undefined where nothing is to be opened yet. */
export function openerOf(options: SocketOptions, threaded: boolean): Opener | undefined {
  const { host, connect, transport } = options
  if ([host, connect || undefined, transport].filter((one) => one !== undefined).length > 1) {
    throw new TypeError("'host', 'connect' and 'transport' each say where the kernel is: one of them is enough")
  }
  const misplaced = (host === undefined ? REMOTE_WORDS : SOCKET_WORDS).find((word) => options[word] !== undefined)
  if (misplaced !== undefined && transport === undefined && typeof connect !== 'function' && connect !== false) {
    throw new TypeError(
      host === undefined ? `'${misplaced}' goes with 'host'` : `'${misplaced}' is of a socket here, and 'host' means another machine`,
    )
  }
  if (host !== undefined) return remote(host, options)
  if (connect === false) return transport
  return transport ?? connect ?? ((purpose, groups) => openKernelSocket(kernelOptions(options, threaded, purpose, groups)))
}

/** Checks the options and fills them up. */
export const settingsOf = (options: SocketOptions, threaded: boolean): Settings => {
  const { timeout = 3000 } = options
  if (!(timeout >= 0)) throw new RangeError(`timeout: ${String(timeout)} is not a number of milliseconds`)
  const tracer = tracerOf(options.debug)
  const machines = new Machines(openerOf(options, threaded))
  const here = options.host === undefined && !options.connect && options.transport === undefined
  return {
    machines,
    openIn: here
      ? (netns, groups) => openKernelSocket(kernelOptions({ ...options, netns: netns ?? options.netns }, threaded, 'requests', groups))
      : undefined,
    open: (purpose, groups = []) => {
      const transport = machines.open(purpose, groups)
      return tracer === undefined ? transport : traced(transport, tracer)
    },
    patience: timeout,
    window: threaded ? THREADED_WINDOW : 1,
    tracer,
  }
}

import { systemError } from './errors.ts'
import { KernelSocket } from './kernel-socket.ts'
import { addon, OpenFlags, threadlessWorks } from './native.ts'
import { locate, type NetnsReference } from './netns.ts'
import type { Transport } from './transport.ts'

/** How a netlink socket of the kernel is opened. */
export interface KernelSocketOptions {
  /** NETLINK_*: 0 is NETLINK_ROUTE, 16 NETLINK_GENERIC. Default 0. */
  readonly protocol?: number
  /** The network namespace to open it in; needs CAP_SYS_ADMIN. Default: the process's own. */
  readonly netns?: NetnsReference
  /**
   * Whether a native thread of its own sends and receives (default): the event loop never waits for the kernel, and
   * messages are taken from the kernel while JavaScript is busy. Without it both happen on the event loop, with less
   * delay. Runtimes without libuv (Bun, Deno) always have the thread.
   */
  readonly threaded?: boolean
  /** Multicast groups to join (RTNLGRP_*), any numbers. Default none. */
  readonly groups?: readonly number[]
  /** The port id (nl_pid) to bind to. Default 0: the kernel chooses. */
  readonly portId?: number
  /**
   * SO_RCVBUF in bytes; the kernel doubles it for its overhead and cuts it to net.core.rmem_max. Default 1 MiB, with
   * `groups` 16 MiB (an event takes about 1 KiB there, and the I/O thread may have to wait for a processor for some
   * milliseconds); 0 leaves net.core.rmem_default.
   */
  readonly receiveBuffer?: number
  /**
   * Sets both buffers beyond the system's limits where the process may (CAP_NET_ADMIN). Default: whether
   * `receiveBuffer` is left to its default.
   */
  readonly forceBuffers?: boolean
  /** SO_SNDBUF in bytes, as `receiveBuffer`; one datagram must fit. Default 0: net.core.wmem_default. */
  readonly sendBuffer?: number
  /** NETLINK_GET_STRICT_CHK: the kernel checks dump requests and obeys their filters. Default true. */
  readonly strict?: boolean
  /** NETLINK_EXT_ACK: errors come with a text and the offset of the attribute. Default true. */
  readonly extAck?: boolean
  /** NETLINK_CAP_ACK: an acknowledgement does not repeat the request. Default true. */
  readonly capAck?: boolean
  /** NETLINK_NO_ENOBUFS: the kernel loses messages without saying so. Default false. */
  readonly noEnobufs?: boolean
  /** NETLINK_LISTEN_ALL_NSID: events of every namespace that has an id here, with that id; needs CAP_NET_BROADCAST. Default false. */
  readonly listenAllNsid?: boolean
  /** Also datagrams of other processes (nl_pid other than 0), not of the kernel alone. Default false. */
  readonly believeAnyone?: boolean
  /** Bytes the thread keeps for JavaScript, 16 of them overhead of each datagram. Default 64 MiB. */
  readonly queueLimit?: number
  /**
   * What the thread does when that many wait: `overrun` reads on, drops and reports an overrun `queue` (default, for
   * events); `pause` leaves the rest to the kernel (for dumps, which then wait; events would be lost there).
   */
  readonly onFull?: 'overrun' | 'pause'
}

/** Bytes of the receive buffer, where nothing else is asked for. */
const answerBuffer = 1024 * 1024
const eventBuffer = 16 * 1024 * 1024

const flagsOf = (options: KernelSocketOptions, threaded: boolean): number =>
  ((options.strict ?? true) ? OpenFlags.strict : 0) |
  ((options.extAck ?? true) ? OpenFlags.extAck : 0) |
  ((options.capAck ?? true) ? OpenFlags.capAck : 0) |
  (options.noEnobufs ? OpenFlags.noEnobufs : 0) |
  (options.listenAllNsid ? OpenFlags.listenAllNsid : 0) |
  (options.believeAnyone ? OpenFlags.believeAnyone : 0) |
  ((options.forceBuffers ?? options.receiveBuffer === undefined) ? OpenFlags.forceBuffers : 0) |
  (threaded ? OpenFlags.threaded : 0) |
  (options.onFull === 'pause' ? OpenFlags.pauseWhenFull : 0)

/**
 * Opens a netlink socket of the kernel. It delivers after {@link Transport.start}, keeps no process alive until
 * `ref`, and is closed by `close` alone.
 *
 * `send` hands a failure to `failed` (EMSGSIZE, ENOBUFS ...), later, in order with what is received; without `failed`
 * nobody hears of it. Datagrams received together share one buffer: copy what is to be kept for long.
 *
 * @throws {SocketError} with the system call that failed.
 */
export const openKernelSocket = (options: KernelSocketOptions = {}): Transport => {
  const native = addon()
  const threaded = (options.threaded ?? true) || !threadlessWorks
  const place = options.netns === undefined ? undefined : locate(options.netns)
  const path = place !== undefined && 'path' in place ? place.path : undefined
  const socket = new KernelSocket(native, threaded, (notify) => {
    try {
      return native.open(
        options.protocol ?? 0,
        flagsOf(options, threaded),
        options.portId ?? 0,
        options.receiveBuffer ?? (options.groups?.length ? eventBuffer : answerBuffer),
        options.sendBuffer ?? 0,
        // Without a thread the queue never holds more than one turn reads.
        threaded ? (options.queueLimit ?? 64 * 1024 * 1024) : Number.MAX_SAFE_INTEGER,
        path,
        place !== undefined && 'fd' in place ? place.fd : -1,
        notify,
      )
    } catch (error) {
      throw systemError(error, path)
    }
  })
  try {
    for (const group of options.groups ?? []) socket.join(group)
  } catch (error) {
    void socket.close()
    throw error
  }
  return socket
}

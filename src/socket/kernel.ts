import { SocketError, systemError } from './errors.ts'
import { Mark, type NativeAddon, type NativeSocket, OpenFlags, Records, addon, threadlessWorks } from './native.ts'
import { type NetnsReference, locate } from './netns.ts'
import type { Datagram, OverrunReason, Transport, TransportHandler } from './transport.ts'

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
   * SO_RCVBUF in bytes; the kernel doubles it for its overhead and cuts it to net.core.rmem_max. Default 1 MiB;
   * 0 leaves net.core.rmem_default.
   */
  readonly receiveBuffer?: number
  /** Sets both buffers beyond the system's limits where the process may (CAP_NET_ADMIN). Default false. */
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

type Item = Datagram[] | OverrunReason | (() => void)

/** Bytes of a slab, the memory that several datagrams share; it grows with the traffic. */
const slabMin = 16 * 1024
const slabMax = 256 * 1024
/** Bytes most answers fit in; a slab with less room left is given up. */
const answerSize = 2048
/** Datagrams one turn of the event loop reads from the kernel. */
const turnBudget = 64
/** Answers delivered without a turn of the event loop between them; then comes one, so that timers get theirs. */
const directMax = 64
/**
 * Microseconds the event loop may wait for its I/O thread after a request: the kernel mostly answers within 5, and to
 * sleep and be woken costs 5 to 70. When the answer does not come in that time, 1, 3, 7 ... up to `watchPause`
 * requests go without.
 */
const watchTime = 50
const watchPause = 255

const empty = new Uint8Array(0)

const overrunOf: Readonly<Record<number, OverrunReason>> = {
  [Mark.kernel]: 'kernel',
  [Mark.queue]: 'queue',
  [Mark.truncated]: 'truncated',
}

class KernelSocket implements Transport {
  readonly portId: number
  readonly #addon: NativeAddon
  readonly #native: NativeSocket
  readonly #threaded: boolean
  readonly #turn = (): void => this.#work()
  #handler: TransportHandler | undefined
  #slab = empty
  #offset = 0
  #items: Item[] = []
  #left = 0
  #paused = false
  #scheduled = false
  #delivering = false
  #budget = 0
  #direct = 0
  #watching = false
  #unwatched = 0
  #watchLater = 0
  #lastId = 0
  #sending = new Map<number, (error: Error) => void>()
  #closing: Promise<void> | undefined
  #closed: () => void = () => undefined

  constructor(options: KernelSocketOptions) {
    this.#addon = addon()
    this.#threaded = (options.threaded ?? true) || !threadlessWorks
    const place = options.netns === undefined ? undefined : locate(options.netns)
    const path = place !== undefined && 'path' in place ? place.path : undefined
    try {
      this.#native = this.#addon.open(
        options.protocol ?? 0,
        flagsOf(options, this.#threaded),
        options.portId ?? 0,
        options.receiveBuffer ?? 1024 * 1024,
        options.sendBuffer ?? 0,
        // Without a thread the queue never holds more than one turn read.
        this.#threaded ? (options.queueLimit ?? 64 * 1024 * 1024) : Number.MAX_SAFE_INTEGER,
        path,
        place !== undefined && 'fd' in place ? place.fd : -1,
        (closed) => this.#notified(closed),
      )
    } catch (error) {
      throw systemError(error, path)
    }
    this.portId = (this.#addon.records[Records.port] ?? 0) >>> 0
    try {
      for (const group of options.groups ?? []) this.join(group)
    } catch (error) {
      void this.close()
      throw error
    }
  }

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new Error('the transport has been started before')
    this.#handler = handler
    if (this.#closing !== undefined || this.#paused) return
    this.#listen(true)
  }

  send(bytes: Uint8Array, failed?: (error: Error) => void): void {
    if (this.#closing !== undefined) throw new SocketError('send', 9)
    const id = (this.#lastId = (this.#lastId + 1) | 0)
    const live = !this.#paused && this.#handler !== undefined
    const watch = this.#threaded && live && (this.#watching || this.#watchLater-- <= 0)
    if (this.#slab.length - this.#offset < answerSize) this.#newSlab(0, 0)
    const result = this.#addon.send(this.#native, bytes, id, watch, live ? this.#slab : undefined, this.#offset)
    if (result < 0) {
      if (failed !== undefined) this.#push(() => failed(new SocketError('send', -result)))
      return
    }
    if (this.#threaded) {
      if (failed !== undefined) this.#sending.set(id, failed)
      this.#watching = watch
      if (watch) this.#schedule()
    } else if (live) {
      this.#left = this.#addon.records[Records.queued] ?? 0
      if (result > 0) this.#collect(this.#addon.records, result)
      this.#schedule()
    }
  }

  join(group: number): void {
    this.#membership(group, true)
  }

  leave(group: number): void {
    this.#membership(group, false)
  }

  pause(): void {
    if (this.#paused || this.#closing !== undefined) return
    this.#paused = true
    if (!this.#threaded) this.#addon.listen(this.#native, false)
  }

  resume(): void {
    if (!this.#paused || this.#closing !== undefined) return
    this.#paused = false
    if (this.#handler !== undefined) this.#listen(true)
  }

  ref(): void {
    if (this.#closing === undefined) this.#addon.ref(this.#native, true)
  }

  unref(): void {
    if (this.#closing === undefined) this.#addon.ref(this.#native, false)
  }

  close(): Promise<void> {
    if (this.#closing !== undefined) return this.#closing
    this.#closing = this.#threaded ? new Promise((resolve) => (this.#closed = resolve)) : Promise.resolve()
    this.#items = []
    this.#slab = empty
    this.#sending.clear()
    this.#addon.close(this.#native)
    return this.#closing
  }

  #membership(group: number, join: boolean): void {
    const errno = this.#closing === undefined ? this.#addon.membership(this.#native, group, join) : 9
    if (errno !== 0) throw new SocketError('setsockopt', errno, `group ${group}`)
  }

  #listen(on: boolean): void {
    if (!this.#threaded) this.#addon.listen(this.#native, on)
    this.#schedule()
  }

  /** The addon calls: something can be received, or the thread has ended. */
  #notified(closed: boolean): void {
    if (closed) {
      this.#closed()
      return
    }
    this.#direct = 0
    if (!this.#threaded) this.#budget = turnBudget
    this.#work()
  }

  /** A turn soon, but not inside the caller's call: before the event loop goes on, or after, when that has been often. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    if (this.#direct++ < directMax) {
      void ready.then(this.#turn)
    } else {
      this.#direct = 0
      setImmediate(this.#turn)
    }
  }

  #push(item: Item): void {
    this.#items.push(item)
    this.#schedule()
  }

  #work(): void {
    this.#scheduled = false
    if (this.#closing !== undefined || this.#handler === undefined || this.#delivering) return
    try {
      if (!this.#paused) {
        if (this.#threaded || this.#budget > 0 || this.#left > 0) this.#read()
        this.#deliver(this.#handler)
      }
    } catch (error) {
      // An error of the handler is nobody's here: it goes where uncaught errors go.
      queueMicrotask(() => {
        throw error
      })
    } finally {
      // One batch a turn: the event loop goes on in between.
      if ((this.#left > 0 || this.#items.length > 0) && !this.#paused && this.#closing === undefined) setImmediate(this.#turn)
    }
  }

  #deliver(handler: TransportHandler): void {
    this.#delivering = true
    try {
      while (this.#items.length > 0 && !this.#paused && this.#closing === undefined) {
        const item = this.#items.shift()
        if (Array.isArray(item)) handler.receive(item)
        else if (typeof item === 'string') handler.overrun(item)
        else item?.()
      }
    } finally {
      this.#delivering = false
    }
  }

  /** Takes one batch from the addon and keeps it in `#items`, in order. */
  #read(): void {
    const native = this.#addon
    const { records } = native
    const budget = this.#threaded ? watchTime : this.#budget
    this.#budget = 0
    let count = native.receive(this.#native, this.#slab, this.#offset, budget)
    if (this.#watching) this.#watched(records[Records.queued] !== 0 || count > 0)
    const needed = records[Records.needed] ?? 0
    if (count === 0 && needed > 0) {
      this.#newSlab(records[Records.queued] ?? 0, needed)
      count = native.receive(this.#native, this.#slab, 0, 0)
    }
    this.#left = records[Records.queued] ?? 0
    if (count > 0) this.#collect(records, count)
    if (this.#sending.size > 0 && this.#left === 0) this.#forget(records[Records.sent] ?? 0)
  }

  #newSlab(wish: number, needed: number): void {
    this.#slab = new Uint8Array(Math.max(Math.min(Math.max(wish, 2 * this.#slab.length, slabMin), slabMax), needed))
    this.#offset = 0
  }

  /** Whether the answer came while the event loop waited. */
  #watched(hit: boolean): void {
    this.#watching = false
    this.#unwatched = hit ? 0 : Math.min(2 * this.#unwatched + 1, watchPause)
    this.#watchLater = this.#unwatched
  }

  #collect(records: Int32Array, count: number): void {
    const { buffer } = this.#slab
    let batch = this.#items.at(-1)
    for (let at: number = Records.head, end = at + count * Records.fields; at < end; at += Records.fields) {
      const size = records[at] ?? 0
      const first = records[at + 1] ?? -1
      if (size < 0) {
        batch = this.#markItem(size, first, records[at + 2] ?? 0)
        this.#items.push(batch)
        continue
      }
      if (!Array.isArray(batch)) this.#items.push((batch = []))
      const bytes = new Uint8Array(buffer, this.#offset, size)
      batch.push(first < 0 ? { bytes } : { bytes, nsid: first })
      this.#offset += (size + 7) & ~7
    }
  }

  #markItem(mark: number, id: number, errno: number): Item {
    const reason = overrunOf[mark]
    if (reason !== undefined) return reason
    if (mark === Mark.broken) {
      return () => {
        void this.close()
        this.#handler?.fail(new SocketError('recvmsg', errno))
      }
    }
    const failed = this.#sending.get(id)
    this.#sending.delete(id)
    return () => failed?.(new SocketError('send', errno))
  }

  /** Requests up to this id have been sent; what failed among them has said so. */
  #forget(sent: number): void {
    for (const id of this.#sending.keys()) {
      if (((id - sent) | 0) > 0) break
      this.#sending.delete(id)
    }
  }
}

const ready = Promise.resolve()

const flagsOf = (options: KernelSocketOptions, threaded: boolean): number =>
  ((options.strict ?? true) ? OpenFlags.strict : 0) |
  ((options.extAck ?? true) ? OpenFlags.extAck : 0) |
  ((options.capAck ?? true) ? OpenFlags.capAck : 0) |
  (options.noEnobufs ? OpenFlags.noEnobufs : 0) |
  (options.listenAllNsid ? OpenFlags.listenAllNsid : 0) |
  (options.believeAnyone ? OpenFlags.believeAnyone : 0) |
  (options.forceBuffers ? OpenFlags.forceBuffers : 0) |
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
export const openKernelSocket = (options: KernelSocketOptions = {}): Transport => new KernelSocket(options)

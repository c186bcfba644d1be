import { SocketError } from './errors.ts'
import { Inbox } from './inbox.ts'
import { type NativeAddon, type NativeSocket, Records } from './native.ts'
import type { Transport, TransportHandler } from './transport.ts'

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

const EBADF = 9

const ready = Promise.resolve()

/** Opens the native socket; `notify` is called when something can be received, and with true when the thread ended. */
export type OpenNative = (notify: (closed: boolean) => void) => NativeSocket

/** A netlink socket of the kernel, with an I/O thread or on the event loop. */
export class KernelSocket implements Transport {
  readonly portId: number
  readonly #addon: NativeAddon
  readonly #native: NativeSocket
  readonly #threaded: boolean
  readonly #inbox: Inbox
  readonly #turn = (): void => this.#work()
  readonly #wants = (): boolean => !this.#paused && this.#closing === undefined
  #handler: TransportHandler | undefined
  #paused = false
  #scheduled = false
  #delivering = false
  /** Datagrams the next turn may read from the kernel; without a thread. */
  #budget = 0
  #direct = 0
  #watching = false
  #unwatched = 0
  #watchLater = 0
  #lastId = 0
  /** Who wants to hear of a failure, by the id of the request; with a thread. */
  #sending = new Map<number, (error: Error) => void>()
  #closing: Promise<void> | undefined
  #closed: () => void = () => undefined

  constructor(addon: NativeAddon, threaded: boolean, open: OpenNative) {
    this.#addon = addon
    this.#threaded = threaded
    this.#native = open((closed) => this.#notified(closed))
    this.#inbox = new Inbox(addon, this.#native, (error, id) => this.#failure(error, id))
    this.portId = (addon.records[Records.port] ?? 0) >>> 0
  }

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new Error('the transport has been started before')
    this.#handler = handler
    if (this.#wants()) this.#listen()
  }

  send(bytes: Uint8Array, failed?: (error: Error) => void): void {
    if (this.#closing !== undefined) throw new SocketError('send', EBADF)
    this.#lastId = (this.#lastId + 1) | 0
    const id = this.#lastId
    const live = !this.#paused && this.#handler !== undefined
    const inbox = this.#inbox
    if (this.#threaded) {
      const watch = live && (this.#watching || this.#watchLater-- <= 0)
      const result = this.#addon.send(this.#native, bytes, id, watch, undefined, 0)
      if (result < 0) this.#unsent(-result, failed)
      else if (failed !== undefined) this.#sending.set(id, failed)
      this.#watching = watch
      if (watch) this.#schedule()
      return
    }
    // Rtnetlink has answered when the send returns: no need to wait for the event loop to see it.
    if (live) inbox.prepare()
    const result = this.#addon.send(this.#native, bytes, id, false, live ? inbox.slab : undefined, inbox.offset)
    if (result < 0) {
      this.#unsent(-result, failed)
    } else if (live) {
      inbox.collect(result)
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
    if (!this.#wants()) return
    this.#paused = true
    if (!this.#threaded) this.#addon.listen(this.#native, false)
  }

  resume(): void {
    if (!this.#paused || this.#closing !== undefined) return
    this.#paused = false
    if (this.#handler !== undefined) this.#listen()
  }

  ref(): void {
    if (this.#closing === undefined) this.#addon.ref(this.#native, true)
  }

  unref(): void {
    if (this.#closing === undefined) this.#addon.ref(this.#native, false)
  }

  close(): Promise<void> {
    if (this.#closing !== undefined) return this.#closing
    this.#closing = this.#threaded ? new Promise((resolve) => (this.#closed = resolve)) : ready
    this.#inbox.clear()
    this.#sending.clear()
    this.#addon.close(this.#native)
    return this.#closing
  }

  #membership(group: number, join: boolean): void {
    const errno = this.#closing === undefined ? this.#addon.membership(this.#native, group, join) : EBADF
    if (errno !== 0) throw new SocketError('setsockopt', errno, `group ${group}`)
  }

  #listen(): void {
    if (!this.#threaded) this.#addon.listen(this.#native, true)
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

  #work(): void {
    this.#scheduled = false
    const handler = this.#handler
    if (handler === undefined || this.#delivering || !this.#wants()) return
    this.#delivering = true
    try {
      this.#read()
      this.#inbox.deliver(handler, this.#wants)
    } catch (error) {
      // An error of the handler is nobody's here: it goes where uncaught errors go.
      queueMicrotask(() => {
        throw error
      })
    } finally {
      this.#delivering = false
      // One batch a turn: the event loop goes on in between.
      if ((this.#inbox.left > 0 || !this.#inbox.empty) && !this.#scheduled && this.#wants()) setImmediate(this.#turn)
    }
  }

  #read(): void {
    const inbox = this.#inbox
    if (!this.#threaded) {
      if (this.#budget > 0 || inbox.left > 0) inbox.read(this.#budget)
      this.#budget = 0
      return
    }
    const found = inbox.read(watchTime)
    if (this.#watching) {
      this.#watching = false
      this.#unwatched = found ? 0 : Math.min(2 * this.#unwatched + 1, watchPause)
      this.#watchLater = this.#unwatched
    }
    if (this.#sending.size > 0 && inbox.left === 0) this.#forget(this.#addon.records[Records.sent] ?? 0)
  }

  #unsent(errno: number, failed: ((error: Error) => void) | undefined): void {
    if (failed === undefined) return
    this.#inbox.push(() => failed(new SocketError('send', errno)))
    this.#schedule()
  }

  #failure(error: SocketError, id: number | undefined): () => void {
    if (id === undefined) {
      return () => {
        void this.close()
        this.#handler?.fail(error)
      }
    }
    const failed = this.#sending.get(id)
    this.#sending.delete(id)
    return () => failed?.(error)
  }

  /** Requests up to this id have been sent; those that failed have been taken out before. */
  #forget(sent: number): void {
    for (const id of this.#sending.keys()) {
      if (((id - sent) | 0) > 0) break
      this.#sending.delete(id)
    }
  }
}

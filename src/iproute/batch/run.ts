import type { Writer } from '../../netlink/writer.ts'
import type { Connection } from '../connection/connection.ts'
import type { Requester } from '../connection/requester.ts'
import { isQuestion } from '../connection/wire.ts'
import type { CallOptions, Request } from '../context.ts'
import { BatchDatagram, DATAGRAM_MESSAGES, type DatagramHolder, datagramWriter } from './datagram.ts'

/** What became of one request of a batch, as `Promise.allSettled` says it. */
export type BatchResult = PromiseSettledResult<undefined>

/** How a batch is done. */
export interface BatchOptions extends CallOptions {
  /**
   * Sends nothing behind a request that failed; the last result is then its. This costs a round trip for each
   * request. Default false: the kernel tries all of them.
   */
  readonly stopAtError?: boolean | undefined
}

const FULFILLED: BatchResult = Object.freeze({ status: 'fulfilled', value: undefined })
const ENOBUFS = 105
/** The highest number that nlmsg_seq holds. */
const SEQUENCE_MAX = 0xffff_ffff

/**
 * The way of a batch to the kernel: requests are encoded into datagrams as they come, some datagrams are under way
 * at once, and their errors become results.
 */
export class BatchRun implements DatagramHolder {
  readonly #requester: Requester
  readonly #options: BatchOptions
  readonly #window: number
  readonly #perDatagram: number
  #connection: Connection | undefined
  /** What failed, by the number of its result. */
  readonly #refused = new Map<number, unknown>()
  readonly #writers: Writer[] = []
  /** How many requests came. */
  #count = 0
  #current: BatchDatagram | undefined
  #waiting: BatchDatagram[] = []
  /** Under way, in the order in which they were sent. */
  readonly #sent = new Map<BatchDatagram, Connection>()
  #sequence = 1
  #stopped = false
  #failure: { readonly error: unknown } | undefined
  #wake: (() => void) | undefined
  readonly #abort = (): void => this.abandon(this.#options.signal?.reason)

  constructor(requester: Requester, options: BatchOptions) {
    options.signal?.throwIfAborted()
    this.#requester = requester
    this.#options = options
    this.#window = options.stopAtError ? 1 : requester.settings.window
    this.#perDatagram = options.stopAtError ? 1 : DATAGRAM_MESSAGES
    options.signal?.addEventListener('abort', this.#abort)
  }

  /** Whether its source should wait for {@link room}. */
  get full(): boolean {
    return this.#waiting.length > 0 && this.#sent.size >= this.#window
  }

  /** Whether further requests are useless. */
  get over(): boolean {
    return this.#stopped || this.#failure !== undefined
  }

  /** Takes the next request. */
  add(request: Request): void {
    if (this.over) return
    const datagram = this.#current ?? this.#begin()
    const index = this.#count++
    try {
      if (isQuestion(request)) throw new TypeError(`${request.type} asks; a batch takes requests that change something`)
      datagram.add(request, index)
    } catch (error) {
      this.refused(index, error)
    }
    if (datagram.full || this.#count - datagram.base >= this.#perDatagram || this.#stopped) this.#flush()
  }

  /** A request that could not be made stands among the results all the same. */
  addError(error: unknown): void {
    if (this.over) return
    if (this.#current !== undefined) this.#flush()
    this.refused(this.#count++, error)
  }

  /** Settles when a further datagram can be sent, or never will be. */
  async room(): Promise<void> {
    while (this.full && !this.over) await this.#change()
  }

  /** Sends what is left; answers the results when all are there. */
  async finish(): Promise<BatchResult[]> {
    this.#flush()
    while (this.#failure === undefined && (this.#sent.size > 0 || this.#waiting.length > 0)) await this.#change()
    this.#end()
    if (this.#failure !== undefined) throw this.#failure.error
    const results = new Array<BatchResult>(this.#count).fill(FULFILLED)
    for (const [index, reason] of this.#refused) results[index] = { status: 'rejected', reason }
    if (this.#options.stopAtError && this.#refused.size > 0) results.length = Math.min(...this.#refused.keys()) + 1
    return results
  }

  /** Sends nothing more and waits for nothing. */
  abandon(error: unknown): void {
    this.#failure ??= { error }
    this.#waiting = []
    this.#connection?.fail(error)
    this.#end()
    this.#wake?.()
  }

  refused(index: number, error: unknown): void {
    this.#refused.set(index, error)
    if (!this.#options.stopAtError) return
    this.#stopped = true
    // What waits behind it is not sent; what waits before it is (its own error came before it was sent).
    this.#waiting = this.#waiting.filter(({ base }) => base < index)
  }

  answered(datagram: BatchDatagram): void {
    this.#leave(datagram)
    this.#writers.push(datagram.recycle())
    for (const [next, connection] of this.#sent) {
      connection.postpone(next, this.#options.timeout)
      break
    }
    this.#pump()
  }

  failed(datagram: BatchDatagram, error: unknown): void {
    const end = datagram.base + datagram.last - datagram.first
    for (let i = datagram.base; i <= end; i++) if (!this.#refused.has(i)) this.#refused.set(i, error)
    this.#leave(datagram)
    // After an overrun the rest can be tried on a new socket; after anything else it cannot.
    if ((error as { errno?: unknown } | undefined)?.errno === ENOBUFS) this.#pump()
    else this.abandon(error)
  }

  #begin(): BatchDatagram {
    if (this.#sequence > SEQUENCE_MAX - DATAGRAM_MESSAGES) this.#sequence = 1
    this.#current = new BatchDatagram(this, this.#writers.pop() ?? datagramWriter(), this.#sequence, this.#count)
    this.#sequence += DATAGRAM_MESSAGES
    return this.#current
  }

  #flush(): void {
    const datagram = this.#current
    this.#current = undefined
    if (datagram === undefined || datagram.empty) return
    this.#waiting.push(datagram)
    this.#pump()
  }

  #pump(): void {
    while (this.#sent.size < this.#window && this.#failure === undefined) {
      const datagram = this.#waiting.shift()
      if (datagram === undefined) break
      try {
        this.#send(datagram)
      } catch (error) {
        this.abandon(error)
      }
    }
    this.#wake?.()
  }

  #send(datagram: BatchDatagram): void {
    const connection = this.#connection?.usable ? this.#connection : this.#requester.openConnection('batch')
    this.#connection = connection
    // Its patience begins when all before it are done.
    connection.open(datagram, { timeout: this.#sent.size === 0 ? this.#options.timeout : 0 })
    this.#sent.set(datagram, connection)
    connection.send(datagram.bytes, datagram)
  }

  #leave(datagram: BatchDatagram): void {
    this.#sent.get(datagram)?.finished(datagram)
    this.#sent.delete(datagram)
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #end(): void {
    this.#options.signal?.removeEventListener('abort', this.#abort)
    this.#connection?.close()
  }
}

import { scope } from '../../netlink/codec.ts'
import { align, NLMSG_DONE, NLMSG_ERROR, NLMSG_FLAGS, NLMSG_HDRLEN, NLMSG_MIN_TYPE, NLMSG_TYPE } from '../../netlink/message.ts'
import { errorNumber, kernelError } from './failures.ts'
import { LITTLE_ENDIAN, layoutOf, MULTI } from './wire.ts'

/** Something in flight on a connection, from its request to the last message that answers it. */
export interface Exchange {
  /** What its answers carry in nlmsg_seq; a batch has a range of them. */
  readonly first: number
  readonly last: number
  /** The moment (performance.now()) after which it has waited too long; Infinity: never. */
  deadline: number
  /** The request as it was sent, for its errors. */
  readonly request: Uint8Array
  /** Reads the message within [at, stop), and maybe those of its own right behind, up to `end`; answers where the next one begins. */
  take(view: DataView, at: number, stop: number, end: number): number
  /** Ends it without an answer. */
  fail(error: unknown): void
}

/** Who holds an exchange and wants to hear that it is over. */
export interface Holder {
  finished(exchange: Exchange): void
}

/** One request: the messages that come before its acknowledgement, or the single one that needs none. */
export class RequestExchange implements Exchange {
  readonly first: number
  readonly last: number
  deadline = Number.POSITIVE_INFINITY
  readonly request: Uint8Array
  readonly #holder: Holder
  readonly #acknowledged: boolean
  readonly #resolve: (messages: unknown[]) => void
  readonly #reject: (error: unknown) => void
  readonly #messages: unknown[] = []

  /** `acknowledged`: whether the request asks for an acknowledgement (NLM_F_ACK). */
  constructor(
    holder: Holder,
    sequence: number,
    request: Uint8Array,
    acknowledged: boolean,
    resolve: (messages: unknown[]) => void,
    reject: (error: unknown) => void,
  ) {
    this.#holder = holder
    this.first = sequence
    this.last = sequence
    this.request = request
    this.#acknowledged = acknowledged
    this.#resolve = resolve
    this.#reject = reject
  }

  take(view: DataView, at: number, end: number): number {
    const type = view.getUint16(at + NLMSG_TYPE, LITTLE_ENDIAN)
    if (type === NLMSG_ERROR || type === NLMSG_DONE) {
      const errno = errorNumber(view, at, end)
      if (errno === 0) this.#succeed()
      else this.fail(kernelError(view, at, end, this.request))
    } else if (type >= NLMSG_MIN_TYPE) this.#message(view, at, end, type)
    return align(end)
  }

  fail(error: unknown): void {
    this.#holder.finished(this)
    this.#reject(error)
  }

  #message(view: DataView, at: number, end: number, type: number): void {
    try {
      this.#messages.push(layoutOf(type).read(view, at + NLMSG_HDRLEN, end, scope()))
    } catch (error) {
      this.fail(error)
      return
    }
    if (!this.#acknowledged && (view.getUint16(at + NLMSG_FLAGS, LITTLE_ENDIAN) & MULTI) === 0) this.#succeed()
  }

  #succeed(): void {
    this.#holder.finished(this)
    this.#resolve(this.#messages)
  }
}

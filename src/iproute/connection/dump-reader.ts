import { type AnyCodec, type Scope, scope } from '../../netlink/codec.ts'
import {
  align,
  messageEnd,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_FLAGS,
  NLMSG_HDRLEN,
  NLMSG_MIN_TYPE,
  NLMSG_SEQ,
  NLMSG_TYPE,
} from '../../netlink/message.ts'
import { errorNumber, kernelError } from './failures.ts'
import { DUMP_INTR, LITTLE_ENDIAN, layoutOf } from './wire.ts'

/** Which items of a listing are wanted. */
export type Keep = (item: never) => boolean

/**
 * Reads the datagrams of one dump: the loop through which a million routes go. It makes nothing but the items.
 */
export class DumpReader {
  readonly sequence: number
  /** The kernel said that its table changed while it was listing (NLM_F_DUMP_INTR). */
  interrupted = false
  /** The last message was seen. */
  done = false
  /** Why the kernel gave up; seen together with {@link done}. */
  error: unknown
  readonly #request: Uint8Array
  readonly #keep: ((item: unknown) => boolean) | undefined
  readonly #scope: Scope = scope()
  #type = 0
  #codec: AnyCodec | undefined

  constructor(sequence: number, request: Uint8Array, keep: Keep | undefined) {
    this.sequence = sequence
    this.#request = request
    this.#keep = keep as (item: unknown) => boolean
  }

  /**
   * Appends the items of the messages from `at` on, as far as they are this dump's, to `items`; answers where it
   * stopped. Throws a DecodeError, or what `keep` throws.
   */
  read(view: DataView, at: number, end: number, items: unknown[]): number {
    const { sequence } = this
    const keep = this.#keep
    for (let stop = messageEnd(view, at, end); stop >= 0; stop = messageEnd(view, at, end)) {
      if (view.getUint32(at + NLMSG_SEQ, LITTLE_ENDIAN) !== sequence) return at
      const type = view.getUint16(at + NLMSG_TYPE, LITTLE_ENDIAN)
      if ((view.getUint16(at + NLMSG_FLAGS, LITTLE_ENDIAN) & DUMP_INTR) !== 0) this.interrupted = true
      if (type >= NLMSG_MIN_TYPE) {
        const codec = type === this.#type ? (this.#codec as AnyCodec) : this.#choose(type)
        const item = codec.read(view, at + NLMSG_HDRLEN, stop, this.#scope)
        if (keep === undefined || keep(item)) items.push(item)
      } else this.#control(view, at, stop, type)
      at = align(stop)
    }
    return end
  }

  /** Goes over the messages from `at` on without decoding them, until the dump's last. */
  skip(view: DataView, at: number, end: number): number {
    for (let stop = messageEnd(view, at, end); stop >= 0; stop = messageEnd(view, at, end)) {
      if (view.getUint32(at + NLMSG_SEQ, LITTLE_ENDIAN) !== this.sequence) return at
      const type = view.getUint16(at + NLMSG_TYPE, LITTLE_ENDIAN)
      if (type === NLMSG_DONE || type === NLMSG_ERROR) this.done = true
      at = align(stop)
    }
    return end
  }

  #choose(type: number): AnyCodec {
    this.#type = type
    this.#codec = layoutOf(type)
    return this.#codec
  }

  #control(view: DataView, at: number, end: number, type: number): void {
    if (type !== NLMSG_DONE && type !== NLMSG_ERROR) return
    this.done = true
    if (errorNumber(view, at, end) !== 0) this.error = kernelError(view, at, end, this.#request)
  }
}

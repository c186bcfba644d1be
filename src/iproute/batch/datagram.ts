import { align, messageEnd, NLMSG_ERROR, NLMSG_FLAGS, NLMSG_HDRLEN, NLMSG_SEQ, NLMSG_TYPE } from '../../netlink/message.ts'
import { Writer } from '../../netlink/writer.ts'
import type { Exchange } from '../connection/exchange.ts'
import { errorNumber, kernelError } from '../connection/failures.ts'
import { ACKNOWLEDGED, LITTLE_ENDIAN, REQUEST, writeRequest } from '../connection/wire.ts'
import type { Request } from '../context.ts'

/** Messages in one datagram: enough to make the system call cheap, few enough that all their errors fit a receive buffer. */
export const DATAGRAM_MESSAGES = 256
/** A writer with room for a datagram. */
export const datagramWriter = (): Writer => new Writer(DATAGRAM_BYTES + 4096)

/** Bytes after which a datagram is sent though there is room for more messages. */
const DATAGRAM_BYTES = 32 * 1024

/** Who collects the results of the datagrams of a batch. */
export interface DatagramHolder {
  /** The kernel refused the request whose result is number `index`. */
  refused(index: number, error: unknown): void
  /** The kernel has gone through the whole datagram. */
  answered(datagram: BatchDatagram): void
  /** What became of it is not known. */
  failed(datagram: BatchDatagram, error: unknown): void
}

/**
 * Some requests of a batch, sent together. The kernel works through them in order and reports each error; only the
 * last asks for an acknowledgement, behind which no error of this datagram can come any more.
 */
export class BatchDatagram implements Exchange {
  readonly first: number
  deadline = Number.POSITIVE_INFINITY
  /** The number of the first request's result. */
  readonly base: number
  readonly #holder: DatagramHolder
  readonly #out: Writer
  /** Sequence number and place of the last message in it. */
  #last = 0
  #lastAt = -1

  /**
   * `first` begins a range of {@link DATAGRAM_MESSAGES} sequence numbers that are this datagram's alone; `out` is empty
   * and its own until it is answered.
   */
  constructor(holder: DatagramHolder, out: Writer, first: number, base: number) {
    this.#holder = holder
    this.#out = out
    this.first = first
    this.base = base
  }

  get last(): number {
    return this.#last
  }

  get empty(): boolean {
    return this.#lastAt < 0
  }

  /** Whether it should be sent. */
  get full(): boolean {
    return this.#out.length >= DATAGRAM_BYTES
  }

  /** What is sent: the last message asks for the acknowledgement. */
  get bytes(): Uint8Array {
    this.#out.view.setUint16(this.#lastAt + NLMSG_FLAGS, this.#flagsOfLast() | ACKNOWLEDGED, LITTLE_ENDIAN)
    return this.#out.bytes.subarray(0, this.#out.length)
  }

  get request(): Uint8Array {
    return this.#messageOf(this.first)
  }

  /** The writer, emptied for the next datagram; this one is over. */
  recycle(): Writer {
    this.#out.truncate(0)
    return this.#out
  }

  /** Appends the request whose result is number `index`. Throws where it cannot be encoded. */
  add(request: Request, index: number): void {
    const at = this.#out.length
    const sequence = this.first + index - this.base
    writeRequest(this.#out, request, sequence, REQUEST)
    this.#last = sequence
    this.#lastAt = at
  }

  take(view: DataView, at: number, stop: number): number {
    if (view.getUint16(at + NLMSG_TYPE, LITTLE_ENDIAN) !== NLMSG_ERROR) return align(stop)
    const sequence = view.getUint32(at + NLMSG_SEQ, LITTLE_ENDIAN)
    if (errorNumber(view, at, stop) !== 0) {
      this.#holder.refused(this.base + sequence - this.first, kernelError(view, at, stop, this.#messageOf(sequence)))
    }
    if (sequence === this.#last) this.#holder.answered(this)
    return align(stop)
  }

  fail(error: unknown): void {
    this.#holder.failed(this, error)
  }

  #flagsOfLast(): number {
    return this.#out.view.getUint16(this.#lastAt + NLMSG_FLAGS, LITTLE_ENDIAN)
  }

  #messageOf(sequence: number): Uint8Array {
    const { view, bytes, length } = this.#out
    let at = 0
    for (let stop = messageEnd(view, at, length); stop >= 0; stop = messageEnd(view, at, length)) {
      if (view.getUint32(at + NLMSG_SEQ, LITTLE_ENDIAN) >= sequence) return bytes.subarray(at, stop)
      at = align(stop)
    }
    return bytes.subarray(0, NLMSG_HDRLEN)
  }
}

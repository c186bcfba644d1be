import { align, messageEnd, NLM_F, NLMSG_DONE, NLMSG_ERROR, NLMSG_HDRLEN, viewOf } from '../netlink/message.ts'
import type { Client } from './client-of-hub.ts'
import { header } from './wire.ts'

/** The highest number that nlmsg_seq holds; 0 is that of events. */
const SEQUENCE_MAX = 0xffff_ffff
/** Where NLMSG_ERROR repeats the header of the request: behind the errno. */
const REPEATED = NLMSG_HDRLEN + 4

/** Whose a request is, and by which numbers he knows it. */
export interface Mask {
  readonly client: Client
  readonly sequence: number
  readonly port: number
  /** Whether an answer of one message, without an acknowledgement, ends it. */
  readonly single: boolean
  /** Whether the acknowledgement was asked for by us alone, and is nobody's concern. */
  readonly quiet: boolean
  /** The moment (performance.now()) from which on it is forgotten. */
  readonly expires: number
}

/**
 * Requests of many clients on one socket of the kernel: each gets a sequence number of its own there, and each message of
 * its answer its old numbers back. The kernel works through the requests of a socket in their order, so an answer
 * also says that whatever was asked before it is over.
 */
export class Masquerade {
  readonly #masks = new Map<number, Mask>()
  #sequence = 0

  get size(): number {
    return this.#masks.size
  }

  /** A number for a request. */
  add(mask: Mask): number {
    this.#sequence = this.#sequence === SEQUENCE_MAX ? 1 : this.#sequence + 1
    this.#masks.set(this.#sequence, mask)
    mask.client.asks(1)
    return this.#sequence
  }

  /** Takes a request out: it was not sent, or has been answered. */
  take(sequence: number): Mask | undefined {
    const mask = this.#masks.get(sequence)
    if (this.#masks.delete(sequence)) mask?.client.asks(-1)
    return mask
  }

  /** Restores the numbers of each message of a datagram, in place, and hands the messages to those who wait for them. */
  answer(bytes: Uint8Array): void {
    const view = viewOf(bytes)
    let owner: Client | undefined
    let from = 0
    const flush = (to: number) => {
      if (owner !== undefined && to > from) owner.deliver(bytes.subarray(from, to))
      from = to
    }
    let at = 0
    for (let stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
      const client = this.#restore(view, at, stop)
      if (client !== owner) {
        flush(at)
        owner = client
      }
      at = align(stop)
    }
    flush(Math.min(at, bytes.length))
  }

  #restore(view: DataView, at: number, stop: number): Client | undefined {
    const sequence = header.sequence(view, at)
    const mask = this.#masks.get(sequence)
    if (mask === undefined) return undefined
    unmask(view, at, stop, mask)
    const type = header.type(view, at)
    const over = type === NLMSG_ERROR || type === NLMSG_DONE || (mask.single && (header.flags(view, at) & NLM_F.MULTI) === 0)
    this.#forgetBefore(sequence)
    if (over) this.take(sequence)
    const acknowledges = type === NLMSG_ERROR && stop - at >= REPEATED && view.getInt32(at + NLMSG_HDRLEN) === 0
    return mask.quiet && acknowledges ? undefined : mask.client
  }

  #forgetBefore(sequence: number): void {
    for (const older of this.#masks.keys()) {
      if (older === sequence) return
      this.take(older)
    }
  }

  /** Forgets what nobody has answered in time. */
  expire(now: number): void {
    for (const [sequence, mask] of this.#masks) if (mask.expires <= now) this.take(sequence)
  }

  /** Forgets what a client asked for. */
  drop(client: Client): void {
    for (const [sequence, mask] of this.#masks) if (mask.client === client) this.take(sequence)
  }

  /** Everybody who waits; they are forgotten. */
  clear(): Set<Client> {
    const clients = new Set([...this.#masks.values()].map(({ client }) => client))
    for (const sequence of this.#masks.keys()) this.take(sequence)
    return clients
  }
}

/** Gives a message of an answer the numbers of its request back, also in the repetition of that within NLMSG_ERROR. */
export function unmask(view: DataView, at: number, stop: number, { sequence, port }: Pick<Mask, 'sequence' | 'port'>): void {
  header.mask(view, at, sequence, port)
  if (header.type(view, at) === NLMSG_ERROR && stop - at >= REPEATED + NLMSG_HDRLEN) header.mask(view, at + REPEATED, sequence, port)
}

/** Whether a message ends a dump. */
export const endsDump = (type: number): boolean => type === NLMSG_DONE || type === NLMSG_ERROR

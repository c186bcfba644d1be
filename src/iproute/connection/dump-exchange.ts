import { NLMSG_HDRLEN } from '../../netlink/message.ts'
import { DumpReader, type Keep } from './dump-reader.ts'
import type { Exchange, Holder } from './exchange.ts'
import { interrupted } from './failures.ts'

/** How often a dump is asked anew because the kernel's table changed under it, before that is an error. */
export const DUMP_ATTEMPTS = 6

const NOT_SENT = new Uint8Array(NLMSG_HDRLEN)

/** What a dump needs of its connection beyond other exchanges: the kernel runs one dump per socket. */
export interface DumpHolder extends Holder {
  /** The kernel has finished this dump: the next may start. */
  dumped(exchange: DumpExchange): void
  /** Sends the dump again, ahead of others. */
  again(exchange: DumpExchange): void
  /** The caller left, the kernel goes on dumping. */
  abandoned(exchange: DumpExchange): void
}

/** A dump whose items are collected in an array. */
export class DumpExchange implements Exchange {
  first = 0
  last = 0
  deadline = Number.POSITIVE_INFINITY
  request: Uint8Array = NOT_SENT
  /** Milliseconds without a datagram after which it fails; 0: none. */
  readonly patience: number
  /** Encodes the request with a sequence number. */
  readonly encode: (sequence: number) => Uint8Array
  readonly #holder: DumpHolder
  readonly #keep: Keep | undefined
  readonly #resolve: (items: unknown[]) => void
  readonly #reject: (error: unknown) => void
  #reader: DumpReader | undefined
  #items: unknown[] = []
  #attempts = 0
  #over = false

  constructor(
    holder: DumpHolder,
    patience: number,
    encode: (sequence: number) => Uint8Array,
    keep: Keep | undefined,
    resolve: (items: unknown[]) => void,
    reject: (error: unknown) => void,
  ) {
    this.#holder = holder
    this.patience = patience
    this.encode = encode
    this.#keep = keep
    this.#resolve = resolve
    this.#reject = reject
  }

  /** Whether its caller has been answered. */
  get over(): boolean {
    return this.#over
  }

  /** It is about to be sent. */
  begin(sequence: number, request: Uint8Array): void {
    this.first = sequence
    this.last = sequence
    this.request = request
    this.#attempts++
    this.#items = []
    this.#reader = new DumpReader(sequence, request, this.#keep)
    this.postpone()
  }

  /** Its patience begins anew. */
  postpone(): void {
    if (this.patience > 0) this.deadline = performance.now() + this.patience
  }

  take(view: DataView, at: number, stop: number, end: number): number {
    const reader = this.#reader as DumpReader
    if (this.#over) {
      const next = reader.skip(view, at, end)
      if (reader.done) this.#holder.dumped(this)
      return next
    }
    let next: number
    try {
      next = reader.read(view, at, end, this.#items)
    } catch (error) {
      this.fail(error)
      return this.take(view, at, stop, end)
    }
    if (reader.done) this.#done(reader)
    else this.postpone()
    return next
  }

  fail(error: unknown): void {
    if (this.#over) return
    this.#over = true
    this.deadline = Number.POSITIVE_INFINITY
    this.#items = []
    this.#holder.finished(this)
    this.#holder.abandoned(this)
    this.#reject(error)
  }

  #done(reader: DumpReader): void {
    if (reader.error === undefined && reader.interrupted && this.#attempts < DUMP_ATTEMPTS) {
      this.#holder.again(this)
      return
    }
    this.#over = true
    this.deadline = Number.POSITIVE_INFINITY
    this.#holder.finished(this)
    this.#holder.dumped(this)
    if (reader.error !== undefined) this.#reject(reader.error)
    else if (reader.interrupted) this.#reject(interrupted(`during each of ${DUMP_ATTEMPTS} attempts`, this.request))
    else this.#resolve(this.#items)
  }
}

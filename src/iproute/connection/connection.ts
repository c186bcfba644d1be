import { align, messageEnd, NLMSG_SEQ, viewOf } from '../../netlink/message.ts'
import { Writer } from '../../netlink/writer.ts'
import type { Datagram, OverrunReason, Transport, TransportHandler } from '../../socket/transport.ts'
import type { CallOptions, Request } from '../context.ts'
import { Deadlines } from './deadlines.ts'
import { DumpExchange, type DumpHolder } from './dump-exchange.ts'
import type { Keep } from './dump-reader.ts'
import { type Exchange, RequestExchange } from './exchange.ts'
import { overrun, timedOut } from './failures.ts'
import { ACKNOWLEDGED, DUMP, isQuestion, LITTLE_ENDIAN, REQUEST, writeRequest } from './wire.ts'

/** The highest number that nlmsg_seq holds. */
const SEQUENCE_MAX = 0xffff_ffff

/**
 * One transport and what is in flight on it: sends requests, finds whose each answer is by its sequence number, keeps
 * their deadlines. It serves until trouble: after an overrun, a broken datagram or a dump given up half way it takes
 * no further request ({@link usable}), ends what it can and closes.
 */
export class Connection implements TransportHandler, DumpHolder {
  readonly transport: Transport
  /** Milliseconds a call waits that says nothing itself; 0: for ever. */
  readonly #patience: number
  readonly #closed: () => void
  readonly #singles = new Map<number, Exchange>()
  readonly #ranges = new Set<Exchange>()
  /** Removes the listener of the signal of an exchange. */
  readonly #signals = new Map<Exchange, () => void>()
  readonly #writer = new Writer(1024)
  #sequence = 0
  /** Exchanges whose caller waits. */
  #live = 0
  #running: DumpExchange | undefined
  readonly #turns: DumpExchange[] = []
  #usable = true
  readonly #deadlines = new Deadlines((now) => this.#expire(now))

  /** `closed` is called when it closes, for whatever reason. */
  constructor(transport: Transport, patience: number, closed: () => void = () => undefined) {
    this.transport = transport
    this.#patience = patience
    this.#closed = closed
    transport.start(this)
  }

  /** Whether it takes further requests. */
  get usable(): boolean {
    return this.#usable
  }

  /** Sends one request; answers the messages that came before its acknowledgement. */
  request(request: Request): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      // The kernel answers a question with one message or an error: an acknowledgement would only be a second one.
      const acknowledged = !isQuestion(request) || (request.flags?.includes('ack') ?? false)
      const sequence = this.sequences(1)
      const bytes = this.#encode(request, sequence, acknowledged ? ACKNOWLEDGED : REQUEST)
      const exchange = new RequestExchange(this, sequence, bytes, acknowledged, resolve, reject)
      this.open(exchange, request)
      this.send(bytes, exchange)
    })
  }

  /** Asks for a listing and collects it. */
  collect(request: Request, keep: Keep | undefined): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      const encode = (sequence: number) => this.#encode(request, sequence, DUMP)
      const patience = request.timeout ?? this.#patience
      const exchange = new DumpExchange(this, patience, encode, keep, resolve, reject)
      this.#guard(exchange, request)
      this.#enter()
      this.#turns.push(exchange)
      this.#nextDump()
    })
  }

  /** Takes `count` numbers in a row for the requests of one exchange; answers the first. */
  sequences(count: number): number {
    if (this.#sequence + count > SEQUENCE_MAX) this.#sequence = 0
    const first = this.#sequence + 1
    this.#sequence += count
    return first
  }

  /** Begins to deliver answers to `exchange`; its deadline is set from the options. Throws if the signal is aborted. */
  open(exchange: Exchange, options: CallOptions): void {
    this.#guard(exchange, options)
    this.#enter()
    if (exchange.first === exchange.last) this.#singles.set(exchange.first, exchange)
    else this.#ranges.add(exchange)
    this.postpone(exchange, options.timeout)
  }

  /** The patience for `exchange` begins now. */
  postpone(exchange: Exchange, timeout = this.#patience): void {
    if (timeout === 0) return
    exchange.deadline = performance.now() + timeout
    this.#deadlines.watch(exchange.deadline)
  }

  send(bytes: Uint8Array, exchange: Exchange): void {
    try {
      this.transport.send(bytes, (error) => exchange.fail(error))
    } catch (error) {
      exchange.fail(error)
    }
  }

  /** An exchange has come to its end. */
  finished(exchange: Exchange): void {
    if (!this.#ranges.delete(exchange) && !(exchange instanceof DumpExchange)) this.#singles.delete(exchange.first)
    if (this.#signals.size > 0) {
      this.#signals.get(exchange)?.()
      this.#signals.delete(exchange)
    }
    this.#live--
    if (this.#live === 0) this.#idle()
  }

  dumped(exchange: DumpExchange): void {
    this.#singles.delete(exchange.first)
    this.#running = undefined
    this.#nextDump()
  }

  again(exchange: DumpExchange): void {
    this.#singles.delete(exchange.first)
    this.#startDump(exchange)
  }

  abandoned(exchange: DumpExchange): void {
    const turn = this.#turns.indexOf(exchange)
    if (turn >= 0) this.#turns.splice(turn, 1)
    if (this.#running === exchange) this.#retire()
  }

  receive(datagrams: readonly Datagram[]): void {
    for (const { bytes } of datagrams) this.#read(bytes)
  }

  overrun(reason: OverrunReason): void {
    this.fail(overrun(reason))
  }

  /** Fails whatever is in flight, and closes. */
  fail(error: unknown): void {
    this.#usable = false
    for (const exchange of [...this.#singles.values(), ...this.#ranges, ...this.#turns]) exchange.fail(error)
    this.close()
  }

  close(): void {
    this.#usable = false
    this.#deadlines.clear()
    this.#closed()
    void this.transport.close()
  }

  /** Settles when the socket of a closed connection is gone. */
  ending(): Promise<void> {
    return this.transport.close()
  }

  #read(bytes: Uint8Array): void {
    const view = viewOf(bytes)
    const end = bytes.length
    try {
      for (let at = 0, stop = messageEnd(view, 0, end); stop >= 0; stop = messageEnd(view, at, end)) {
        const exchange = this.#find(view.getUint32(at + NLMSG_SEQ, LITTLE_ENDIAN))
        at = exchange === undefined ? align(stop) : exchange.take(view, at, stop, end)
      }
    } catch (error) {
      this.fail(error)
    }
  }

  #find(sequence: number): Exchange | undefined {
    const single = this.#singles.get(sequence)
    if (single !== undefined || this.#ranges.size === 0) return single
    for (const range of this.#ranges) if (range.first <= sequence && sequence <= range.last) return range
    return undefined
  }

  #encode(request: Request, sequence: number, flags: number): Uint8Array {
    const writer = this.#writer
    try {
      writeRequest(writer, request, sequence, flags)
      return writer.finish()
    } finally {
      writer.truncate(0)
    }
  }

  #nextDump(): void {
    if (this.#running !== undefined) return
    const exchange = this.#turns.shift()
    if (exchange !== undefined) this.#startDump(exchange)
  }

  #startDump(exchange: DumpExchange): void {
    this.#running = exchange
    const sequence = this.sequences(1)
    try {
      const bytes = exchange.encode(sequence)
      exchange.begin(sequence, bytes)
      this.#singles.set(sequence, exchange)
      this.#deadlines.watch(exchange.deadline)
      this.send(bytes, exchange)
    } catch (error) {
      this.#running = undefined
      exchange.fail(error)
    }
  }

  #guard(exchange: Exchange, { signal }: CallOptions): void {
    if (signal === undefined) return
    signal.throwIfAborted()
    const stop = () => exchange.fail(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    this.#signals.set(exchange, () => signal.removeEventListener('abort', stop))
  }

  #enter(): void {
    if (this.#live++ === 0) this.transport.ref()
  }

  #idle(): void {
    if (this.#usable) this.transport.unref()
    else this.close()
  }

  /**
   * Takes no more requests; closes when the last of those in flight has its answer. Dumps that wait for their turn
   * wait for the rest of the one that was given up, but not for ever.
   */
  #retire(): void {
    this.#usable = false
    if (this.#live === 0) this.close()
    for (const exchange of this.#turns) {
      exchange.postpone()
      this.#deadlines.watch(exchange.deadline)
    }
  }

  /** Fails what has waited too long; answers the next deadline. */
  #expire(now: number): number {
    let next = Number.POSITIVE_INFINITY
    for (const exchange of [...this.#singles.values(), ...this.#ranges, ...this.#turns]) {
      if (exchange.deadline <= now) exchange.fail(timedOut(exchange.request))
      else if (exchange.deadline < next) next = exchange.deadline
    }
    return next
  }
}

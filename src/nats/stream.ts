import { Duplex } from 'node:stream'
import { viewOf } from '../netlink/message.ts'
import { inbox, type NatsConnection, type NatsMessage, type NatsSubscription, onLoss } from './connection.ts'

/** Bytes under way that the other side has not read yet. NATS itself drops what a slow reader has not taken. */
const WINDOW = 1024 * 1024
/** Bytes of one message of NATS; its default limit is 1 MiB. */
const PIECE = 64 * 1024
/** A frame: its kind, three zero bytes, a number (32 bits, big endian), and its bytes. */
const HEAD = 8
/** Bytes with their running number; bytes that have been read, all in all (modulo 2^32); the end. */
const Kind = { data: 0, read: 1, end: 2 } as const
/** What NATS answers where nobody listens. */
const NO_RESPONDERS = 503

const frame = (kind: number, number: number, bytes: Uint8Array = new Uint8Array(0)): Uint8Array => {
  const made = new Uint8Array(HEAD + bytes.length)
  made[0] = kind
  viewOf(made).setUint32(4, number >>> 0)
  made.set(bytes, HEAD)
  return made
}

const broken = (code: string, reason: string): Error => Object.assign(new Error(reason), { code })

/** A stream of bytes over two subjects, one for each way. It ends with an error where NATS has lost something. */
export class NatsStream extends Duplex {
  readonly #connection: NatsConnection
  readonly #subscription: NatsSubscription
  /** The subject that this side listens at. */
  readonly subject = inbox()
  /** That of the other side; frames wait until it is known. */
  #to: string | undefined
  #sent = 0
  #taken = 0
  #next = 0
  #received = 0
  #told = 0
  #expected = 0
  #held: { bytes: Uint8Array; done: (error?: Error | null) => void } | undefined
  readonly #unwatch: () => void

  constructor(connection: NatsConnection) {
    super({ allowHalfOpen: false, readableHighWaterMark: 256 * 1024, writableHighWaterMark: 64 * 1024 })
    this.#connection = connection
    this.#subscription = connection.subscribe(this.subject, { callback: (error, message) => this.#frame(error, message) })
    this.#unwatch = onLoss(connection, () => this.destroy(broken('ECONNRESET', 'the connection to NATS was lost')))
  }

  /** Begins to send. */
  connectTo(subject: string): void {
    this.#to = subject
    this.#go()
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    this.#held = { bytes: chunk, done }
    this.#go()
  }

  override _read(): void {
    this.#tell()
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#send(frame(Kind.end, this.#next))
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.writableFinished) this.#send(frame(Kind.end, this.#next))
    this.#unwatch()
    this.#subscription.unsubscribe()
    this.#held = undefined
    done(error)
  }

  /** Sends what is held as far as the window allows. */
  #go(): void {
    const held = this.#held
    if (held === undefined || this.#to === undefined) return
    while (held.bytes.length > 0) {
      const room = WINDOW - ((this.#sent - this.#taken) >>> 0)
      if (room <= 0) return
      const part = held.bytes.subarray(0, Math.min(room, PIECE))
      held.bytes = held.bytes.subarray(part.length)
      this.#sent = (this.#sent + part.length) >>> 0
      this.#send(frame(Kind.data, this.#next++, part))
    }
    this.#held = undefined
    held.done()
  }

  #send(bytes: Uint8Array): void {
    // The reply: NATS says there if nobody listens any more.
    if (this.#to !== undefined && !this.#connection.isClosed()) this.#connection.publish(this.#to, bytes, { reply: this.subject })
  }

  #frame(error: Error | null, { data, headers }: NatsMessage): void {
    if (this.destroyed) return
    if (error !== null) this.destroy(error)
    else if (headers?.code === NO_RESPONDERS) this.destroy(broken('ECONNRESET', 'nobody listens at the other side any more'))
    else if (data.length < HEAD) this.destroy(broken('EPROTO', 'a message that is no frame'))
    else this.#take(data[0] ?? 0, viewOf(data).getUint32(4), data)
  }

  #take(kind: number, number: number, data: Uint8Array): void {
    if (kind === Kind.read) {
      this.#taken = number
      this.#go()
    } else if (number !== this.#expected) this.destroy(broken('ECONNRESET', 'messages of the connection were lost by NATS'))
    else if (kind === Kind.end) {
      this.push(null)
    } else {
      this.#expected = (this.#expected + 1) >>> 0
      this.#received = (this.#received + data.length - HEAD) >>> 0
      if ((this.#received - this.#told) >>> 0 > WINDOW) this.destroy(broken('EPROTO', 'the other side sends more than it may'))
      else if (this.push(data.slice(HEAD))) this.#tell()
    }
  }

  /** Lets the other side know what was read. */
  #tell(): void {
    if ((this.#received - this.#told) >>> 0 < WINDOW / 4) return
    this.#told = this.#received
    this.#send(frame(Kind.read, this.#told))
  }
}

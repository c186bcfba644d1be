import { align, messageEnd, NLM_F, viewOf } from '../netlink/message.ts'
import type { Datagram, OverrunReason, Transport, TransportHandler } from '../socket/transport.ts'
import type { Client } from './client-of-hub.ts'
import { errnoOf, errorCode } from './errors.ts'
import { Masquerade } from './masquerade.ts'
import { header } from './wire.ts'

/** How often what nobody answered is looked for, in milliseconds. */
const SWEEP = 1000

/** One socket of the kernel, for the requests of many clients; not for dumps. */
export class Lane implements TransportHandler {
  readonly #transport: Transport
  readonly #closed: () => void
  readonly #expire: number
  readonly #masks = new Masquerade()
  #sweep: ReturnType<typeof setInterval> | undefined
  #usable = true

  /** `expire`: milliseconds after which a request without an answer is forgotten. `closed` is called when it serves no more. */
  constructor(transport: Transport, expire: number, closed: () => void) {
    this.#transport = transport
    this.#expire = expire
    this.#closed = closed
    transport.start(this)
  }

  /** How many requests wait for an answer. */
  get waiting(): number {
    return this.#masks.size
  }

  /** Sends whole messages of one client, whose numbers are changed in place, as one datagram. */
  send(client: Client, bytes: Uint8Array): void {
    const view = viewOf(bytes)
    const expires = performance.now() + this.#expire
    const numbers: [sequence: number, at: number, stop: number][] = []
    let at = 0
    for (let stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
      const acknowledged = (header.flags(view, at) & NLM_F.ACK) !== 0
      const single = !acknowledged && (header.type(view, at) & 3) === 2
      // That the last of them is over, though nobody asked for it, must be known: then all are.
      const quiet = !acknowledged && !single && align(stop) >= bytes.length
      if (quiet) header.acknowledge(view, at)
      const mask = { client, sequence: header.sequence(view, at), port: header.port(view, at), single, quiet, expires }
      const sequence = this.#masks.add(mask)
      header.mask(view, at, sequence, 0)
      numbers.push([sequence, at, stop])
      at = align(stop)
    }
    this.#sweep ??= setInterval(() => this.#forget(), SWEEP).unref()
    const failed = (error: Error) => {
      for (const [sequence, start, stop] of numbers) {
        const mask = this.#masks.take(sequence)
        if (mask === undefined) continue
        header.mask(view, start, mask.sequence, mask.port)
        client.refuse(bytes.subarray(start, stop), errnoOf(error), error.message)
      }
    }
    try {
      this.#transport.send(bytes, failed)
    } catch (error) {
      failed(error as Error)
    }
  }

  receive(datagrams: readonly Datagram[]): void {
    for (const { bytes } of datagrams) this.#masks.answer(bytes)
  }

  overrun(_reason: OverrunReason): void {
    for (const client of this.#masks.clear()) client.lost()
  }

  fail(error: Error): void {
    this.#end((client) => client.end(errorCode(error), error.message))
  }

  /** Forgets what a client waits for. */
  drop(client: Client): void {
    this.#masks.drop(client)
  }

  close(): Promise<void> {
    this.#end((client) => client.end('ECANCELED', 'the server was shut down'))
    return this.#transport.close()
  }

  #end(tell: (client: Client) => void): void {
    if (!this.#usable) return
    this.#usable = false
    clearInterval(this.#sweep)
    this.#closed()
    for (const client of this.#masks.clear()) tell(client)
    void this.#transport.close()
  }

  #forget(): void {
    this.#masks.expire(performance.now())
    if (this.#masks.size > 0) return
    clearInterval(this.#sweep)
    this.#sweep = undefined
  }
}

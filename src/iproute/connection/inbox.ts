import type { Datagram, OverrunReason, Transport, TransportHandler } from '../../socket/transport.ts'

/** Bytes that wait here undecoded before the transport is paused, and at which it goes on. */
const HIGH_WATER = 1024 * 1024
const LOW_WATER = 256 * 1024

/**
 * What a transport delivers, undecoded and in order, until its reader wants it. A bounded number of bytes waits here;
 * more waits in the thread's queue or in the kernel's.
 */
export class Inbox implements TransportHandler {
  readonly transport: Transport
  #items: (Datagram | OverrunReason | Error)[] = []
  #at = 0
  #bytes = 0
  #paused = false
  #closed = false
  #waiting: (() => void)[] = []

  /** Closes `transport` in the end. */
  constructor(transport: Transport) {
    this.transport = transport
    transport.start(this)
  }

  get closed(): boolean {
    return this.#closed
  }

  /** The next that waits; undefined when nothing does. Throws where an error stands in the row. */
  shift(): Datagram | OverrunReason | undefined {
    if (this.#at === this.#items.length) return undefined
    const item = this.#items[this.#at++] as Datagram | OverrunReason | Error
    if (this.#at === this.#items.length) {
      this.#items = []
      this.#at = 0
    }
    if (item instanceof Error) throw item
    if (typeof item === 'object') this.#bytes -= item.bytes.length
    if (this.#paused && this.#bytes <= LOW_WATER) {
      this.#paused = false
      this.transport.resume()
    }
    return item
  }

  /** Settles when something came or it was ended or woken; with false after `patience` milliseconds (0: for ever). */
  async wait(patience = 0): Promise<boolean> {
    if (this.#closed || this.#at < this.#items.length) return true
    let timer: ReturnType<typeof setTimeout> | undefined
    const came = await new Promise<boolean>((resolve) => {
      this.#waiting.push(() => resolve(true))
      // What came while the event loop was blocked is read before the time is up.
      if (patience > 0) timer = setTimeout(() => setImmediate(resolve, false), patience).unref()
    })
    clearTimeout(timer)
    return came
  }

  /** Ends every {@link wait}. */
  wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const one of waiting) one()
  }

  receive(datagrams: readonly Datagram[]): void {
    for (const datagram of datagrams) {
      this.#items.push(datagram)
      this.#bytes += datagram.bytes.length
    }
    if (this.#bytes > HIGH_WATER && !this.#paused) {
      this.#paused = true
      this.transport.pause()
    }
    this.wake()
  }

  overrun(reason: OverrunReason): void {
    this.#items.push(reason)
    this.wake()
  }

  /** Puts an error into the row: the reader gets what came before, then this, and then what comes. */
  report(error: Error): void {
    this.#items.push(error)
    this.wake()
  }

  /** Ends it; the reader gets what came before, then the error. */
  fail(error: Error): void {
    if (this.#closed) return
    this.#items.push(error)
    this.#end()
  }

  /** Ends it and forgets what was not read. */
  close(): void {
    this.#items = []
    this.#at = 0
    if (!this.#closed) this.#end()
  }

  /** Settles when the transport of a closed inbox is gone. */
  ending(): Promise<void> {
    return this.transport.close()
  }

  #end(): void {
    this.#closed = true
    void this.transport.close()
    this.wake()
  }
}

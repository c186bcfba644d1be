import type { Datagram, OverrunReason, TransportHandler } from '../socket/transport.ts'

/** What a connection has for its owner, in order: kept before he has started, and while he wants nothing. */
export class Mailbox {
  #handler: TransportHandler | undefined
  #waiting: ((handler: TransportHandler) => void)[] = []
  #closed = false
  #delivering = false
  paused = false

  start(handler: TransportHandler): void {
    if (this.#handler !== undefined) throw new Error('the transport has been started before')
    this.#handler = handler
    // What is there already comes later, as from a socket of the kernel.
    if (this.#waiting.length > 0) queueMicrotask(() => this.#deliver())
  }

  pause(): void {
    this.paused = true
  }

  /** Delivers what has waited; then it may be paused again. */
  resume(): void {
    this.paused = false
    this.#deliver()
  }

  receive(datagram: Datagram): void {
    this.#tell((handler) => handler.receive([datagram]))
  }

  overrun(reason: OverrunReason): void {
    this.#tell((handler) => handler.overrun(reason))
  }

  /** The last: `close` is called before. */
  fail(error: Error, close: () => Promise<void>): void {
    this.#tell((handler) => {
      void close()
      handler.fail(error)
    })
  }

  close(): void {
    this.#closed = true
    this.#waiting = []
  }

  #tell(what: (handler: TransportHandler) => void): void {
    if (this.#closed) return
    this.#waiting.push(what)
    this.#deliver()
  }

  #deliver(): void {
    if (this.#delivering) return
    this.#delivering = true
    while (this.#handler !== undefined && !this.paused) {
      const next = this.#waiting.shift()
      if (next === undefined) break
      try {
        next(this.#handler)
      } catch (error) {
        // An error of the handler is nobody's here: it goes where uncaught errors go.
        queueMicrotask(() => {
          throw error
        })
      }
    }
    this.#delivering = false
  }
}

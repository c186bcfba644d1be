import { viewOf } from '../../netlink/message.ts'
import type { Transport } from '../../socket/transport.ts'
import type { CallOptions } from '../context.ts'
import type { BatchStream } from './dump.ts'
import { DumpReader, type Keep } from './dump-reader.ts'
import { interrupted, overrun, timedOut } from './failures.ts'
import { Inbox } from './inbox.ts'

/** What a streamed dump needs of its maker. */
export interface StreamSetup {
  /** Opens a transport for this dump alone. */
  readonly open: () => Transport
  /** Encodes the request with a sequence number. */
  readonly encode: (sequence: number) => Uint8Array
  readonly keep: Keep | undefined
  readonly options: CallOptions
  /** Milliseconds the kernel may take for the next datagram while the reader waits; 0: for ever. */
  readonly patience: number
  /** Called once when it is over. */
  readonly closed: () => void
}

/**
 * A dump on a transport of its own: datagrams wait undecoded, a bounded number of bytes, and are decoded one at a
 * time when the reader asks. Giving it up closes the transport, with which the kernel ends the dump.
 */
export class DumpStream<T> implements BatchStream<T> {
  readonly #setup: StreamSetup
  #request: Uint8Array = new Uint8Array(0)
  #inbox: Inbox | undefined
  #reader: DumpReader | undefined
  #over = false
  #error: unknown
  readonly #abort = (): void => this.fail(this.#setup.options.signal?.reason)

  constructor(setup: StreamSetup) {
    this.#setup = setup
  }

  async next(): Promise<T[] | undefined> {
    if (!this.#over && this.#inbox === undefined) this.#start()
    for (;;) {
      if (this.#error !== undefined) throw this.#error
      if (this.#over) return undefined
      const items = this.#take(this.#inbox as Inbox)
      if (items === undefined) await this.#wait(this.#inbox as Inbox)
      else if (items.length > 0) return items
    }
  }

  close(): void {
    if (this.#over) return
    this.#over = true
    this.#setup.options.signal?.removeEventListener('abort', this.#abort)
    this.#inbox?.close()
    this.#setup.closed()
  }

  /** Settles when a closed stream's socket is gone. */
  async ending(): Promise<void> {
    await this.#inbox?.ending()
  }

  /** Ends it; the reader gets the error. */
  fail(error: unknown): void {
    if (this.#over) return
    this.#error = error
    this.close()
  }

  #start(): void {
    const { open, encode, keep, options } = this.#setup
    try {
      options.signal?.throwIfAborted()
      options.signal?.addEventListener('abort', this.#abort)
      this.#request = encode(1)
      this.#reader = new DumpReader(1, this.#request, keep)
      this.#inbox = new Inbox(open())
      this.#inbox.transport.send(this.#request, (error) => this.fail(error))
    } catch (error) {
      this.fail(error)
    }
  }

  /** The items of the next datagram; undefined if none is there. */
  #take(inbox: Inbox): T[] | undefined {
    const items: T[] = []
    try {
      const next = inbox.shift()
      if (next === undefined) return undefined
      if (typeof next === 'string') throw overrun(next)
      const reader = this.#reader as DumpReader
      reader.read(viewOf(next.bytes), 0, next.bytes.length, items)
      if (reader.done) this.#end(reader)
    } catch (error) {
      this.fail(error)
    }
    return items
  }

  #end(reader: DumpReader): void {
    if (reader.error !== undefined) this.fail(reader.error)
    else if (reader.interrupted) this.fail(interrupted('an awaited listing is asked again by itself, a streamed one is not', this.#request))
    else this.close()
  }

  /** Until something came. It keeps the process alive meanwhile. */
  async #wait(inbox: Inbox): Promise<void> {
    inbox.transport.ref()
    if (!(await inbox.wait(this.#setup.patience))) this.fail(timedOut(this.#request))
    else if (!this.#over) inbox.transport.unref()
  }
}

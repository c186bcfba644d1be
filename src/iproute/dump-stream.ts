import type { Datagram, OverrunReason, Transport, TransportHandler } from '../socket/transport.ts'
import type { CallOptions } from './context.ts'
import type { BatchStream } from './dump.ts'
import { DumpReader, type Keep } from './dump-reader.ts'
import { interrupted, overrun, timedOut } from './failures.ts'

/** Bytes that wait here undecoded before the transport is paused, and at which it goes on. */
const HIGH_WATER = 1024 * 1024
const LOW_WATER = 256 * 1024

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
  readonly closed: (stream: DumpStream<unknown>) => void
}

/**
 * A dump on a transport of its own: datagrams wait here undecoded, a bounded number of bytes, and are decoded one at
 * a time when the reader asks. Giving it up closes the transport, with which the kernel ends the dump.
 */
export class DumpStream<T> implements BatchStream<T>, TransportHandler {
  readonly #setup: StreamSetup
  #transport: Transport | undefined
  #reader: DumpReader | undefined
  #request: Uint8Array = new Uint8Array(0)
  #queue: Datagram[] = []
  #at = 0
  #bytes = 0
  #paused = false
  #over = false
  #error: unknown
  #wake: (() => void) | undefined

  constructor(setup: StreamSetup) {
    this.#setup = setup
  }

  async next(): Promise<T[] | undefined> {
    if (!this.#over && this.#transport === undefined) this.#start()
    for (;;) {
      if (this.#error !== undefined) throw this.#error
      if (this.#over) return undefined
      if (this.#at === this.#queue.length) {
        await this.#wait()
        continue
      }
      const items = this.#decode()
      if (items.length > 0) return items
    }
  }

  close(): void {
    if (this.#over) return
    this.#over = true
    this.#queue = []
    this.#at = 0
    this.#setup.options.signal?.removeEventListener('abort', this.#aborted)
    void this.#transport?.close()
    this.#setup.closed(this)
    this.#wake?.()
  }

  /** Settles when a closed stream's socket is gone. */
  async ending(): Promise<void> {
    await this.#transport?.close()
  }

  receive(datagrams: readonly Datagram[]): void {
    for (const datagram of datagrams) {
      this.#queue.push(datagram)
      this.#bytes += datagram.bytes.length
    }
    if (this.#bytes > HIGH_WATER && !this.#paused) {
      this.#paused = true
      this.#transport?.pause()
    }
    this.#wake?.()
  }

  overrun(reason: OverrunReason): void {
    this.fail(overrun(reason))
  }

  fail(error: unknown): void {
    if (this.#over) return
    this.#error = error
    this.close()
  }

  #start(): void {
    const { open, encode, keep, options } = this.#setup
    try {
      options.signal?.throwIfAborted()
      options.signal?.addEventListener('abort', this.#aborted)
      this.#request = encode(1)
      this.#reader = new DumpReader(1, this.#request, keep)
      this.#transport = open()
      this.#transport.start(this)
      this.#transport.send(this.#request, (error) => this.fail(error))
    } catch (error) {
      this.fail(error)
    }
  }

  readonly #aborted = (): void => this.fail(this.#setup.options.signal?.reason)

  /** The items of the next datagram. */
  #decode(): T[] {
    const reader = this.#reader as DumpReader
    const { bytes } = this.#queue[this.#at++] as Datagram
    this.#bytes -= bytes.length
    if (this.#at === this.#queue.length) {
      this.#queue = []
      this.#at = 0
    }
    if (this.#paused && this.#bytes < LOW_WATER) {
      this.#paused = false
      this.#transport?.resume()
    }
    const items: T[] = []
    try {
      reader.read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.length, items)
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
  async #wait(): Promise<void> {
    const transport = this.#transport
    const { patience } = this.#setup
    let timer: ReturnType<typeof setTimeout> | undefined
    transport?.ref()
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      if (patience > 0) timer = setTimeout(() => setImmediate(() => this.#wake === resolve && this.fail(timedOut(this.#request))), patience).unref()
    })
    this.#wake = undefined
    clearTimeout(timer)
    if (!this.#over) transport?.unref()
  }
}

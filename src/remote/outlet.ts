import type { Duplex } from 'node:stream'
import { NLMSG_OVERRUN } from '../netlink/message.ts'
import { Control, controlMessage, PREAMBLE, padded, Refusal } from './wire.ts'

const OVERRUN = controlMessage(NLMSG_OVERRUN)
/** Milliseconds for the peer to read why the connection ends. */
const FAREWELL = 1000

/**
 * What goes out of a session. Of answers and events a bounded number of bytes waits for a slow reader; then they are
 * lost, and it is told, in their place, as soon as it has read the rest.
 */
export class Outlet {
  readonly #stream: Duplex
  readonly #limit: number
  #lost = false
  #ready: (() => void)[] = []

  /** `limit`: bytes that may wait. `drained` is called when nothing waits any more. */
  constructor(stream: Duplex, limit: number, drained: () => void) {
    this.#stream = stream
    this.#limit = limit
    stream.on('drain', () => {
      if (this.#lost) {
        this.#lost = false
        stream.write(OVERRUN)
      }
      for (const ready of this.#ready.splice(0)) ready()
      drained()
    })
    stream.write(PREAMBLE)
  }

  /** Whether more waits than may. */
  get full(): boolean {
    // Without `writableNeedDrain` no `drain` would come.
    return this.#stream.writableLength > this.#limit && this.#stream.writableNeedDrain
  }

  /** Says what must be said; who calls it looks at {@link full} between times. */
  write(bytes: Uint8Array): void {
    if (this.#stream.writable) this.#stream.write(bytes)
  }

  /** Whether the peer keeps up. */
  deliver(bytes: Uint8Array): boolean {
    if (this.#lost) return false
    if (this.full) {
      this.#lost = true
      return false
    }
    this.write(padded(bytes))
    return !this.#stream.writableNeedDrain
  }

  /** Something for this peer was lost elsewhere. */
  lost(): void {
    if (this.full) this.#lost = true
    else if (!this.#lost) this.write(OVERRUN)
  }

  whenReady(ready: () => void): void {
    if (this.#stream.writableNeedDrain) this.#ready.push(ready)
    else ready()
  }

  /** Says why and hangs up. */
  end(code: string, reason: string): void {
    this.#stream.end(controlMessage(Control.refusal, Refusal, { code, reason }))
    // A peer that does not read would keep it open.
    const timer = setTimeout(() => this.#stream.destroy(), FAREWELL)
    this.#stream.once('close', () => clearTimeout(timer))
    // What it still sends is of no interest, but its end is.
    this.#stream.resume()
  }

  /** Nobody waits for the peer any more. */
  close(): void {
    for (const ready of this.#ready.splice(0)) ready()
  }
}

import { SocketError } from './errors.ts'
import { Mark, type NativeAddon, type NativeSocket, Records } from './native.ts'
import type { Datagram, OverrunReason, TransportHandler } from './transport.ts'

/** Something to tell the owner of a socket: datagrams, a loss, or a call. */
type Item = Datagram[] | OverrunReason | (() => void)

/** Bytes of a slab, the memory that several datagrams share; it grows with the traffic. */
const slabMin = 16 * 1024
const slabMax = 256 * 1024
/** Bytes most answers fit in; a slab with less room left is given up. */
const answerSize = 2048

const overrunOf: Readonly<Record<number, OverrunReason>> = {
  [Mark.kernel]: 'kernel',
  [Mark.queue]: 'queue',
  [Mark.truncated]: 'truncated',
}

/** What a socket has received and its owner has not: takes it from the addon in batches and keeps the order. */
export class Inbox {
  /** Memory for the next datagrams, from `offset` on. Bytes once handed out are never written again. */
  slab = new Uint8Array(0)
  offset = 0
  /** Bytes that wait in the addon. */
  left = 0
  readonly #addon: NativeAddon
  readonly #native: NativeSocket
  /** What to call for a request that was not sent (its id), or when reading has ended for ever (no id). */
  readonly #failure: (error: SocketError, id: number | undefined) => () => void
  #items: Item[] = []

  constructor(addon: NativeAddon, native: NativeSocket, failure: (error: SocketError, id: number | undefined) => () => void) {
    this.#addon = addon
    this.#native = native
    this.#failure = failure
  }

  get empty(): boolean {
    return this.#items.length === 0
  }

  push(item: Item): void {
    this.#items.push(item)
  }

  clear(): void {
    this.#items = []
    this.slab = new Uint8Array(0)
    this.offset = 0
  }

  /** Makes room for an answer. */
  prepare(): void {
    if (this.slab.length - this.offset < answerSize) this.#newSlab(0, 0)
  }

  /** Takes one batch; `budget` as in {@link NativeAddon.receive}. Answers whether there was anything. */
  read(budget: number): boolean {
    const { records } = this.#addon
    let count = this.#addon.receive(this.#native, this.slab, this.offset, budget)
    const needed = records[Records.needed] ?? 0
    if (count === 0 && needed > 0) {
      this.#newSlab(records[Records.queued] ?? 0, needed)
      count = this.#addon.receive(this.#native, this.slab, 0, 0)
    }
    this.collect(count)
    return count > 0
  }

  /** Takes over the records that the addon has just written. */
  collect(count: number): void {
    const { records } = this.#addon
    const { buffer } = this.slab
    this.left = records[Records.queued] ?? 0
    let batch = this.#items.at(-1)
    for (let at: number = Records.head, end = at + count * Records.fields; at < end; at += Records.fields) {
      const size = records[at] ?? 0
      const first = records[at + 1] ?? -1
      if (size < 0) {
        batch = this.#item(size, first, records[at + 2] ?? 0)
        this.#items.push(batch)
        continue
      }
      if (!Array.isArray(batch)) {
        batch = []
        this.#items.push(batch)
      }
      const bytes = new Uint8Array(buffer, this.offset, size)
      batch.push(first < 0 ? { bytes } : { bytes, nsid: first })
      this.offset += (size + 7) & ~7
    }
  }

  /** Tells the owner what is here now, as long as it `wants` more; what comes meanwhile waits for the next time. */
  deliver(handler: TransportHandler, wants: () => boolean): void {
    const items = this.#items
    this.#items = []
    let told = 0
    try {
      while (told < items.length && wants()) {
        const item = items[told++]
        if (Array.isArray(item)) handler.receive(item)
        else if (typeof item === 'string') handler.overrun(item)
        else item?.()
      }
    } finally {
      if (told < items.length) this.#items = [...items.slice(told), ...this.#items]
    }
  }

  #item(mark: number, id: number, errno: number): Item {
    if (mark === Mark.broken) return this.#failure(new SocketError('recvmsg', errno), undefined)
    return overrunOf[mark] ?? this.#failure(new SocketError('send', errno), id)
  }

  #newSlab(wish: number, needed: number): void {
    this.slab = new Uint8Array(Math.max(Math.min(Math.max(wish, 2 * this.slab.length, slabMin), slabMax), needed))
    this.offset = 0
  }
}

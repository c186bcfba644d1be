import { align, messageEnd, viewOf } from '../netlink/message.ts'

/** Bytes of a datagram passed on to the kernel. */
const DATAGRAM_BYTES = 32 * 1024

/**
 * What is to be done with a message: pass it on with those around it; nothing more; or something that has to wait until
 * the kernel has answered all that the same peer asked before.
 */
export type Verdict = 'pass' | 'done' | (() => void)

/** What an intake needs of its session. */
export interface IntakeOwner {
  readonly gone: boolean
  /** Requests, listings not counted, that wait for an answer. */
  readonly asked: number
  /** How many more requests may be under way now; none while the peer does not read. */
  readonly room: number
  judge(view: DataView, bytes: Uint8Array, at: number, stop: number): Verdict | Promise<Verdict>
  /** Passes requests on in one datagram. */
  pass(bytes: Uint8Array): void
  /** Whether more can be taken. */
  flow(open: boolean): void
}

/**
 * Messages of one peer, taken in their order. It stands still while there is no room, while a verdict is out, and while a
 * listing or a refusal waits for the answers to what was asked before it: so answers keep the order of requests, and a
 * listing shows what was changed before it, as on a socket of the kernel.
 */
export class Intake {
  readonly #owner: IntakeOwner
  readonly #queue: Uint8Array[] = []
  /** How far the first of them has been gone through. */
  #at = 0
  /** What waits until everything has been answered. */
  #then: (() => void) | undefined
  #deciding = false
  #going = false
  #scheduled = false

  constructor(owner: IntakeOwner) {
    this.#owner = owner
  }

  push(bytes: Uint8Array): void {
    this.#queue.push(bytes)
    this.go()
  }

  /** Goes on soon, but behind the answer that is just being delivered. */
  later(): void {
    if (this.#scheduled || this.#queue.length === 0) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      this.go()
    })
  }

  /** Goes on as far as possible. */
  go(): void {
    if (this.#going || this.#owner.gone) return
    this.#going = true
    while (!this.#owner.gone && !this.#deciding && this.#queue.length > 0 && this.#owner.room > 0) {
      if (this.#then === undefined) this.#take()
      else if (this.#owner.asked > 0) break
      else this.#act(this.#then)
    }
    this.#going = false
    if (!this.#owner.gone) this.#owner.flow(this.#queue.length === 0)
  }

  clear(): void {
    this.#queue.length = 0
    this.#then = undefined
  }

  #act(then: () => void): void {
    this.#then = undefined
    then()
    this.#shift()
  }

  /** Forgets what has been gone through. */
  #shift(): void {
    const [first] = this.#queue
    if (first === undefined || this.#at < first.length) return
    this.#queue.shift()
    this.#at = 0
  }

  /** Goes through the first of the queue until something has to be waited for. */
  #take(): void {
    const bytes = this.#queue[0] as Uint8Array
    const view = viewOf(bytes)
    let from = this.#at
    let count = 0
    const flush = (to: number): void => {
      if (to > from) this.#owner.pass(bytes.subarray(from, to))
      from = to
      count = 0
    }
    while (!this.#owner.gone && this.#owner.room > count) {
      const start = this.#at
      const stop = messageEnd(view, start, bytes.length)
      if (stop < 0) break
      const verdict = this.#owner.judge(view, bytes, start, stop)
      this.#at = align(stop)
      if (verdict === 'pass') {
        count++
        if (this.#at - from >= DATAGRAM_BYTES) flush(this.#at)
        continue
      }
      flush(start)
      from = this.#at
      if (verdict instanceof Promise) {
        this.#await(verdict, bytes.subarray(start, this.#at))
        return
      }
      if (verdict === 'done') continue
      this.#then = verdict
      return
    }
    flush(this.#at)
    this.#shift()
  }

  #await(verdict: Promise<Verdict>, message: Uint8Array): void {
    this.#deciding = true
    void verdict.then((decided) => {
      this.#deciding = false
      if (this.#owner.gone) return
      if (decided === 'pass') this.#owner.pass(message)
      if (typeof decided === 'function') this.#then = decided
      else this.#shift()
      this.go()
    })
  }
}

import { scope } from '../../netlink/codec.ts'
import { align, messageEnd, NLMSG_HDRLEN, NLMSG_MIN_TYPE, NLMSG_TYPE, viewOf } from '../../netlink/message.ts'
import { rtnetlink } from '../../schema/index.ts'
import type { Datagram, Transport } from '../../socket/transport.ts'
import { Inbox } from '../connection/inbox.ts'
import { LITTLE_ENDIAN } from '../connection/wire.ts'
import type { Event } from './types.ts'

const END = { value: undefined, done: true } as const

/** The events of one datagram. A broken one does not end the stream: the next may be whole. */
const eventsOf = ({ bytes, nsid }: Datagram): Event[] => {
  const view = viewOf(bytes)
  const events: object[] = []
  const origin = nsid === undefined ? undefined : { nsid }
  let at = 0
  try {
    for (let stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
      const start = at
      at = align(stop)
      const type = view.getUint16(start + NLMSG_TYPE, LITTLE_ENDIAN)
      if (type < NLMSG_MIN_TYPE) continue
      const name = rtnetlink.typeName(type)
      const codec = rtnetlink.message(type)
      if (codec === undefined) {
        events.push({ type: 'other', name, payload: bytes.slice(start + NLMSG_HDRLEN, stop), ...origin })
        continue
      }
      try {
        events.push({ type: name, message: codec.read(view, start + NLMSG_HDRLEN, stop, scope()), ...origin })
      } catch (error) {
        events.push({ type: 'broken', error, bytes: bytes.slice(start, stop), ...origin })
      }
    }
  } catch (error) {
    events.push({ type: 'broken', error, bytes: bytes.slice(at), ...origin })
  }
  return events as Event[]
}

/** A signal's reason may be anything. */
const errorOf = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason), { cause: reason }))

/** How a stream of events is listened to. */
export interface EventOptions {
  /** Ends the stream when it aborts; its loop then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Events of the kernel, from the moment this was made: `for await (const event of ip.events('link'))`. What is not
 * read waits, in a bounded queue; when that is full, events are lost, and a `lost` event stands where they are missing.
 * It keeps the process alive until {@link close}, the end of its loop, or the release of its owner, which ends the loop.
 */
export class EventStream<E extends { readonly type: string } = Event> implements AsyncIterableIterator<E> {
  readonly #inbox: Inbox
  readonly #closed: () => void
  readonly #signal: AbortSignal | undefined
  readonly #abort = (): void => {
    this.#inbox.fail(errorOf(this.#signal?.reason))
    this.#over()
  }
  #events: E[] = []
  #at = 0
  #waiting = 0
  #last: Promise<unknown> = Promise.resolve()

  /** `closed` is called when it is over. The transport has joined its groups. */
  constructor(transport: Transport, { signal }: EventOptions, closed: () => void) {
    this.#closed = closed
    this.#signal = signal
    this.#inbox = new Inbox(transport)
    transport.ref()
    signal?.addEventListener('abort', this.#abort)
  }

  /** The next event; waits for one. */
  next(): Promise<IteratorResult<E, undefined>> {
    if (this.#at < this.#events.length && this.#waiting === 0) {
      return Promise.resolve({ value: this.#events[this.#at++] as E, done: false })
    }
    this.#waiting++
    const next = this.#last.then(() => this.#advance())
    this.#last = next.catch(() => undefined)
    return next
  }

  /** Ends it, as leaving a loop over it does. */
  return(): Promise<IteratorResult<E, undefined>> {
    this.close()
    return Promise.resolve(END)
  }

  /** Ends it: a loop over it ends. Idempotent. */
  close(): void {
    if (this.#inbox.closed) return
    this.#inbox.close()
    this.#over()
  }

  /** @internal Settles when its socket is gone. */
  ending(): Promise<void> {
    return this.#inbox.ending()
  }

  /** Itself: `for await (const event of stream)`. */
  [Symbol.asyncIterator](): this {
    return this
  }

  /** Ends it and waits until its socket is gone: `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
    await this.ending()
  }

  async #advance(): Promise<IteratorResult<E, undefined>> {
    try {
      while (this.#at >= this.#events.length) {
        const events = await this.batch()
        if (events === undefined) return END
        this.#events = events
        this.#at = 0
      }
      return { value: this.#events[this.#at++] as E, done: false }
    } finally {
      this.#waiting--
    }
  }

  /** The next events, those of one datagram; undefined when it was closed. Protected: it is not for two readers. */
  protected async batch(): Promise<E[] | undefined> {
    for (;;) {
      const next = this.#inbox.shift()
      if (typeof next === 'string') return [{ type: 'lost', reason: next } as unknown as E]
      if (next !== undefined) {
        const events = eventsOf(next) as unknown as E[]
        if (events.length > 0) return events
      } else if (this.#inbox.closed) return undefined
      else await this.#inbox.wait()
    }
  }

  #over(): void {
    this.#signal?.removeEventListener('abort', this.#abort)
    this.#closed()
  }
}

import type { BatchStream } from './dump.ts'

/** A stream of what is there already. */
export class ArrayStream<T> implements BatchStream<T> {
  #items: T[] | undefined

  constructor(items: T[]) {
    this.#items = items
  }

  next(): Promise<T[] | undefined> {
    const items = this.#items
    this.#items = undefined
    return Promise.resolve(items?.length === 0 ? undefined : items)
  }

  close(): void {
    this.#items = undefined
  }
}

/** A stream that is begun when its first items are wanted. */
export class LateStream<T> implements BatchStream<T> {
  readonly #start: () => Promise<BatchStream<T>>
  #stream: BatchStream<T> | undefined
  #closed = false

  constructor(start: () => Promise<BatchStream<T>>) {
    this.#start = start
  }

  async next(): Promise<T[] | undefined> {
    if (this.#closed) return undefined
    this.#stream ??= await this.#start()
    if (this.#closed) this.#stream.close()
    return this.#closed ? undefined : this.#stream.next()
  }

  close(): void {
    this.#closed = true
    this.#stream?.close()
  }
}

/** Streams one after another, each begun when the one before it has ended. */
export class StreamChain<T> implements BatchStream<T> {
  readonly #waiting: (() => BatchStream<T>)[]
  #current: BatchStream<T> | undefined

  constructor(streams: readonly (() => BatchStream<T>)[]) {
    this.#waiting = [...streams]
  }

  async next(): Promise<T[] | undefined> {
    for (;;) {
      this.#current ??= this.#waiting.shift()?.()
      const items = await this.#current?.next()
      if (items !== undefined || this.#current === undefined) return items
      this.#current = undefined
    }
  }

  close(): void {
    this.#waiting.length = 0
    this.#current?.close()
  }
}

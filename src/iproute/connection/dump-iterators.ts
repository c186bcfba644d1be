import type { BatchStream } from './dump.ts'

const END = { value: undefined, done: true } as const

/** Goes through a stream array by array. */
export class Batches<T> implements AsyncIterableIterator<T[]> {
  readonly #stream: BatchStream<T>
  #last: Promise<unknown> = Promise.resolve()
  #ended = false

  constructor(stream: BatchStream<T>) {
    this.#stream = stream
  }

  next(): Promise<IteratorResult<T[], undefined>> {
    const next = this.#last.then(async () => {
      const value = this.#ended ? undefined : await this.#stream.next()
      if (value !== undefined) return { value, done: false as const }
      this.#ended = true
      return END
    })
    this.#last = next.catch(() => this.#end())
    return next
  }

  return(): Promise<IteratorResult<T[], undefined>> {
    this.#end()
    return Promise.resolve(END)
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #end(): void {
    this.#ended = true
    this.#stream.close()
  }
}

/** Goes through a stream item by item. Written by hand: a generator would cost three times the promises, which a million items feel. */
export class Items<T> implements AsyncIterableIterator<T> {
  readonly #stream: BatchStream<T>
  #items: T[] = []
  #at = 0
  /** Calls of {@link next} that wait for an array; while there are any, others queue behind them. */
  #waiting = 0
  #last: Promise<unknown> = Promise.resolve()
  #ended = false

  constructor(stream: BatchStream<T>) {
    this.#stream = stream
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#at < this.#items.length && this.#waiting === 0) {
      return Promise.resolve({ value: this.#items[this.#at++] as T, done: false })
    }
    this.#waiting++
    const next = this.#last.then(() => this.#advance())
    this.#last = next.catch(() => this.#end())
    return next
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#end()
    return Promise.resolve(END)
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async #advance(): Promise<IteratorResult<T, undefined>> {
    try {
      while (this.#at >= this.#items.length) {
        const items = this.#ended ? undefined : await this.#stream.next()
        if (items === undefined || this.#ended) {
          this.#ended = true
          return END
        }
        this.#items = items
        this.#at = 0
      }
      return { value: this.#items[this.#at++] as T, done: false }
    } finally {
      this.#waiting--
    }
  }

  #end(): void {
    this.#ended = true
    this.#items = []
    this.#stream.close()
  }
}

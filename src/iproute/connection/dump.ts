import { Batches, Items } from './dump-iterators.ts'
import { ArrayStream, LateStream, StreamChain } from './dump-streams.ts'

/** Items as they come, an array for each datagram of the kernel. */
export interface BatchStream<T> {
  /** The next array, never empty; undefined at the end. Rejects where the listing failed. One call at a time. */
  next(): Promise<T[] | undefined>
  /** Gives up what has not been read. Idempotent. */
  close(): void
}

/** Where the items of a dump come from; each call asks anew. */
export interface DumpSource<T> {
  /** Everything at once. */
  collect(): Promise<T[]>
  /** Piece by piece, as fast as they are taken. */
  stream(): BatchStream<T>
}

/** What {@link Dump.from} hands on. */
export interface Deferred<T> {
  readonly dump: Dump<T>
}

/**
 * A listing, not asked for before it is used. Awaited it is an array: `await ip.getRoutes()`; if the kernel's table
 * changed meanwhile (NLM_F_DUMP_INTR) it is asked again. Iterated it streams with bounded memory, whatever its size:
 * `for await (const route of ip.getRoutes())`; what was handed out cannot be taken back, so a listing that changed
 * under way ends with a NetlinkError of code `EINTR` behind its last item.
 *
 * A streamed listing has a socket of its own: other requests may be made between its items.
 */
export class Dump<T> implements PromiseLike<T[]>, AsyncIterable<T> {
  readonly #source: DumpSource<T>
  #collected: Promise<T[]> | undefined

  constructor(source: DumpSource<T>) {
    this.#source = source
  }

  /**
   * A dump that can be made only after something else was asked, such as the index of a link. It is handed over inside
   * an object: a promise resolved with the dump itself would await it, which collects.
   */
  static from<T>(start: () => Promise<Deferred<T> | readonly T[]>): Dump<T> {
    return new Dump({
      collect: async () => {
        const made = await start()
        return 'dump' in made ? await made.dump.#source.collect() : [...made]
      },
      stream: () =>
        new LateStream(async () => {
          const made = await start()
          return 'dump' in made ? made.dump.#source.stream() : new ArrayStream([...made])
        }),
    })
  }

  /** A listing that is the answer to one request. */
  static answer<T>(ask: () => Promise<readonly T[]>): Dump<T> {
    return new Dump({
      collect: ask as () => Promise<T[]>,
      stream: () => new LateStream(async () => new ArrayStream([...(await ask())])),
    })
  }

  /** Several listings as one, in their order. They are asked for together where everything is wanted at once. */
  static all<T>(start: () => Promise<readonly Dump<T>[]>): Dump<T> {
    return new Dump({
      collect: async () => (await Promise.all((await start()).map((dump) => dump.#source.collect()))).flat(),
      stream: () => new LateStream(async () => new StreamChain((await start()).map((dump) => () => dump.#source.stream()))),
    })
  }

  /** The same dump with as many items in place of each as `change` answers. */
  flatMap<U>(change: (item: T) => readonly U[]): Dump<U> {
    const source = this.#source
    return new Dump({
      collect: async () => (await source.collect()).flatMap(change),
      stream: () => {
        const stream = source.stream()
        const next = async (): Promise<U[] | undefined> => {
          for (;;) {
            const items = (await stream.next())?.flatMap(change)
            if (items === undefined || items.length > 0) return items
          }
        }
        return { next, close: () => stream.close() }
      },
    })
  }

  /** The same dump with each item changed. */
  map<U>(change: (item: T) => U): Dump<U> {
    const source = this.#source
    return new Dump({
      collect: async () => (await source.collect()).map((item) => change(item)),
      stream: () => {
        const stream = source.stream()
        return {
          next: async () => (await stream.next())?.map((item) => change(item)),
          close: () => stream.close(),
        }
      },
    })
  }

  /** The same dump, at its end where it fails with an error that `absent` knows: what is not there has no items. */
  emptyOn(absent: (error: unknown) => boolean): Dump<T> {
    const source = this.#source
    const otherwise =
      <E>(empty: E) =>
      (error: unknown): E => {
        if (absent(error)) return empty
        throw error
      }
    return new Dump({
      collect: () => source.collect().catch(otherwise<T[]>([])),
      stream: () => {
        const stream = source.stream()
        return { next: () => stream.next().catch(otherwise(undefined)), close: () => stream.close() }
      },
    })
  }

  /** Everything as an array; asked for once, however often it is awaited. */
  toArray(): Promise<T[]> {
    this.#collected ??= this.#source.collect()
    return this.#collected
  }

  /** The first item, or undefined; the kernel is not asked for the rest. */
  async first(): Promise<T | undefined> {
    for await (const item of this) return item
    return undefined
  }

  /** The items in arrays, one for each datagram of the kernel: the cheapest way through a million of them. */
  batches(): AsyncIterableIterator<T[]> {
    return new Batches(this.#source.stream())
  }

  /** Streams the items; each loop asks the kernel anew. */
  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return new Items(this.#source.stream())
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaited is what it is for
  then<A = T[], B = never>(
    fulfilled?: ((items: T[]) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.toArray().then(fulfilled, rejected)
  }

  /** As of the promise of all items. */
  catch<B>(rejected: (reason: unknown) => B | PromiseLike<B>): Promise<T[] | B> {
    return this.toArray().catch(rejected)
  }

  /** As of the promise of all items. */
  finally(settled: () => void): Promise<T[]> {
    return this.toArray().finally(settled)
  }
}

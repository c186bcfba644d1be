import type { SetTable } from '../../netlink/attributes.ts'
import { InputFault, withInputErrors } from '../../netlink/errors.ts'
import { nearest } from '../../netlink/names.ts'
import type { AnyMessageCodec } from '../../netlink/payload.ts'
import type { StructTable } from '../../netlink/struct.ts'
import type { CallOptions, Context, Request } from '../context.ts'
import type { Sending } from './flags.ts'

/** A message in the making: keys of the tables, and words of people until they are turned into such. */
export type Fields = Record<string, unknown>

/** What is said of one kind of object: its message, and the words people have besides the tables' keys. */
export interface Noun {
  readonly what: string
  readonly codec: AnyMessageCodec
  readonly head: StructTable
  readonly set: SetTable
  /** Each accepted word and the key it means: our keys, the kernel's names, people's words. */
  readonly keys: ReadonlyMap<string, string>
}

/** Words of every waiting call, never part of a message. */
const CALL = ['signal', 'timeout']

/** `words` are people's: `{ dev: 'index' }` means the key `index`; a word that means itself is turned into keys by the noun. */
export function noun(what: string, codec: AnyMessageCodec, words: Readonly<Record<string, string>>): Noun {
  // At their first use: most programs have no need of most nouns.
  let keys: ReadonlyMap<string, string> | undefined
  return {
    what,
    codec,
    get head() {
      return (codec.head as unknown as { readonly layout: StructTable }).layout
    },
    get set() {
      return (codec.set as unknown as { readonly table: SetTable }).table
    },
    get keys() {
      keys ??= keysOf(this, words)
      return keys
    },
  }
}

function keysOf({ head, set }: Noun, words: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const keys = new Map<string, string>([['unknown', 'unknown'], ...CALL.map((word) => [word, word] as const)])
  for (const { key, name } of head.fields) keys.set(key, key).set(name, key)
  for (const { key, name, role } of set.lines) if (role !== 'alignment') keys.set(key, key).set(name, key)
  for (const [word, key] of Object.entries(words)) keys.set(word, key)
  return keys
}

/** The same options by one word for each thing. A TypeError for a word that is none, and for two of one meaning. */
export function fieldsOf(noun: Noun, options: object): Fields {
  const fields: Fields = {}
  // Keys and not entries here and in `joined`: batches come through by the hundred thousand.
  for (const word of Object.keys(options)) {
    const value = (options as Fields)[word]
    if (value === undefined || word === 'header') continue
    const key = noun.keys.get(word) ?? unknownWord(word, noun.what, noun.keys.keys())
    if (fields[key] !== undefined) throw new TypeError(`${noun.what}: '${word}' says again what another option says ('${key}')`)
    fields[key] = value
  }
  return fields
}

/** Refuses a word and names the one it most likely was meant to be. */
export function unknownWord(word: string, what: string, words: Iterable<string>): never {
  const kernel = /^[A-Z]/.test(word)
  const guess = nearest(
    word,
    [...words].filter((one) => /^[A-Z]/.test(one) === kernel),
  )
  throw new TypeError(`${what}: '${word}' is not an option${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
}

/** Those of the keys that have a value; `null` stands for an attribute that is to be absent. */
export function picked(fields: Fields, keys: readonly string[]): Fields {
  const found: Fields = {}
  for (const key of keys) if (fields[key] !== undefined && fields[key] !== null) found[key] = fields[key]
  return found
}

/** Takes a word out of the message in the making. */
export function take(fields: Fields, key: string): unknown {
  const value = fields[key]
  delete fields[key]
  return value
}

const NO_WORDS: CallOptions = Object.freeze({})

/** Takes `signal` and `timeout` out. */
export function takeCall(fields: Fields): CallOptions {
  const { signal, timeout } = fields as CallOptions
  if (!('signal' in fields) && !('timeout' in fields)) return NO_WORDS
  for (const word of CALL) delete fields[word]
  return { ...(signal === undefined ? {} : { signal }), ...(timeout === undefined ? {} : { timeout }) }
}

const isOptions = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Joins parameters by position with the options object behind them: `(62, '10.0.0.1', { mask: 24 })` and the names
 * `index`, `address`, `mask` make `{ index: 62, address: '10.0.0.1', mask: 24 }`. Options alone are answered as they are: not to be written.
 */
export function joined(names: readonly string[], given: readonly unknown[]): Readonly<Fields> {
  if (given.length === 1 && isOptions(given[0])) return given[0] as Fields
  const parameters = given.slice(0, given.findLastIndex((one) => one !== undefined) + 1)
  const fields: Fields = {}
  const last = parameters.at(-1)
  const options = isOptions(last) ? last : undefined
  const values = options === undefined ? parameters : parameters.slice(0, -1)
  if (values.length > names.length)
    throw new TypeError(`${values.length} parameters where ${names.length} have a meaning (${names.join(', ')})`)
  values.forEach((value, i) => {
    if (value !== undefined) fields[names[i] as string] = value
  })
  for (const key of Object.keys(options ?? {})) {
    const value = (options as Fields)[key]
    if (value === undefined) continue
    if (fields[key] !== undefined) throw new TypeError(`'${key}' is given by its position and by its name`)
    fields[key] = value
  }
  return fields
}

/** The parameters of a listing: a family by its position, and a filter as an object or a function. */
export function listing<M>(parameters: readonly unknown[]): {
  readonly options: Fields
  readonly keep: ((message: M) => boolean) | undefined
} {
  const keep = parameters.findLast((one) => typeof one === 'function') as ((message: M) => boolean) | undefined
  const rest = parameters.filter((one) => typeof one !== 'function')
  return { options: joined(['family'], rest), keep }
}

/** Runs the encoder of one value; its fault becomes the TypeError or RangeError that names the option. */
export function reading<T>(key: string, work: () => T): T {
  return withInputErrors(() => {
    try {
      return work()
    } catch (error) {
      throw error instanceof InputFault ? error.within(key) : error
    }
  })
}

/** Names of links where an index is meant, looked up before the request is sent. */
export class Links {
  readonly #wanted: { readonly name: string; readonly put: (index: number) => void }[] = []
  readonly #asked: ((context: Context, call: CallOptions) => Promise<unknown>)[] = []

  /** Puts the index of `value`, a link's index or name, in place: at once, or when {@link found}. `null` is no link. */
  put(key: string, value: unknown, put: (index: number) => void): void {
    if (typeof value === 'number') put(value)
    else if (value === null) put(0)
    else if (typeof value === 'string' && value !== '') this.#wanted.push({ name: value, put })
    else throw new TypeError(`${key}: a link's index or name is wanted, not ${typeof value === 'string' ? "''" : typeof value}`)
  }

  /** The same for a key of the message itself, if it is there. */
  replace(fields: Fields, key: string): void {
    const value = fields[key]
    if (value === undefined || typeof value === 'number') return
    this.put(key, value, (index) => {
      fields[key] = index
    })
  }

  /** What else the kernel must be asked before the message is whole: the table of a vrf. */
  ask(work: (context: Context, call: CallOptions) => Promise<unknown>): void {
    this.#asked.push(work)
  }

  /** Asks for all of it at once; undefined if there is nothing to ask, so that nobody waits. */
  found(context: Context, call: CallOptions): Promise<unknown> | undefined {
    if (this.#asked.length > 0) return Promise.all([this.#named(context, call), ...this.#asked.map((work) => work(context, call))])
    return this.#named(context, call)
  }

  #named(context: Context, call: CallOptions): Promise<unknown> | undefined {
    if (this.#wanted.length === 0) return undefined
    const names = [...new Set(this.#wanted.map(({ name }) => name))]
    return Promise.all(
      names.map(async (name) => {
        const index = await context.linkIndex(name, call)
        for (const one of this.#wanted) if (one.name === name) one.put(index)
      }),
    )
  }
}

/** A message, the names in it that are still looked up, and how to call. */
export interface Prepared {
  readonly message: Fields
  readonly links: Links
  readonly call: CallOptions
}

/** Sends a prepared message; without names to look up, within this very call, so that the order of requests is that of calls. */
export function send<M>(context: Context, sending: Sending, { message, links, call }: Prepared): Promise<readonly M[]> {
  const { type, flags } = sending
  const request: Request = call === NO_WORDS ? { type, flags, message } : { type, flags, message, ...call }
  const found = links.found(context, call)
  return found === undefined ? context.request<M>(request) : found.then(() => context.request<M>(request))
}

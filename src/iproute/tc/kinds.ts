import type { AnyCodec } from '../../netlink/codec.ts'
import { keysOf, wordsOf } from '../../netlink/flat.ts'
import { nearest } from '../../netlink/names.ts'
import { actionKinds } from '../../schema/tc/actions/index.ts'
import { filterKinds } from '../../schema/tc/filters/index.ts'
import { classKinds, qdiscKinds } from '../../schema/tc/qdiscs/index.ts'
import { type Fields, type Links, reading } from '../words/input.ts'
import type { TcObject } from './commands.ts'
import { actionWords } from './words/actions/index.ts'
import { classWords } from './words/classes/index.ts'
import { filterWords } from './words/filters/index.ts'
import type { Completing, KindWords } from './words/kind.ts'
import { qdiscWords } from './words/qdiscs/index.ts'

const NONE: KindWords = {}

type Tables = Readonly<
  Record<TcObject, { readonly kinds: Readonly<Record<string, AnyCodec>>; readonly words: Readonly<Record<string, KindWords>> }>
>
const filters = { kinds: filterKinds as Readonly<Record<string, AnyCodec>>, words: filterWords as Readonly<Record<string, KindWords>> }
const TABLES: Tables = {
  qdisc: { kinds: qdiscKinds, words: qdiscWords as Readonly<Record<string, KindWords>> },
  class: { kinds: classKinds, words: classWords as Readonly<Record<string, KindWords>> },
  filter: filters,
  chain: filters,
  action: { kinds: actionKinds, words: actionWords as Readonly<Record<string, KindWords>> },
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined)

/** One kind of queueing discipline, class, filter or action: what may be said of it. */
export interface Kind {
  readonly name: string
  /** `the qdisc htb` */
  readonly what: string
  /** Undefined where the tables do not know the kind. */
  readonly codec: AnyCodec | undefined
  readonly words: KindWords
  /** Keys of the options and words of people. */
  readonly keys: ReadonlySet<string>
}

/** Whether a kind has this word: a key of its options or a word of people. */
export const hasWord = ({ keys }: Kind, word: string): boolean => keys.has(word)

/**
 * Looks a kind up. A TypeError for one that the tables do not know and that is nearly one they know; kinds of newer
 * kernels, which they do not know either, take their options as bytes.
 */
export function kindOf(object: TcObject, name: unknown, options: unknown): Kind {
  if (typeof name !== 'string' || name === '') throw new TypeError(`tc: kind: the name of a ${object} is wanted, not ${typeof name}`)
  const found = met.get(`${object} ${name}`)
  if (found !== undefined) return found
  const { kinds, words } = TABLES[object]
  // Of teql there can be several: teql0, teql1 ...
  const known = /^teql\d+$/.test(name) ? 'teql0' : name
  const codec = own(kinds, known)
  const all = object === 'class' ? { ...qdiscKinds, ...kinds } : kinds
  if (own(all, known) === undefined && !(options instanceof Uint8Array)) {
    const guess = nearest(name, Object.keys(all))
    if (guess !== undefined) throw new TypeError(`tc: '${name}' is not a kind of ${object}; did you mean '${guess}'?`)
  }
  const people = own(words, known) ?? NONE
  const keys = new Set<string>([...(people.words ?? []), ...((codec && keysOf(codec)) ?? [])])
  const kind: Kind = { name, what: `the ${object} ${name}`, codec, words: people, keys }
  if (codec !== undefined) met.set(`${object} ${name}`, kind)
  return kind
}

/** Kinds that were looked up before. */
const met = new Map<string, Kind>()

/** The kinds that the tables know. */
export const kindNames = (object: TcObject): string[] => Object.keys(TABLES[object].kinds)

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

/** The options of a kind that stand among other words, and under `options`, in one object; `fields` keeps the others. */
export function takeOptions(fields: Fields, isOther: (word: string) => boolean): Fields | Uint8Array | undefined {
  const { options } = fields
  const flat = Object.keys(fields).filter((word) => word !== 'options' && fields[word] !== undefined && !isOther(word))
  delete fields['options']
  if (options instanceof Uint8Array) {
    if (flat.length === 0) return options
    throw new TypeError(`tc: options: are bytes, and '${flat[0]}' is given beside them`)
  }
  if (options !== undefined && !isPlain(options)) throw new TypeError(`tc: options: an object is wanted, not ${typeof options}`)
  if (flat.length === 0 && options === undefined) return undefined
  const taken: Fields = { ...options }
  for (const word of flat) {
    if (taken[word] !== undefined) throw new TypeError(`tc: '${word}' is given twice, among the options too`)
    taken[word] = fields[word]
    delete fields[word]
  }
  return taken
}

/** Refuses a word that neither the kind nor the message has. `others` are the message's. */
export function checkWords(kind: Kind, options: Fields, others: Iterable<string>): void {
  for (const word of Object.keys(options)) {
    if (options[word] === undefined || kind.keys.has(word) || (kind.codec !== undefined && wordsOf(kind.codec).has(word))) continue
    const guess = nearest(word, [...kind.keys, ...others])
    throw new TypeError(`tc: '${word}' is not an option of ${kind.what}${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
  }
}

const MAKES = new Set(['add', 'change', 'replace', 'link'])

/** Refuses what lacks a word that must be there, and turns people's words into the table's. */
export function completeOptions(kind: Kind, options: Fields, about: Completing): void {
  const { required = [], complete } = kind.words
  // Who says it in the kernel's names says all of it.
  const kernel = Object.keys(options).some((word) => /^[A-Z]/.test(word))
  for (const wanted of MAKES.has(about.command) && !kernel ? required : []) {
    const words = [wanted].flat()
    if (words.some((word) => options[word] !== undefined)) continue
    throw new TypeError(`tc: ${kind.what} needs ${words.map((word) => `'${word}'`).join(' or ')}`)
  }
  if (complete !== undefined) reading('options', () => complete(options, about))
}

/** What {@link completeOptions} wants to know. */
export const completing = (command: string, message: Fields, links: Links): Completing => ({ command, message, links })

import { wordsOf } from '../../netlink/flat.ts'
import { EncapType, encaps } from '../../schema/route/lwtunnel.ts'
import { type Fields, type Links, reading, unknownWord } from '../words/input.ts'
import { type EncapPurpose, KINDS } from './kinds.ts'

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

/** The same values by one word for each thing; a TypeError for a word that is none, and for two of one meaning. */
export function translated(values: Fields, what: string, words: Readonly<Record<string, string>>, known: ReadonlySet<string>): Fields {
  const fields: Fields = {}
  for (const [word, value] of Object.entries(values)) {
    if (value === undefined) continue
    const key = Object.hasOwn(words, word) ? (words[word] as string) : word
    if (key === word && !Object.hasOwn(words, word) && !known.has(word)) unknownWord(word, what, [...Object.keys(words), ...known])
    if (fields[key] !== undefined) throw new TypeError(`${what}: '${word}' says again what another option says ('${key}')`)
    fields[key] = value
  }
  return fields
}

/** The type that an encapsulation is of: its own word, or what stands beside it. */
function typeOf(fields: Fields, encap: Fields | undefined, what: string): string | number | undefined {
  const own = encap?.['type']
  const beside = fields['encapType']
  const read = (value: unknown, key: string) => reading(key, () => EncapType.name(EncapType.number(value as 'mpls')))
  const name = own === undefined ? undefined : read(own, `${what}.type`)
  const other = beside === undefined || beside === null ? undefined : read(beside, `${what}Type`)
  if (name !== undefined && other !== undefined && name !== other) throw new TypeError(`${what}: '${name}' is not ${what}Type, '${other}'`)
  return name ?? other
}

/**
 * Turns an encapsulation in people's words, `{ type: 'mpls', labels: '100/200' }`, into what the tables have, `encapType`
 * and `encap`; what stands there by the tables' keys is taken as well. For routes, their next hops and next hop objects.
 * `what` is the word before it, for errors.
 */
export function encapInto(fields: Fields, links: Links, purpose: EncapPurpose = 'add', what = 'encap'): void {
  const given = fields['encap']
  if (given === undefined || given === null || given instanceof Uint8Array) return
  if (!isObject(given)) throw new TypeError(`${what}: an object is wanted ({ type: 'mpls', labels: '100/200' }), not ${typeof given}`)
  const type = typeOf(fields, given, what)
  if (type === undefined) throw new TypeError(`${what}: 'type' is missing, one of ${Object.keys(encaps).join(', ')}`)
  const kind = KINDS[type as keyof typeof KINDS]
  if (kind === undefined) throw new TypeError(`${what}: '${type}' has no words; its payload must be a Uint8Array`)
  const { type: _, ...values } = given
  const encap = translated(values, `${what} ${type}`, kind.words, wordsOf(encaps[type as keyof typeof encaps]))
  kind.complete?.(encap, { links, purpose, what })
  fields['encapType'] = type
  fields['encap'] = encap
  // A deletion need not name a program, and an answer's has no open file to name it by.
  if (purpose === 'delete' && kind.loaded?.(encap) === false) for (const key of ['encap', 'encapType']) delete fields[key]
}

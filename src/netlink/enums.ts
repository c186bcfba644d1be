import type { Codec } from './codec.ts'
import { shown, wrongType } from './errors.ts'
import { nearest } from './names.ts'
import { s8, s32, u8, u16, u16be, u32 } from './scalars.ts'

type Names = Readonly<Record<string, number>>
type Word<Prefix extends string, N> = N extends string ? N | Uppercase<N> | `${Prefix}${Uppercase<N>}` : never
/** `IFF.UP`: the numbers by the kernel's names without their prefix. */
export type Constants<N extends Names> = { readonly [K in keyof N & string as Uppercase<K>]: N[K] }

/** A value out of an enumeration: its name, or a number that has no name here. */
export type EnumValue<N extends Names> = (keyof N & string) | number
/** As input: the name in lower or upper case, the kernel's full name, or the number. */
export type EnumInput<Prefix extends string, N extends Names> = Word<Prefix, keyof N> | number
export type FlagsValue<N extends Names> = readonly ((keyof N & string) | number)[]
export type FlagsInput<Prefix extends string, N extends Names> =
  | readonly (Word<Prefix, keyof N> | number)[]
  | Word<Prefix, keyof N>
  | number

type Widths<Out, In> = { readonly [W in 'u8' | 'u16' | 'u32' | 's8' | 's32' | 'u16be']: Codec<Out, In> }

/** An enumeration of the kernel: names for numbers, and a codec for each width it occurs in. */
export interface Enumeration<Prefix extends string, N extends Names>
  extends Widths<EnumValue<N>, EnumInput<Prefix, N>> {
  readonly prefix: Prefix
  readonly constants: Constants<N>
  name(number: number): EnumValue<N>
  number(value: EnumInput<Prefix, N>): number
}

/** A set of flag bits of the kernel. */
export interface FlagSet<Prefix extends string, N extends Names> extends Widths<FlagsValue<N>, FlagsInput<Prefix, N>> {
  readonly prefix: Prefix
  readonly constants: Constants<N>
  names(bits: number): FlagsValue<N>
  bits(value: FlagsInput<Prefix, N>): number
}

const bases = { u8, u16, u32, s8, s32, u16be } as const

function widths<Out, In>(
  prefix: string,
  names: Names,
  flags: boolean,
  fromNumber: (n: number) => Out,
  toNumber: (value: In) => number,
): Widths<Out, In> {
  const made = Object.entries(bases).map(([width, base]): [string, Codec<Out, In>] => [
    width,
    {
      type: base.type,
      ...(base.size === undefined ? {} : { size: base.size }),
      read: (view, at, end, scope) => fromNumber(base.read(view, at, end, scope)),
      write: (out, value, scope) => base.write(out, toNumber(value), scope),
      inline: (at, bind) => `${bind(fromNumber)}(${base.inline?.(at, bind)})`,
      inlineStore: (at, value, bind) => base.inlineStore?.(at, `${bind(toNumber)}(${value})`, bind) ?? '',
      toNumber,
      describe: () => ({ kind: 'enum', prefix, names, flags }),
    },
  ])
  return Object.fromEntries(made) as unknown as Widths<Out, In>
}

function numbers(prefix: string, names: Names, aliases: Names): Map<string, number> {
  const all = new Map(Object.entries(aliases))
  for (const [name, number] of Object.entries(names)) {
    all.set(name, number)
    all.set(name.toUpperCase(), number)
    all.set(prefix + name.toUpperCase(), number)
  }
  return all
}

function unknownWord(word: string, known: Map<string, number>, prefix: string): never {
  const guess = nearest(word, [...known.keys()])
  return wrongType(`${shown(word)} is not one of ${prefix}*${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
}

/**
 * Names an enumeration of the kernel: `enumeration('RTN_', { unspec: 0, unicast: 1, ... })`. `aliases` are further
 * words taken as input (iproute2's, where they differ from the kernel's).
 */
export function enumeration<const Prefix extends string, const N extends Names>(
  prefix: Prefix,
  names: N,
  aliases: Names = {},
): Enumeration<Prefix, N> {
  const byNumber = new Map<number, string>()
  for (const [name, number] of Object.entries(names)) if (!byNumber.has(number)) byNumber.set(number, name)
  const dense: (string | number)[] = []
  for (let i = 0; i < 256; i++) dense.push(byNumber.get(i) ?? i)
  let known: Map<string, number> | undefined
  const name = (n: number) => (dense[n] ?? byNumber.get(n) ?? n) as EnumValue<N>
  const number = (value: EnumInput<Prefix, N>): number => {
    if (typeof value === 'number') return value
    if (typeof value !== 'string') return wrongType(`a name of ${prefix}* or its number is wanted, not ${shown(value)}`)
    known ??= numbers(prefix, names, aliases)
    return known.get(value) ?? unknownWord(value, known, prefix)
  }
  return { prefix, constants: constants(names), name, number, ...widths(prefix, names, false, name, number) }
}

/** How many values of one flag set are remembered; a machine shows a few dozen. */
const CACHED_FLAGS = 1024

/**
 * Names a set of bits: `flagSet('IFF_', { up: 1, broadcast: 2, ... })`. They read as arrays of names, frozen and
 * shared between messages; bits without a name stay as one number at the end.
 */
export function flagSet<const Prefix extends string, const N extends Names>(
  prefix: Prefix,
  names: N,
  aliases: Names = {},
): FlagSet<Prefix, N> {
  const entries = Object.entries(names)
  const cache = new Map<number, FlagsValue<N>>()
  let known: Map<string, number> | undefined
  const build = (bits: number): FlagsValue<N> => {
    const found: (string | number)[] = []
    let rest = bits >>> 0
    for (const [name, bit] of entries) {
      if (bit === 0 || (bits & bit) >>> 0 !== bit >>> 0 || (rest & bit) === 0) continue
      found.push(name)
      rest = (rest & ~bit) >>> 0
    }
    if (rest !== 0) found.push(rest)
    const frozen = Object.freeze(found) as FlagsValue<N>
    if (cache.size < CACHED_FLAGS) cache.set(bits, frozen)
    return frozen
  }
  const read = (bits: number) => cache.get(bits) ?? build(bits)
  const one = (word: unknown): number => {
    if (typeof word === 'number') return word
    if (typeof word !== 'string') return wrongType(`a name of ${prefix}* or a number is wanted, not ${shown(word)}`)
    known ??= numbers(prefix, names, aliases)
    return known.get(word) ?? unknownWord(word, known, prefix)
  }
  const bits = (value: FlagsInput<Prefix, N>): number => {
    if (!Array.isArray(value)) return one(value)
    let all = 0
    for (const word of value) all = (all | one(word)) >>> 0
    return all
  }
  return { prefix, constants: constants(names), names: read, bits, ...widths(prefix, names, true, read, bits) }
}

function constants<N extends Names>(names: N): Constants<N> {
  return Object.freeze(Object.fromEntries(Object.entries(names).map(([k, v]) => [k.toUpperCase(), v]))) as Constants<N>
}

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
export interface Enumeration<Prefix extends string, N extends Names, Alias extends string = never>
  extends Widths<EnumValue<N>, EnumInput<Prefix, N> | Alias> {
  readonly prefix: Prefix
  readonly constants: Constants<N>
  name(number: number): EnumValue<N>
  number(value: EnumInput<Prefix, N> | Alias): number
}

/** A set of flag bits of the kernel. */
export interface FlagSet<Prefix extends string, N extends Names> extends Widths<FlagsValue<N>, FlagsInput<Prefix, N>> {
  readonly prefix: Prefix
  readonly constants: Constants<N>
  names(bits: number): FlagsValue<N>
  bits(value: FlagsInput<Prefix, N>): number
}

const bases = { u8, u16, u32, s8, s32, u16be } as const

/** What enumerations and flag sets have in common: a codec for each width, made when it is asked for. */
abstract class Words<Out, In> implements Widths<Out, In> {
  readonly prefix: string
  readonly #names: Names
  readonly #aliases: Names
  readonly #made = new Map<string, Codec<Out, In>>()
  #known: Map<string, number> | undefined
  #constants: Names | undefined

  constructor(prefix: string, names: Names, aliases: Names) {
    this.prefix = prefix
    this.#names = names
    this.#aliases = aliases
  }

  protected abstract readonly flags: boolean
  protected abstract readonly fromNumber: (number: number) => Out
  protected abstract readonly toNumber: (value: In) => number

  get constants(): Names {
    if (this.#constants === undefined) {
      const constants: Record<string, number> = {}
      for (const name in this.#names) constants[name.toUpperCase()] = this.#names[name] as number
      this.#constants = Object.freeze(constants)
    }
    return this.#constants
  }
  get u8() {
    return this.#width('u8')
  }
  get u16() {
    return this.#width('u16')
  }
  get u32() {
    return this.#width('u32')
  }
  get s8() {
    return this.#width('s8')
  }
  get s32() {
    return this.#width('s32')
  }
  get u16be() {
    return this.#width('u16be')
  }

  /** The number of one word. */
  protected one(word: unknown): number {
    if (typeof word === 'number') return word
    if (typeof word !== 'string') return wrongType(`a name of ${this.prefix}* or its number is wanted, not ${shown(word)}`)
    this.#known ??= numbers(this.prefix, this.#names, this.#aliases)
    return this.#known.get(word) ?? unknownWord(word, this.#known, this.prefix)
  }

  #width(width: keyof typeof bases): Codec<Out, In> {
    const made = this.#made.get(width) ?? this.#make(bases[width])
    this.#made.set(width, made)
    return made
  }

  /** The expression that turns the number of `size` bytes that `expression` reads into its words. */
  protected inlined(expression: string, _size: number, bind: (constant: unknown) => string): string {
    return `${bind(this.fromNumber)}(${expression})`
  }

  #make(base: Codec<number, number | boolean>): Codec<Out, In> {
    const { fromNumber, toNumber, flags, prefix } = this
    const names = this.#names
    return {
      type: base.type,
      ...(base.size === undefined ? {} : { size: base.size }),
      read: (view, at, end, scope) => fromNumber(base.read(view, at, end, scope)),
      write: (out, value, scope) => base.write(out, toNumber(value), scope),
      inline: (at, bind) => this.inlined(base.inline?.(at, bind) ?? '', base.size ?? 0, bind),
      inlineStore: (at, value, bind) => base.inlineStore?.(at, `${bind(toNumber)}(${value})`, bind) ?? '',
      toNumber,
      describe: () => ({ kind: 'enum', prefix, names, flags }),
    }
  }
}

function numbers(prefix: string, names: Names, aliases: Names): Map<string, number> {
  const all = new Map<string, number>()
  for (const [name, number] of Object.entries(names)) {
    all.set(name, number)
    all.set(name.toUpperCase(), number)
    all.set(prefix + name.toUpperCase(), number)
  }
  // An alias may say what the prefix makes of a name otherwise: RTM_F_TRAP beside RTNH_F_TRAP in one set.
  for (const [alias, number] of Object.entries(aliases)) all.set(alias, number)
  return all
}

function unknownWord(word: string, known: Map<string, number>, prefix: string): never {
  const guess = nearest(word, [...known.keys()])
  return wrongType(`${shown(word)} is not one of ${prefix}*${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
}

class EnumerationWords<N extends Names> extends Words<EnumValue<N>, EnumInput<string, N>> {
  protected readonly flags = false
  readonly #byNumber = new Map<number, string>()
  readonly #dense: (string | number)[] = []
  readonly #numbered: Names

  constructor(prefix: string, names: N, aliases: Names) {
    super(prefix, names, aliases)
    this.#numbered = names
  }

  readonly name = (number: number): EnumValue<N> => {
    if (this.#dense.length === 0) this.#fill()
    return (this.#dense[number] ?? this.#byNumber.get(number) ?? number) as EnumValue<N>
  }
  readonly number = (value: EnumInput<string, N>): number => this.one(value)
  protected readonly fromNumber = this.name
  protected readonly toNumber = this.number

  /** A byte is a place in the table. */
  protected override inlined(expression: string, size: number, bind: (constant: unknown) => string): string {
    if (size !== 1 || expression.startsWith('view.getInt')) return super.inlined(expression, size, bind)
    if (this.#dense.length === 0) this.#fill()
    return `${bind(this.#dense)}[${expression}]`
  }

  #fill(): void {
    for (const [name, number] of Object.entries(this.#numbered)) if (!this.#byNumber.has(number)) this.#byNumber.set(number, name)
    for (let i = 0; i < 256; i++) this.#dense.push(this.#byNumber.get(i) ?? i)
  }
}

/**
 * Names an enumeration of the kernel: `enumeration('RTN_', { unspec: 0, unicast: 1, ... })`. `aliases` are further
 * words taken as input (iproute2's, where they differ from the kernel's).
 */
export function enumeration<const Prefix extends string, const N extends Names, const A extends Names = Readonly<Record<never, number>>>(
  prefix: Prefix,
  names: N,
  aliases?: A,
): Enumeration<Prefix, N, keyof A & string> {
  return new EnumerationWords(prefix, names, aliases ?? {}) as unknown as Enumeration<Prefix, N, keyof A & string>
}

/** How many values of one flag set are remembered; a machine shows a few dozen. */
const CACHED_FLAGS = 1024
const NO_FLAGS: readonly never[] = Object.freeze([])

class FlagWords<N extends Names> extends Words<FlagsValue<N>, FlagsInput<string, N>> {
  protected readonly flags = true
  readonly #cache = new Map<number, FlagsValue<N>>()
  readonly #bits: Names

  constructor(prefix: string, names: N, aliases: Names) {
    super(prefix, names, aliases)
    this.#bits = names
  }

  readonly names = (bits: number): FlagsValue<N> => (bits === 0 ? NO_FLAGS : (this.#cache.get(bits) ?? this.#build(bits)))
  readonly bits = (value: FlagsInput<string, N>): number => {
    if (!Array.isArray(value)) return this.one(value)
    let all = 0
    for (const word of value) all = (all | this.one(word)) >>> 0
    return all
  }
  protected readonly fromNumber = this.names
  protected readonly toNumber = this.bits

  #build(bits: number): FlagsValue<N> {
    const found: (string | number)[] = []
    let rest = bits >>> 0
    for (const [name, bit] of Object.entries(this.#bits)) {
      if (bit === 0 || (bits & bit) >>> 0 !== bit >>> 0 || (rest & bit) === 0) continue
      found.push(name)
      rest = (rest & ~bit) >>> 0
    }
    if (rest !== 0) found.push(rest)
    const frozen = Object.freeze(found) as FlagsValue<N>
    if (this.#cache.size < CACHED_FLAGS) this.#cache.set(bits, frozen)
    return frozen
  }
}

/**
 * Names a set of bits: `flagSet('IFF_', { up: 1, broadcast: 2, ... })`. They read as arrays of names, frozen and
 * shared between messages; bits without a name stay as one number at the end.
 */
export function flagSet<const Prefix extends string, const N extends Names>(
  prefix: Prefix,
  names: N,
  aliases: Names = {},
): FlagSet<Prefix, N> {
  return new FlagWords(prefix, names, aliases) as unknown as FlagSet<Prefix, N>
}

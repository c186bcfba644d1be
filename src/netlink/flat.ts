import type { AnyCodec, Codec, Decoded, Encodable, Part, Scope, Shape } from './codec.ts'
import { InputFault, shown, wrongType } from './errors.ts'
import { wantObject } from './faults.ts'
import { align } from './message.ts'
import { nearest } from './names.ts'
import type { AnySet, AnyStruct } from './payload.ts'
import type { Writer } from './writer.ts'

/** A codec of objects that is also the name of the type it reads, so that a class can extend it. */
export interface ObjectCodec<Out, In> extends Codec<Out, In> {
  /** The words of its objects: keys and people's words. */
  readonly keys: readonly string[]
  new (): Out
}

type Values = Record<string, unknown>
/** What `nested` and `lazy` make of another layout. */
interface Wrapped {
  readonly inner?: () => AnyCodec
}

/** The words that an object of this layout may have; undefined where it reads no object. */
export function keysOf(codec: AnyCodec): readonly string[] | undefined {
  const { keys, table, layout, inner } = codec as Partial<ObjectCodec<unknown, never> & AnySet & AnyStruct> & Wrapped
  if (inner !== undefined) return keysOf(inner())
  if (keys !== undefined) return keys
  if (table !== undefined) return table.lines.filter((line) => line.role !== 'alignment').map((line) => line.key)
  return layout?.fields.map((field) => field.key)
}

const known = new WeakMap<AnyCodec, ReadonlySet<string>>()

/** Every word that an object of this layout takes as input: keys, people's words, the kernel's names. */
export function wordsOf(codec: AnyCodec): ReadonlySet<string> {
  const found = known.get(codec)
  if (found !== undefined) return found
  const { table, layout, wire = [], inner } = codec as Wrapped & Partial<AnySet & AnyStruct> & { readonly wire?: readonly AnyCodec[] }
  const words = new Set(keysOf(codec))
  for (const one of inner === undefined ? wire : [inner()]) for (const word of wordsOf(one)) words.add(word)
  // Of the struct that a flat set was made of.
  if (wire.length > 0 || layout !== undefined) words.add('rest')
  for (const word of table === undefined ? [] : ['unknown', ...table.byName.keys()]) words.add(word)
  for (const field of layout?.fields ?? []) words.add(field.name)
  known.set(codec, words)
  return words
}

const knows = (codec: AnyCodec, word: string): boolean => wordsOf(codec).has(word)

function refuseUnknown(word: string, what: string, words: readonly string[]): never {
  const guess = nearest(word, words)
  return wrongType(`'${word}' is not ${what}${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
}

/** Something made at its first use. */
const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

/** Makes a class of functions, so that it can name the type too. */
const classOf = <Out, In>(members: object): ObjectCodec<Out, In> =>
  Object.defineProperties(class {}, Object.getOwnPropertyDescriptors(members)) as unknown as ObjectCodec<Out, In>

type Spread<S, K extends PropertyKey> = Omit<Decoded<S>, K> & Partial<K extends keyof Decoded<S> ? Required<Decoded<S>>[K] : never>
type SpreadIn<S, K extends PropertyKey> = Encodable<S> & (K extends keyof Encodable<S> ? NonNullable<Encodable<S>[K]> : never)

/**
 * A set, one of whose attributes is a struct, read as if the struct's fields were attributes of the set: most kinds of
 * traffic control keep what is old in a struct (TCA_TBF_PARMS) and what came later in attributes of its own. The
 * struct is written if any of its fields is given.
 */
export function flat<S extends AnySet, const K extends keyof Decoded<S> & string>(
  set: S,
  key: K,
): ObjectCodec<Spread<S, K>, SpreadIn<S, K>> {
  const inner = (): AnyStruct => set.table.byKey.get(key)?.codec as AnyStruct
  const keys = once(() => [...(keysOf(inner()) ?? []), ...(keysOf(set) ?? []).filter((one) => one !== key)])
  const fieldNames = once(() => new Set(['rest', ...inner().layout.fields.flatMap((field) => [field.key, field.name])]))
  const isInner = (word: string): boolean => fieldNames().has(word)
  const members = {
    type: set.type,
    wire: [set],
    get keys(): readonly string[] {
      return keys()
    },
    read(view: DataView, at: number, end: number, scope: Scope): unknown {
      const values = set.read(view, at, end, scope) as Values
      const fields = values[key] as Values | undefined
      if (fields === undefined) return values
      const result: Values = {}
      for (const one in fields) result[one] = fields[one]
      for (const one in values) if (one !== key) result[one] = values[one]
      return result
    },
    write(out: Writer, value: never, scope: Scope): void {
      const values = wantObject(value, set.type)
      const outer: Values = {}
      let fields: Values | undefined = values[key] === undefined ? undefined : { ...wantObject(values[key], key) }
      for (const one in values) {
        if (one === key || values[one] === undefined) continue
        if (isInner(one)) fields = Object.assign(fields ?? {}, { [one]: values[one] })
        else if (knows(set, one)) outer[one] = values[one]
        else refuseUnknown(one, `an attribute of ${set.table.prefix}*`, members.keys)
      }
      if (fields !== undefined) outer[key] = fields
      try {
        set.write(out, outer as never, scope)
      } catch (error) {
        if (error instanceof InputFault && error.path[0] === key && error.path.length > 1) error.path = error.path.slice(1)
        throw error
      }
    },
    parts: (view: DataView, at: number, end: number, scope: Scope): Part[] => set.parts?.(view, at, end, scope) ?? [],
    describe: (): Shape => set.describe?.() as Shape,
  }
  return classOf(members)
}

/** A struct and the attributes behind it, read into one flat object: the options of netem. Only the struct need be there. */
export function headed<H extends AnyStruct, S extends AnySet>(
  header: H,
  set: S,
): ObjectCodec<Omit<Decoded<H>, 'rest'> & Decoded<S>, Omit<Encodable<H>, 'rest'> & Encodable<S>> {
  const isField = (word: string): boolean => header.layout.fields.some((field) => field.key === word || field.name === word)
  const codec = {
    type: `${header.type} and ${set.type}`,
    wire: [header, set],
    get keys(): readonly string[] {
      return [...(keysOf(header) ?? []), ...(keysOf(set) ?? [])]
    },
    read(view: DataView, at: number, end: number, scope: Scope): unknown {
      const from = Math.min(end, at + align(header.size))
      const fields = header.read(view, at, Math.min(end, at + header.size), scope) as object
      return { ...fields, ...(set.read(view, from, end, scope) as object) }
    },
    write(out: Writer, value: never, scope: Scope): void {
      const start = out.length
      const entries = Object.entries(wantObject(value, codec.type)).filter(([, one]) => one !== undefined)
      for (const [word] of entries)
        if (!isField(word) && !knows(set, word)) refuseUnknown(word, `an attribute of ${set.table.prefix}*`, codec.keys)
      header.write(out, Object.fromEntries(entries.filter(([word]) => isField(word))) as never, scope)
      const behind = out.length
      out.reserve(-(out.length - start) & 3)
      const from = out.length
      set.write(out, Object.fromEntries(entries.filter(([word]) => !isField(word))) as never, scope)
      if (out.length === from) out.truncate(behind)
    },
    parts: (view: DataView, at: number, end: number, scope: Scope): Part[] => [
      ...(header.parts?.(view, at, Math.min(end, at + header.size), scope) ?? []),
      ...(set.parts?.(view, Math.min(end, at + align(header.size)), end, scope) ?? []),
    ],
    describe: (): Shape => ({ kind: 'message', message: made as unknown as AnyCodec, header, set }),
  }
  const made: ObjectCodec<Omit<Decoded<H>, 'rest'> & Decoded<S>, Omit<Encodable<H>, 'rest'> & Encodable<S>> = classOf(codec)
  return made
}

/** What a {@link view} says of its layout in people's words. */
export interface Viewing<Wire, WireIn, Out, In> {
  /** What it is, for errors: `the qdisc tbf`. */
  readonly what: string
  /** The words its objects have besides the keys of the layout that it leaves as they are. */
  readonly words: readonly string[]
  /** Keys of the layout that are said by a word: errors of the kernel then name the word. `{ rate64: 'rate' }` */
  readonly says?: Readonly<Record<string, string>>
  /** The layout's values in people's words; those that it does not speak of it hands on. */
  read(wire: Wire, scope: Scope): Out
  /** The way back. What it does not speak of it hands on. Throws InputFaults (`wrongType`, `outOfRange`). */
  write(value: In, scope: Scope): WireIn
}

/**
 * A layout seen in people's words and units: one rate where the kernel has a struct, a table and a 64-bit companion.
 * Nothing may be lost: encoding what was decoded gives the same attributes. As input it takes the layout's own keys
 * and the kernel's names too.
 */
export function view<W extends AnyCodec, Out extends object, In extends object>(
  wire: W,
  viewing: Viewing<Decoded<W>, Encodable<W>, Out, In>,
): ObjectCodec<Out, In> {
  const { what, words, says = {} } = viewing
  const own = new Set(words)
  const keys = once(() => [...words, ...(keysOf(wire) ?? []).filter((one) => !own.has(one) && says[one] === undefined)])
  const members = {
    type: wire.type,
    wire: [wire],
    get keys(): readonly string[] {
      return keys()
    },
    read: (bytes: DataView, at: number, end: number, scope: Scope): unknown =>
      viewing.read(wire.read(bytes, at, end, scope) as Decoded<W>, scope),
    write(out: Writer, value: never, scope: Scope): void {
      const values = wantObject(value, what)
      let spoken = false
      for (const one in values) {
        if (values[one] === undefined) continue
        if (own.has(one)) spoken = true
        else if (!knows(wire, one)) refuseUnknown(one, `an option of ${what}`, members.keys)
      }
      try {
        wire.write(out, (spoken ? viewing.write(values as In, scope) : values) as never, scope)
      } catch (error) {
        const word = error instanceof InputFault ? says[error.path[0] ?? ''] : undefined
        if (error instanceof InputFault && word !== undefined) error.path = [word, ...error.path.slice(1)]
        throw error
      }
    },
    parts: (bytes: DataView, at: number, end: number, scope: Scope): Part[] =>
      (wire.parts?.(bytes, at, end, scope) ?? []).map((part) => ({ ...part, key: says[part.key] ?? part.key })),
    describe: (): Shape => wire.describe?.() as Shape,
  }
  return classOf(members)
}

/** A layout whose payload may be empty, which reads as an object without keys. */
export function orEmpty<C extends AnyCodec>(codec: C): ObjectCodec<Partial<Decoded<C>>, Partial<Encodable<C>>> {
  return classOf({
    type: codec.type,
    wire: [codec],
    get keys(): readonly string[] {
      return keysOf(codec) ?? []
    },
    read: (view: DataView, at: number, end: number, scope: Scope): unknown => (at === end ? {} : codec.read(view, at, end, scope)),
    write(out: Writer, value: never, scope: Scope): void {
      if (typeof value !== 'object' || value === null) wrongType(`an object is wanted, not ${shown(value)}`)
      if (Object.values(value as Values).some((one) => one !== undefined)) codec.write(out, value, scope)
    },
    parts: (view: DataView, at: number, end: number, scope: Scope): Part[] => codec.parts?.(view, at, end, scope) ?? [],
    describe: (): Shape => codec.describe?.() as Shape,
  })
}

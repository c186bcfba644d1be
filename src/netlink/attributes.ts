import type { AnyCodec, Codec, Decoded, Encodable, Part, Scope, Shape } from './codec.ts'
import { compileReader } from './compile.ts'
import { compileWriter } from './compile-writer.ts'
import { install, type Slot } from './engine.ts'
import { readSet, writeSet } from './interpret.ts'
import { type UapiName, uapiName } from './names.ts'
import { setParts } from './parts.ts'
import { bytes } from './scalars.ts'
import type { UnknownAttribute } from './writer.ts'

export interface EntryOptions {
  /** The kernel's name, where it is not prefix and key by the rule. */
  readonly uapi?: string
}
/** One line of a table: the attribute's number and the layout of its payload. */
export type Entry = readonly [number: number, codec: EntryCodec] | readonly [number: number, codec: EntryCodec, options: EntryOptions]
type EntryCodec = AnyCodec | Select<string, Cases> | Repeated<AnyCodec> | Alignment
export type Table = Readonly<Record<string, Entry>>
type Cases = Readonly<Record<string, AnyCodec>>

/** A payload whose layout another attribute of the same set names, as IFLA_INFO_DATA by IFLA_INFO_KIND. */
export interface Select<By extends string, C extends Cases> {
  readonly type: 'select'
  readonly by: By
  readonly cases: C
}
/** A case per name that the attribute `by` may have; a name without a case keeps its bytes. */
export const select = <const By extends string, const C extends Cases>(by: By, cases: C): Select<By, C> => ({ type: 'select', by, cases })

/**
 * As {@link select}, where the type need not follow: the payload has one of several layouts, `otherwise` where no case
 * fits. For statistics, whose kinds are as many as those of options: the types of both together would be a product.
 */
export function chosen<const C extends Cases, O extends AnyCodec>(
  by: string,
  cases: C,
  otherwise: O,
): Codec<Decoded<C[keyof C] | O>, Encodable<C[keyof C]> | Encodable<O>> {
  return { type: 'select', by, cases, otherwise } as never
}

/** An attribute that occurs several times in its set; read as an array of all of them. */
export interface Repeated<C extends AnyCodec> {
  readonly type: 'repeated'
  readonly item: C
}
export const repeated = <C extends AnyCodec>(item: C): Repeated<C> => ({ type: 'repeated', item })

/** An attribute without meaning that kernels put before 64-bit payloads to align them (IFLA_PAD). */
export interface Alignment {
  readonly type: 'alignment'
}
export const alignment: Alignment = { type: 'alignment' }

/**
 * The type of a discriminant (`kind`) whose name the tables do not know. At run time it is the name itself; it has a
 * type of its own so that `kind === 'vlan'` leaves exactly the data of a vlan.
 */
export declare enum UnknownName {
  any = '(a name that the tables do not know)',
}

type KeysOf<T extends Table, Kind> = { [K in keyof T]: T[K][1] extends Kind ? K : never }[keyof T]
type SelectKeys<T extends Table> = KeysOf<T, Select<string, Cases>>
type Discriminants<T extends Table> = { [K in keyof T]: T[K][1] extends Select<infer By, Cases> ? By : never }[keyof T]
type PlainKeys<T extends Table> = Exclude<keyof T, SelectKeys<T> | Discriminants<T> | KeysOf<T, Alignment>>

type Out<C> = C extends Repeated<infer Item> ? readonly Decoded<Item>[] : Decoded<C>
type In<C> = C extends Repeated<infer Item> ? readonly Encodable<Item>[] : Encodable<C>

/** What the discriminant may be besides the names of cases. */
type Other<T extends Table, By> = By extends keyof T ? (number extends Decoded<T[By][1]> ? UnknownName | number : UnknownName) : UnknownName
type OtherIn<T extends Table, By> = By extends keyof T ? (number extends Decoded<T[By][1]> ? number | (string & {}) : string & {}) : string

/** The union one select spans: known names, an unknown name, no name at all. */
type Choice<T extends Table, K extends PropertyKey, S> =
  S extends Select<infer By, infer C>
    ?
        | { [Name in keyof C]: { readonly [B in By]: Name } & { readonly [D in K]?: Decoded<C[Name]> } }[keyof C]
        | ({ readonly [B in By]: Other<T, By> } & { readonly [D in K]?: Uint8Array })
        | ({ readonly [B in By]?: never } & { readonly [D in K]?: Uint8Array })
    : never
type ChoiceIn<T extends Table, K extends PropertyKey, S> =
  S extends Select<infer By, infer C>
    ?
        | { [Name in keyof C]: { readonly [B in By]: Name } & { readonly [D in K]?: Encodable<C[Name]> | undefined } }[keyof C]
        | ({ readonly [B in By]: OtherIn<T, By> } & { readonly [D in K]?: Uint8Array | undefined })
        | ({ readonly [B in By]?: undefined } & { readonly [D in K]?: Uint8Array | undefined })
    : never
/** All selects of a table at once: the intersection of their unions. */
type Choices<T extends Table> = { [K in SelectKeys<T>]: (one: Choice<T, K, T[K][1]>) => void }[SelectKeys<T>] extends (
  one: infer All,
) => void
  ? All
  : never
type ChoicesIn<T extends Table> = { [K in SelectKeys<T>]: (one: ChoiceIn<T, K, T[K][1]>) => void }[SelectKeys<T>] extends (
  one: infer All,
) => void
  ? All
  : never

type Kept = {
  /** Attributes that the tables do not know, as they came. */
  readonly unknown?: readonly UnknownAttribute[]
}
type KeptIn = { readonly unknown?: readonly UnknownAttribute[] | undefined }
type Plain<T extends Table> = { readonly [K in PlainKeys<T>]?: Out<T[K][1]> } & Kept
type PlainIn<T extends Table> = { readonly [K in PlainKeys<T>]?: In<T[K][1]> | undefined } & KeptIn
/** The same attributes by the kernel's names. */
type NamedIn<P extends string, T extends Table> = {
  readonly [K in PlainKeys<T> & string as LineName<P, K, T[K]>]?: In<T[K][1]> | undefined
}
type LineName<P extends string, K extends string, L> = L extends readonly [number, unknown, { readonly uapi: infer Name extends string }]
  ? Name
  : UapiName<P, K>

export type SetValue<T extends Table> = [SelectKeys<T>] extends [never] ? Plain<T> : Plain<T> & Choices<T>
export type SetInput<P extends string, T extends Table> = [SelectKeys<T>] extends [never]
  ? PlainIn<T> & NamedIn<P, T>
  : PlainIn<T> & NamedIn<P, T> & ChoicesIn<T>

/** A line as the engines see it. */
export interface Line {
  readonly key: string
  /** `IFLA_VLAN_ID` */
  readonly name: string
  readonly number: number
  readonly role: 'plain' | 'select' | 'repeated' | 'alignment'
  /** Of a plain attribute, of each item of a repeated one; of a selected one where no case fits. */
  readonly codec: AnyCodec
  /** The key of the attribute that names the case. */
  readonly by: string
  readonly cases: ReadonlyMap<unknown, AnyCodec>
}
/** A set as data. */
export interface SetTable {
  readonly name: string
  readonly prefix: string
  readonly lines: readonly Line[]
  readonly byNumber: ReadonlyMap<number, Line>
  readonly byKey: ReadonlyMap<string, Line>
  /** By the kernel's names. */
  readonly byName: ReadonlyMap<string, Line>
}

/** A set of attributes: a codec, and the table it was made of. */
export interface AttributeSet<P extends string, T extends Table> extends Codec<SetValue<T>, SetInput<P, T>> {
  readonly table: SetTable
  new (): SetValue<T>
}

export interface SetOptions {
  /** Tells sets of the same prefix apart in the printed tables; default: the prefix. */
  readonly name?: string
}

/**
 * Declares a set of attributes: `attributes('IFLA_VLAN_', { id: [1, u16], flags: [2, VlanFlags] })`. Extend it with a
 * class to give the set and the type it decodes to one name (a set with a `select` spans a union, which no class can
 * extend: export it as a constant, and `type X = Decoded<typeof X>`).
 */
export function attributes<const P extends string, const T extends Table>(
  prefix: P,
  lines: T,
  options: SetOptions = {},
): AttributeSet<P, T> {
  let made: SetTable | undefined
  // Made at its first use: a program pays for the few sets it meets, not for all there are.
  const table = () => (made ??= setTable(options.name ?? prefix, prefix, lines))
  class Codec {
    static readonly type = options.name ?? prefix
    static get table(): SetTable {
      return table()
    }
    static parts(view: DataView, at: number, end: number, scope: Scope): Part[] {
      return setParts(table(), view, at, end, scope)
    }
    static describe(): Shape {
      return { kind: 'set', set: Codec as unknown as AnyCodec }
    }
  }
  install(Codec as unknown as Slot, {
    compile: { read: () => compileReader(table()), write: () => compileWriter(table()) },
    interpret: {
      read: () => (view, at, end, scope) => readSet(table(), {}, view, at, end, scope),
      write: () => (out, value, scope) => writeSet(table(), out, value, scope),
    },
  })
  return Codec as unknown as AttributeSet<P, T>
}

const bytesOnly: ReadonlyMap<unknown, AnyCodec> = new Map()

function setTable(name: string, prefix: string, entries: Table): SetTable {
  const lines = Object.entries(entries).map(([key, [number, codec, options]]): Line => {
    if (!/^[a-z0-9][A-Za-z0-9]*$/.test(key)) throw new TypeError(`${prefix}*: '${key}' cannot be a key`)
    const name = options?.uapi ?? uapiName(prefix, key)
    const line = { key, number, name, by: '', cases: bytesOnly }
    if (codec.type === 'select' && 'cases' in codec) {
      const { otherwise = bytes } = codec as { readonly otherwise?: AnyCodec }
      return { ...line, role: 'select', codec: otherwise, by: codec.by, cases: new Map(Object.entries(codec.cases)) }
    }
    if (codec.type === 'repeated' && 'item' in codec) return { ...line, role: 'repeated', codec: codec.item }
    if (codec.type === 'alignment') return { ...line, role: 'alignment', codec: bytes }
    return { ...line, role: 'plain', codec: codec as AnyCodec }
  })
  const table = { name, prefix, lines, byNumber: new Map<number, Line>(), byKey: new Map<string, Line>(), byName: new Map<string, Line>() }
  for (const line of lines) {
    table.byNumber.set(line.number, line)
    table.byKey.set(line.key, line)
    table.byName.set(line.name, line)
  }
  return table
}

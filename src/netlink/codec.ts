import type { Writer } from './writer.ts'

/** Whether this machine stores the low byte first. */
export const HOST_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/** The two flag bits of an attribute's type and the mask of the rest (linux/netlink.h). */
export const NLA_F_NESTED = 0x8000
export const NLA_F_NET_BYTEORDER = 0x4000
export const NLA_TYPE_MASK = 0x3fff

/** The deepest nest followed. The kernel's own is 10 (a link in a veth's peer in ...); nothing sane comes near. */
export const MAX_DEPTH = 32

/** What a codec may look at besides its own bytes: what is known of the message it stands in. */
export interface Scope {
  /** Byte order of everything that is not marked as network order. */
  littleEndian: boolean
  /** Address family in the message's header (AF_*): the first byte of every rtnetlink header. */
  family: number
  /** Whether the message asks the kernel for something (NLM_F_REQUEST); some layouts differ between the two ways. */
  request: boolean
  /** How many nests are open. */
  depth: number
}

/** A scope for one message. */
export const scope = (family = 0, request = false, littleEndian = HOST_LITTLE_ENDIAN): Scope => ({
  littleEndian,
  family,
  request,
  depth: 0,
})

/** One piece of a container: an attribute, a field of a struct, an item of a list. */
export interface Part {
  /** The kernel's name: `IFLA_VLAN_ID`, `ifi_index`; empty for an item of a list. */
  readonly name: string
  /** Our name: `id`, `index`, `0`. */
  readonly key: string
  /** Where it begins, with its attribute header if it has one. */
  readonly start: number
  /** Where its payload begins and ends. */
  readonly at: number
  readonly end: number
  /** The attribute's number; undefined for fields of structs. */
  readonly type?: number
  /** Undefined where the tables do not know the attribute. */
  readonly codec: AnyCodec | undefined
}

/** How one value is laid out in the payload of an attribute or in a field of a struct. */
export interface Codec<Out, In = Out> {
  /** What stands in the tables of the documentation: `u16`, `string`, the prefix of a set, the name of a struct. */
  readonly type: string
  /** Size in bytes, where it is fixed. */
  readonly size?: number
  /** Flag bits the attribute's type carries on the wire (NLA_F_NESTED, NLA_F_NET_BYTEORDER). */
  readonly flags?: number
  /** The same in requests, where the kernel wants or iproute2 sends others than the kernel answers. */
  readonly requestFlags?: number
  /** Reads the value from [at, end). Throws a DecodeError. */
  read(view: DataView, at: number, end: number, scope: Scope): Out
  /** As `read`, where the attribute's type with its flag bits matters; used instead of it if present. */
  readTyped?(view: DataView, at: number, end: number, scope: Scope, type: number): Out
  /** Appends the value. Throws an InputFault. */
  write(out: Writer, value: In, scope: Scope): void
  /** Whether this value is said by leaving the attribute out, as `false` of a flag is. */
  absent?(value: In, scope: Scope): boolean
  /**
   * The expression that reads a value of fixed size at the offset `at`, for compiled decoders; `bind` makes a
   * constant known to the text and answers its name.
   */
  inline?(at: string, bind: (constant: unknown) => string): string
  /** The statements that store `value` at `at` of `view`, for compiled encoders; only integers have them. */
  inlineStore?(at: string, value: string, bind: (constant: unknown) => string): string
  /** What it is made of, for containers. */
  parts?(view: DataView, at: number, end: number, scope: Scope): Part[]
  /** The number behind a name, for enumerations and flags. */
  toNumber?(value: In): number
  /** For the printed tables: what the container holds. */
  describe?(): Shape
}

/** What a container is, as the printed tables (`npm run schema`) and the tests see it. */
export type Shape =
  | { readonly kind: 'set'; readonly set: AnyCodec }
  | { readonly kind: 'struct'; readonly struct: AnyCodec }
  | { readonly kind: 'message'; readonly message: AnyCodec; readonly header: AnyCodec; readonly set: AnyCodec }
  | {
      readonly kind: 'list'
      readonly item: AnyCodec
      readonly layout: 'attributes' | 'indexed' | 'array' | 'records' | 'repeated'
      /** Of an array whose places have names. */
      readonly places?: readonly string[]
    }
  | { readonly kind: 'choice'; readonly cases: Readonly<Record<string, AnyCodec>> }
  | { readonly kind: 'enum'; readonly prefix: string; readonly names: Readonly<Record<string, number>>; readonly flags: boolean }

export type AnyCodec = Codec<unknown, never>
/** The type a codec reads; a set declared as a class names it itself. */
export type Decoded<C> = C extends new () => infer Out ? Out : C extends Codec<infer Out, never> ? Out : never
/** The type a codec takes as input. */
export type Encodable<C> = C extends { write(out: Writer, value: infer In, scope: Scope): void } ? In : never

/** The flag bits with which an attribute of this layout is written. */
export const flagsOf = ({ flags = 0, requestFlags }: AnyCodec, { request }: Scope): number => (request ? (requestFlags ?? flags) : flags)

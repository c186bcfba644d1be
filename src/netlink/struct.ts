import type { AnyCodec, Codec, Decoded, Encodable, Part, Scope, Shape } from './codec.ts'
import { compileStruct } from './compile.ts'
import { install, type Slot, type Write } from './engine.ts'
import { readStruct, writeStruct } from './interpret.ts'
import { snake } from './names.ts'
import { structParts } from './parts.ts'

/** Bytes of a struct that mean nothing; written as zero. */
export interface Padding {
  readonly type: 'pad'
  readonly size: number
}
export const pad = (size: number): Padding => ({ type: 'pad', size })

export type Fields = Readonly<Record<string, AnyCodec | Padding>>
type FieldKeys<F extends Fields> = { [K in keyof F]: F[K] extends Padding ? never : K }[keyof F]
export type StructValue<F extends Fields> = { readonly [K in FieldKeys<F>]: Decoded<F[K]> } & {
  /** What a newer kernel added behind the fields known here. */
  readonly rest?: Uint8Array
}
export type StructInput<F extends Fields> = { readonly [K in FieldKeys<F>]?: Encodable<F[K]> | undefined } & {
  readonly rest?: Uint8Array | undefined
}

export interface StructOptions {
  /** What the C members begin with: `ifi_` of `ifi_index`. */
  readonly prefix?: string
  /** C names of members that are not prefix and key in snake case. */
  readonly members?: Readonly<Record<string, string>>
  /** Bytes that must be there at least: an older kernel's struct ended here. Default: all of them. */
  readonly minimum?: number
  /** Tells a second reading of the same C struct from the first: the fields of a filter's tcmsg. Not printed as a table of its own. */
  readonly variant?: string
}

/** A field where it lies. */
export interface Field {
  readonly key: string
  /** The C member. */
  readonly name: string
  readonly offset: number
  readonly size: number
  readonly codec: AnyCodec
}

/** A struct as data. */
export interface StructTable {
  readonly name: string
  readonly size: number
  readonly minimum: number
  readonly fields: readonly Field[]
  readonly variant?: string
}

export interface Struct<F extends Fields> extends Codec<StructValue<F>, StructInput<F>> {
  readonly size: number
  readonly layout: StructTable
  new (): StructValue<F>
}

/**
 * A C struct, each field at its natural alignment: `struct('ifla_vlan_flags', { flags: u32, mask: u32 })`. Fields
 * left out of the input are zero. A longer struct of a newer kernel keeps its tail as `rest`.
 */
export function struct<const F extends Fields>(name: string, fields: F, options: StructOptions = {}): Struct<F> {
  let made: StructTable | undefined
  const layout = () => (made ??= lay(name, fields, options))
  class Codec {
    static readonly type = name
    static get layout(): StructTable {
      return layout()
    }
    static get size(): number {
      return layout().size
    }
    static parts(_view: DataView, at: number, end: number, _scope: Scope): Part[] {
      return structParts(layout(), at, end)
    }
    static describe(): Shape {
      return { kind: 'struct', struct: Codec as unknown as AnyCodec }
    }
  }
  const write = (): Write => (out, value, scope) => writeStruct(layout(), out, value, scope)
  install(Codec as unknown as Slot, {
    compile: { read: () => compileStruct(layout()), write },
    interpret: { read: () => (view, at, end, scope) => readStruct(layout(), view, at, end, scope), write },
  })
  return Codec as unknown as Struct<F>
}

const alignment = (codec: AnyCodec | Padding): number => {
  if (codec.type === 'pad' || /[[\]]|^(mac|ipv4|ipv6|u8|s8)$/.test(codec.type)) return codec.type === 'ipv4' ? 4 : 1
  const fields = (codec as Partial<Struct<Fields>>).layout?.fields
  if (fields) return Math.max(...fields.map((field) => alignment(field.codec)))
  return codec.size as number
}

function lay(name: string, fields: Fields, options: StructOptions): StructTable {
  const laid: Field[] = []
  let offset = 0
  let widest = 1
  for (const [key, codec] of Object.entries(fields)) {
    if (codec.size === undefined) throw new TypeError(`struct ${name}: field ${key} has no fixed size`)
    const align = alignment(codec)
    widest = Math.max(widest, align)
    offset = Math.ceil(offset / align) * align
    if (codec.type !== 'pad') {
      const member = options.members?.[key] ?? (options.prefix ?? '') + snake(key)
      laid.push({ key, name: member, offset, size: codec.size, codec: codec as AnyCodec })
    }
    offset += codec.size
  }
  const size = Math.ceil(offset / widest) * widest
  return {
    name,
    size,
    minimum: options.minimum ?? size,
    fields: laid,
    ...(options.variant === undefined ? {} : { variant: options.variant }),
  }
}

// The schema's tables as plain data: what npm run schema prints and what the conformance tests compare.
import type { SetTable } from '../src/netlink/attributes.ts'
import type { AnyCodec } from '../src/netlink/codec.ts'
import type { AnyMessageCodec } from '../src/netlink/payload.ts'
import type { StructTable } from '../src/netlink/struct.ts'

export interface AttributeRow {
  /** `IFLA_VLAN_ID` */
  readonly name: string
  readonly number: number
  /** `id` */
  readonly key: string
  /** Layout of the payload: a scalar, the name of a set or struct, `list(...)`, `select(...)`. */
  readonly type: string
  /** Of an array whose places have names: these, from place 0 on. */
  readonly places?: readonly string[]
  /** Of a select: the attribute that names the case. */
  readonly by?: string
}
export interface SetRow {
  readonly prefix: string
  readonly attributes: readonly AttributeRow[]
}
export interface MemberRow {
  /** The C member. */
  readonly name: string
  readonly key: string
  readonly offset: number
  readonly size: number
  readonly type: string
}
export interface StructRow {
  readonly size: number
  readonly members: readonly MemberRow[]
}
export interface SelectRow {
  /** The attribute whose value names the case; `family` where the message's header does. */
  readonly by: string
  readonly cases: Readonly<Record<string, string>>
}
export interface EnumRow {
  readonly prefix: string
  readonly flags: boolean
  /** The kernel's full names. */
  readonly names: Readonly<Record<string, number>>
}
export interface MessageRow {
  readonly types: readonly string[]
  readonly numbers: readonly number[]
  readonly header: string
  readonly set: string
  /** The set of requests, where that is another. */
  readonly asked?: string
}
/** Everything that can be reached from the messages. */
export interface Tables {
  readonly messages: readonly MessageRow[]
  readonly sets: Readonly<Record<string, SetRow>>
  readonly structs: Readonly<Record<string, StructRow>>
  readonly selects: Readonly<Record<string, SelectRow>>
  readonly enums: Readonly<Record<string, EnumRow>>
}

/** Walks from the messages through all tables they reach. */
export const collect = (messageCodecs: readonly AnyMessageCodec[], enumerations: readonly AnyCodec[] = []): Tables => {
  const sets: Record<string, SetRow> = {}
  const structs: Record<string, StructRow> = {}
  const selects: Record<string, SelectRow> = {}
  const enums: Record<string, EnumRow> = {}
  const owners = new Map<string, unknown>()

  const placesOf = (codec: AnyCodec): readonly string[] | undefined => {
    const shape = codec.describe?.()
    if (shape?.kind === 'list') return shape.places
    return shape?.kind === 'choice'
      ? Object.values(shape.cases)
          .map(placesOf)
          .find((places) => places !== undefined)
      : undefined
  }

  /** One name means one table: a second table of the same name would hide the first. */
  const claim = (name: string, table: unknown): boolean => {
    const owner = owners.get(name)
    if (owner !== undefined && owner !== table) throw new Error(`two tables are called ${name}`)
    owners.set(name, table)
    return owner === undefined
  }

  const set = (table: SetTable): void => {
    if (!claim(table.name, table)) return
    const attributes: AttributeRow[] = []
    sets[table.name] = { prefix: table.prefix, attributes }
    for (const { key, name, number, role, codec, by, cases } of table.lines) {
      if (role !== 'select') {
        const type = role === 'plain' ? visit(codec) : role === 'repeated' ? `repeated(${visit(codec)})` : role
        const places = placesOf(codec)
        attributes.push({ name, number, key, type, ...(places && { places }) })
        continue
      }
      const byName = table.byKey.get(by)?.name ?? by
      attributes.push({ name, number, key, type: `select(${byName})`, by: byName })
      selects[`${table.name}.${key}`] = {
        by: byName,
        cases: Object.fromEntries([...cases].map(([value, one]) => [String(value), visit(one)])),
      }
    }
  }

  const struct = (layout: StructTable): void => {
    if (layout.variant !== undefined) {
      for (const { codec } of layout.fields) visit(codec)
      return
    }
    if (!claim(layout.name, layout)) return
    structs[layout.name] = {
      size: layout.size,
      members: layout.fields.map(({ name, key, offset, size, codec }) => ({ name, key, offset, size, type: visit(codec) })),
    }
  }

  /** Takes in what a codec holds; answers the name of its layout. */
  const visit = (codec: AnyCodec): string => {
    const shape = codec.describe?.()
    switch (shape?.kind) {
      case undefined:
        return codec.type
      case 'set': {
        const { table } = shape.set as AnyCodec & { readonly table: SetTable }
        set(table)
        return table.name
      }
      case 'struct': {
        const { layout } = shape.struct as AnyCodec & { readonly layout: StructTable }
        struct(layout)
        return layout.name
      }
      case 'message':
        return `message(${visit(shape.header)}, ${visit(shape.set)})`
      case 'list':
        return `${shape.layout}(${visit(shape.item)})`
      case 'choice': {
        // A wrapper around a layout of no shape of its own, as a flagged scalar; or a header, and what may follow it.
        if (shape.cases[''] !== undefined) {
          for (const [name, one] of Object.entries(shape.cases)) if (name !== '') visit(one)
          return visit(shape.cases[''])
        }
        const cases = Object.fromEntries(Object.entries(shape.cases).map(([name, one]) => [name, visit(one)]))
        return `choice(${Object.entries(cases)
          .map(([name, type]) => `${name}: ${type}`)
          .join(', ')})`
      }
      case 'enum': {
        const names = Object.entries(shape.names).map(([name, number]) => [shape.prefix + name.toUpperCase(), number] as const)
        const known = enums[shape.prefix]
        enums[shape.prefix] = {
          prefix: shape.prefix,
          flags: shape.flags || (known?.flags ?? false),
          names: { ...known?.names, ...Object.fromEntries(names) },
        }
        return `${codec.type} ${shape.prefix}*`
      }
    }
  }

  const messages = messageCodecs.map(
    ({ types, head, set: attributes, asked }): MessageRow => ({
      types: Object.keys(types),
      numbers: Object.values(types),
      header: visit(head),
      set: visit(attributes),
      ...(asked && { asked: visit(asked) }),
    }),
  )
  for (const codec of enumerations) visit(codec)
  return { messages, sets, structs, selects, enums }
}

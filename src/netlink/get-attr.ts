import type { AttributeSet, Table } from './attributes.ts'
import type { AnyCodec } from './codec.ts'
import type { Fields, Struct } from './struct.ts'

/** `NUM_TX_QUEUES` -> `numTxQueues` */
type Camel<S extends string> = S extends `${infer First}_${infer Rest}` ? `${Lowercase<First>}${Pascal<Rest>}` : Lowercase<S>
type Pascal<S extends string> = S extends `${infer First}_${infer Rest}`
  ? `${Capitalize<Lowercase<First>>}${Pascal<Rest>}`
  : Capitalize<Lowercase<S>>
type KeysOf<M> = M extends unknown ? keyof M & string : never

/** The key that a kernel's name has in `M`: leading words are dropped until one of M's keys is left. */
export type KeyOfName<M, Name extends string> = Name extends `${string}_${infer Rest}`
  ? Camel<Rest> extends KeysOf<M>
    ? Camel<Rest>
    : KeyOfName<M, Rest>
  : never
type At<M, K> = M extends unknown ? (K extends keyof M ? M[K] : undefined) : never
/** What {@link GetAttr} answers. */
export type AttributeValue<M, Name extends string> = At<M, KeyOfName<M, Name>>

/**
 * Reads an attribute or header field of a decoded message, or of a nest in it, by the kernel's name:
 * `getAttr(link, 'IFLA_IFNAME')`, `getAttr(link.linkinfo.data, 'IFLA_VLAN_ID')`. Undefined where it is absent; a
 * name that the message cannot have is an error of types, and one that no table has a TypeError.
 */
export type GetAttr = <M extends object, const Name extends string>(
  message: M,
  name: [KeyOfName<M, Name>] extends [never] ? never : Name,
) => AttributeValue<M, Name>

/** The keys of all names that can be reached from these layouts. */
function keysByName(layouts: readonly AnyCodec[]): Map<string, string> {
  const keys = new Map<string, string>()
  const seen = new Set<unknown>()
  const visit = (codec: AnyCodec): void => {
    const shape = codec.describe?.()
    switch (shape?.kind) {
      case 'set': {
        const { table } = shape.set as unknown as AttributeSet<string, Table>
        if (seen.has(table)) return
        seen.add(table)
        for (const line of table.lines) {
          keys.set(line.name, line.key)
          for (const one of [line.codec, ...line.cases.values()]) visit(one)
        }
        return
      }
      case 'struct': {
        const { layout } = shape.struct as unknown as Struct<Fields>
        if (seen.has(layout)) return
        seen.add(layout)
        // A field without a prefix of its own (`flags`) is no kernel's name that says where it belongs.
        for (const field of layout.fields) if (field.name.includes('_')) keys.set(field.name, field.key)
        return
      }
      case 'message':
        visit(shape.header)
        visit(shape.set)
        return
      case 'list':
        visit(shape.item)
        return
      case 'choice':
        for (const one of Object.values(shape.cases)) visit(one)
        return
      default: // enumerations and scalars hold no attribute
    }
  }
  for (const layout of layouts) visit(layout)
  return keys
}

/** Makes the {@link GetAttr} of a protocol's layouts; they are searched at its first use. */
export function attributeReader(layouts: readonly AnyCodec[]): GetAttr {
  let keys: Map<string, string> | undefined
  const getAttr = (message: object, name: string): unknown => {
    keys ??= keysByName(layouts)
    const key = keys.get(name)
    if (key === undefined) throw new TypeError(`'${name}' is not the name of an attribute`)
    return (message as Readonly<Record<string, unknown>>)[key]
  }
  return getAttr as GetAttr
}

// The kernel's own YAML specifications (Documentation/netlink/specs), flattened into facts that can be compared.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** The rtnetlink families, in the order of the coverage table. */
export const SPECS = ['rt-link', 'rt-addr', 'rt-route', 'rt-rule', 'rt-neigh', 'tc'] as const
export type SpecName = (typeof SPECS)[number]

/** Where the specifications lie: $RTNL_SPECS, or `specs` in the shared folder beside the project; undefined without them. */
export const specsFolder = (): string | undefined => {
  const folder = process.env['RTNL_SPECS'] ?? join(process.cwd(), '../shared/specs')
  return existsSync(join(folder, 'rt-link.yaml')) ? folder : undefined
}

export interface SpecAttribute {
  readonly set: string
  /** The kernel's name as the specification's prefix and name make it. */
  readonly name: string
  readonly number: number
  /** `u32`, `nest`, `binary`, `string`, ... */
  readonly type: string
  readonly bigEndian: boolean
  readonly struct?: string
}
export interface SpecMember {
  readonly struct: string
  readonly name: string
  /** In bytes, at natural alignment: the specifications write some padding out and leave some to the C compiler. */
  readonly offset: number
  readonly size: number
}
export interface SpecEntry {
  readonly definition: string
  readonly name: string
  readonly number: number
}
export interface SpecOperation {
  /** `RTM_NEWLINK` */
  readonly name: string
  readonly number: number
}
export interface SpecKind {
  /** `linkinfo-data-msg` */
  readonly message: string
  readonly value: string
}
export interface Spec {
  readonly name: SpecName
  readonly attributes: readonly SpecAttribute[]
  readonly members: readonly SpecMember[]
  readonly entries: readonly SpecEntry[]
  readonly operations: readonly SpecOperation[]
  readonly kinds: readonly SpecKind[]
}

interface YamlAttribute {
  readonly name: string
  readonly value?: number
  readonly type?: string
  readonly 'byte-order'?: string
  readonly struct?: string
}
interface YamlMember {
  readonly name: string
  readonly type: string
  readonly len?: number | string
  readonly struct?: string
}
interface YamlDefinition {
  readonly name: string
  readonly type: string
  readonly 'name-prefix'?: string
  readonly 'value-start'?: number
  readonly members?: readonly YamlMember[]
  readonly entries?: readonly (string | { readonly name: string; readonly value?: number })[]
}
interface YamlDirection {
  readonly request?: { readonly value?: number }
  readonly reply?: { readonly value?: number }
}
interface Yaml {
  readonly definitions: readonly YamlDefinition[]
  readonly 'attribute-sets': readonly {
    readonly name: string
    readonly 'name-prefix'?: string
    readonly 'subset-of'?: string
    readonly attributes: readonly YamlAttribute[]
  }[]
  readonly 'sub-messages'?: readonly { readonly name: string; readonly formats: readonly { readonly value: string }[] }[]
  readonly operations: {
    readonly list: readonly { readonly name: string; readonly value?: number; readonly do?: YamlDirection; readonly dump?: YamlDirection }[]
  }
}

const upper = (text: string): string => text.replaceAll('-', '_').toUpperCase()
/** A flags definition numbers bits, an enumeration counts; an entry with a value starts anew. */
const numbered = ({ type, entries = [], 'value-start': first = 0 }: YamlDefinition): (readonly [string, number])[] => {
  let next = first
  return entries.map((entry) => {
    const { name, value = next } = typeof entry === 'string' ? { name: entry } : entry
    next = value + 1
    return [name, type === 'flags' ? 2 ** value : value] as const
  })
}

const SIZES: Readonly<Record<string, number>> = { u8: 1, s8: 1, u16: 2, s16: 2, u32: 4, s32: 4, u64: 8, s64: 8 }

interface Extent {
  readonly size: number
  readonly align: number
}
const extentOf = (definitions: readonly YamlDefinition[], { type, len, struct }: YamlMember): Extent => {
  const inner = struct === undefined ? undefined : definitions.find((one) => one.name === struct)
  if (inner === undefined) return { size: SIZES[type] ?? Number(len ?? 0), align: SIZES[type] ?? 1 }
  const parts = (inner.members ?? []).map((member) => extentOf(definitions, member))
  const align = Math.max(1, ...parts.map((part) => part.align))
  return { size: aligned(layOut(parts), align), align }
}
const aligned = (offset: number, align: number): number => Math.ceil(offset / align) * align
const layOut = (parts: readonly Extent[]): number => parts.reduce((offset, { size, align }) => aligned(offset, align) + size, 0)

const membersOf = (definitions: readonly YamlDefinition[], definition: YamlDefinition): SpecMember[] => {
  let offset = 0
  const struct = definition.name.replaceAll('-', '_')
  return (definition.members ?? []).flatMap((member) => {
    const { size, align } = extentOf(definitions, member)
    const at = aligned(offset, align)
    offset = at + size
    return member.type === 'pad' ? [] : [{ struct, name: member.name.replaceAll('-', '_'), offset: at, size }]
  })
}

const attributesOf = (yaml: Yaml): SpecAttribute[] =>
  yaml['attribute-sets']
    // A subset repeats attributes of another set.
    .filter((set) => set['subset-of'] === undefined)
    .flatMap((set) => {
      let next = 1
      return set.attributes.flatMap(({ name, value = next, type = 'binary', 'byte-order': order, struct }) => {
        next = value + 1
        if (/^(pad|unused|unspec)$/.test(name) || /^(pad|unused)$/.test(type)) return []
        const full = upper(`${set['name-prefix'] ?? `${set.name}-`}${name}`)
        return [{ set: set.name, name: full, number: value, type, bigEndian: order === 'big-endian', ...(struct && { struct }) }]
      })
    })

const operationsOf = (yaml: Yaml): SpecOperation[] => {
  const numbers = new Map<string, number>()
  for (const { name, value, do: one, dump } of yaml.operations.list) {
    const number = value ?? one?.request?.value ?? dump?.request?.value
    // Notifications are the same messages once more.
    if (number !== undefined && !name.endsWith('-ntf')) numbers.set(upper(`rtm-${name}`), number)
  }
  return [...numbers].map(([name, number]) => ({ name, number }))
}

/** One specification's facts. */
export const readSpec = (folder: string, name: SpecName): Spec => {
  const yaml = parse(readFileSync(join(folder, `${name}.yaml`), 'utf8')) as Yaml
  const { definitions } = yaml
  return {
    name,
    attributes: attributesOf(yaml),
    members: definitions.filter(({ type }) => type === 'struct').flatMap((definition) => membersOf(definitions, definition)),
    entries: definitions
      .filter(({ type }) => type === 'enum' || type === 'flags')
      .flatMap((definition) =>
        numbered(definition).map(([entry, number]) => ({
          definition: definition.name,
          name: upper(`${definition['name-prefix'] ?? `${definition.name}-`}${entry}`),
          number,
        })),
      ),
    operations: operationsOf(yaml),
    kinds: (yaml['sub-messages'] ?? []).flatMap(({ name: message, formats }) => formats.map(({ value }) => ({ message, value }))),
  }
}

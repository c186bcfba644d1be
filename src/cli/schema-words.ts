// What a noun takes, out of the tables of the schema and the words of the API: for the help and for completion.
import type { Line, SetTable } from '../netlink/attributes.ts'
import type { AnyCodec } from '../netlink/codec.ts'
import { keysOf } from '../netlink/flat.ts'
import type { StructTable } from '../netlink/struct.ts'
import { KINDS, NOUNS, type Tables } from './schema-nouns.ts'

/** One option: how it is written, what it takes, what the kernel calls it. */
export interface OptionWord {
  readonly key: string
  readonly type: string
  readonly uapi: string
  /** Names that it takes. */
  readonly names?: readonly string[]
}

/** How deep options nest in what is printed; deeper ones are said by their type. */
const DEEPEST = 3

const namesOf = (codec: AnyCodec): readonly string[] | undefined => {
  const shape = codec.describe?.()
  return shape?.kind === 'enum' ? Object.keys(shape.names).map((name) => name.toLowerCase()) : undefined
}

/** The options of a codec: of a set or struct each of its own, below `key`; else the one. */
function wordsOf(codec: AnyCodec, key: string, uapi: string, depth = 0): OptionWord[] {
  const shape = codec.describe?.()
  const inner = key === '' ? '' : `${key}.`
  if (depth < DEEPEST && shape?.kind === 'set') {
    return ofLines((shape.set as AnyCodec & { readonly table: SetTable }).table.lines, inner, depth + 1)
  }
  if (depth < DEEPEST && shape?.kind === 'struct') {
    const { fields } = (shape.struct as AnyCodec & { readonly layout: StructTable }).layout
    return fields.flatMap((field) => wordsOf(field.codec, inner + field.key, field.name, depth + 1))
  }
  if (shape?.kind === 'choice' && shape.cases[''] !== undefined) return wordsOf(shape.cases[''], key, uapi, depth)
  if (shape?.kind === 'list') {
    const item = wordsOf(shape.item, `${key}.0`, uapi, depth + 1)
    return item.length === 1 ? [{ key, type: `list of ${item[0]?.type}`, uapi, ...(item[0]?.names && { names: item[0].names }) }] : item
  }
  const names = namesOf(codec)
  if (names === undefined) return key === '' ? [] : [{ key, type: codec.type, uapi }]
  const flags = shape?.kind === 'enum' && shape.flags
  return [{ key, type: names.join(flags ? ',' : ' | '), uapi, names }]
}

const ofLines = (lines: readonly Line[], before: string, depth: number): OptionWord[] =>
  lines.flatMap(({ key, name, role, codec }): OptionWord[] => {
    if (role === 'alignment') return []
    if (role === 'select') return [{ key: before + key, type: 'by the kind', uapi: name }]
    return wordsOf(codec, before + key, name, depth)
  })

/** The words of the API that are no keys of the tables: `dev`, and the key it means. */
const ownWords = ({ keys, head, set }: Tables): OptionWord[] => {
  const known = new Set([...(head?.fields ?? []), ...set.lines].flatMap(({ key, name }) => [key, name]))
  return [...(keys ?? [])]
    .filter(([word]) => !known.has(word) && !['signal', 'timeout', 'unknown', 'header'].includes(word))
    .map(([word, key]) => ({ key: word, type: word === key ? '' : `the same as ${key}`, uapi: '' }))
}

/** Options of a noun, whatever the kind. */
export function nounWords(noun: string): readonly OptionWord[] {
  const tables = NOUNS[noun]
  if (tables === undefined) return []
  const head = (tables.head?.fields ?? []).flatMap(({ key, name, codec }) => wordsOf(codec, key, name, 1))
  return [...ownWords(tables), ...head, ...ofLines(tables.set.lines, '', 1)]
}

/** The kinds that a noun has. */
export function kindsOf(noun: string): readonly string[] {
  return Object.keys(KINDS[noun]?.[0] ?? {})
}

/** The rows of one key, and of what is nested in it. */
const rowsOf = (rows: readonly OptionWord[], key: string): readonly OptionWord[] =>
  rows.filter((row) => row.key === key || row.key.startsWith(`${key}.`))

/**
 * What the objects of a codec take. Where its words are not the keys of the table (netlink/flat.ts), a struct among the
 * attributes reads as attributes, and people's words have no row of their own.
 */
function objectWords(codec: AnyCodec): readonly OptionWord[] {
  const rows = wordsOf(codec, '', '')
  const inside = rows.map((row) => ({ ...row, key: row.key.slice(row.key.indexOf('.') + 1) }))
  return (keysOf(codec) ?? []).flatMap((key): readonly OptionWord[] => {
    const own = rowsOf(rows, key)
    const found = own.length > 0 ? own : rowsOf(inside, key)
    return found.length > 0 ? found : [{ key, type: '', uapi: '' }]
  })
}

/** Options of one kind of a noun. */
export function kindOptions(noun: string, kind: string): readonly OptionWord[] {
  const [kinds, words] = KINDS[noun] ?? [{}, {}]
  const codec = kinds[kind]
  const options = codec === undefined ? [] : objectWords(codec)
  const known = new Set(options.map(({ key }) => key))
  const said = words[kind]?.words ?? []
  const own = Array.isArray(said) ? (said as readonly string[]) : Object.keys(said)
  return [...options, ...own.filter((word) => !known.has(word)).map((word) => ({ key: word, type: '', uapi: '' }))]
}

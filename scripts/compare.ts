// Compares one specification with our tables, fact by fact.
import { ENUM_PREFIXES, ITEMS, PLACES, SELECTORS, SPEC_ERRORS, type SpecError } from './spec-errors.ts'
import type { Spec, SpecAttribute, SpecEntry, SpecName } from './specs.ts'
import type { AttributeRow, Tables } from './tables.ts'

/** One kind of fact: how many of the specification's we have, which not, and which otherwise. */
export interface Count {
  readonly covered: number
  readonly of: number
  readonly missing: readonly string[]
  readonly differing: readonly string[]
}
export const FACTS = ['attributes', 'members', 'kinds', 'entries', 'operations'] as const
export type Fact = (typeof FACTS)[number]
export type Comparison = Readonly<Record<Fact, Count>>

type Verdict = 'covered' | 'missing' | string

const count = <T extends { readonly name: string }>(facts: readonly T[], judge: (fact: T) => Verdict): Count => {
  const verdicts = facts.map((fact) => [fact.name, judge(fact)] as const)
  return {
    of: facts.length,
    covered: verdicts.filter(([, verdict]) => verdict === 'covered').length,
    missing: verdicts.filter(([, verdict]) => verdict === 'missing').map(([name]) => name),
    differing: verdicts
      .filter(([, verdict]) => verdict !== 'covered' && verdict !== 'missing')
      .map(([name, verdict]) => `${name}: ${verdict}`),
  }
}

const errorOf = (spec: SpecName, name: string): SpecError | undefined => SPEC_ERRORS[spec][name]

/** Whether our layout can be what the specification calls `type`. */
const fits = (spec: SpecAttribute, ours: AttributeRow, tables: Tables): boolean => {
  const layout = ours.type.split(' ')[0] ?? ''
  const nested = layout in tables.sets || /^(select|choice|message|repeated|attributes|indexed|array|records)\(/.test(ours.type)
  const integer = /^([us])(8|16|32|64)(be)?$/.exec(layout)
  const inner = /^repeated\((.*)\)$/.exec(ours.type)?.[1]
  if (inner !== undefined && fits(spec, { ...ours, type: inner }, tables)) return true
  // The family or the size chooses among layouts.
  if (layout.startsWith('choice(')) return true
  switch (spec.type) {
    case 'nest':
    case 'sub-message':
    case 'indexed-array':
      return nested
    case 'string':
    case 'flag':
    case 'uint':
      return layout === spec.type
    case 'binary':
      return spec.struct === undefined || layout !== 'bytes'
    default:
      // Words for numbers (an IPv4 address in network order) have a layout of their own.
      if (integer === null) return !nested && layout !== 'bytes' && layout !== 'string' && layout !== 'flag'
      return integer[2] === spec.type.slice(1) && (integer[3] === 'be') === (spec.bigEndian && spec.type !== 'u8')
  }
}

const attributes = (spec: Spec, tables: Tables): Count => {
  // A name may stand in several sets (TCA_OPTIONS of queueing disciplines, classes and filters, IFLA_IPTUN_FLAGS of both families).
  const ours = new Map<string, AttributeRow[]>()
  for (const row of Object.values(tables.sets).flatMap((set) => set.attributes)) ours.set(row.name, [...(ours.get(row.name) ?? []), row])
  return count(spec.attributes, (fact) => {
    const error = errorOf(spec.name, fact.name)
    const [list] = ours.get(ITEMS[fact.name] ?? '') ?? []
    if (list !== undefined) return list.type.startsWith('attributes(') ? 'covered' : `${list.name} is ${list.type}`
    const number = error?.number ?? fact.number
    const verdicts = (ours.get(error?.is ?? fact.name) ?? []).map((row): Verdict => {
      if (row.number !== number) return `number ${row.number}, specified ${number}`
      if (error?.type || fits(fact, row, tables)) return 'covered'
      return `${row.type}, specified ${fact.type}${fact.bigEndian ? ' in network order' : ''}${fact.struct ? ` ${fact.struct}` : ''}`
    })
    return verdicts.find((verdict) => verdict === 'covered') ?? verdicts[0] ?? 'missing'
  })
}

const members = (spec: Spec, tables: Tables): Count =>
  count(
    spec.members.map((member) => ({ ...member, name: `${member.struct}.${member.name}` })),
    (fact) => {
      const error = errorOf(spec.name, fact.name) ?? errorOf(spec.name, fact.struct)
      const struct = tables.structs[error?.is ?? fact.struct]
      if (struct === undefined) return 'missing'
      if (error?.type) return 'covered'
      const member = struct.members.find(({ offset }) => offset === fact.offset)
      if (member === undefined) return fact.offset >= struct.size ? 'missing' : `no member at offset ${fact.offset}`
      return member.size === fact.size ? 'covered' : `${member.size} bytes, specified ${fact.size}`
    },
  )

/** A name without its separators: `rtr-solicits`, `RTR_SOLICITS` and `rtrSolicits` are one. */
const bare = (name: string): string => name.replace(/[-_]/g, '').toLowerCase()

/** An entry's word and the kernel's name of it. */
export const entryName = ({ definition, name }: SpecEntry): { readonly word: string; readonly name: string } => {
  const made = `${definition}-`.replaceAll('-', '_').toUpperCase()
  const word = name.startsWith(made) ? name.slice(made.length) : name
  const prefix = PLACES[definition]?.prefix ?? ENUM_PREFIXES[definition]
  return { word, name: prefix !== undefined && word !== name ? prefix + word : name }
}

const entries = (spec: Spec, tables: Tables): Count => {
  const rows = Object.values(tables.sets).flatMap((set) => set.attributes)
  return count(spec.entries, (fact) => {
    const error = errorOf(spec.name, fact.name)
    const { word, name } = entryName(fact)
    const array = PLACES[fact.definition]
    if (array !== undefined) {
      const place = rows.find((row) => row.name === array.attribute)?.places?.[fact.number]
      if (place === undefined) return 'missing'
      return bare(place) === bare(error?.is ?? word) ? 'covered' : `place ${fact.number} is ${place}`
    }
    const ours = error?.is ?? name
    const number = Object.values(tables.enums).find(({ names }) => ours in names)?.names[ours]
    if (number === undefined) return 'missing'
    const wanted = error?.number ?? fact.number
    return number === wanted ? 'covered' : `${number}, specified ${wanted}`
  })
}

const kinds = (spec: Spec, tables: Tables): Count => {
  const selects = Object.values(tables.selects)
  return count(
    spec.kinds.map(({ message, value }) => ({ name: `${message}: ${value}`, message, value })),
    ({ message, value }) => (selects.some(({ by, cases }) => by === SELECTORS[message] && value in cases) ? 'covered' : 'missing'),
  )
}

const operations = (spec: Spec, tables: Tables): Count => {
  const ours = new Map(tables.messages.flatMap(({ types, numbers }) => types.map((type, i) => [type, numbers[i]] as const)))
  return count(spec.operations, ({ name, number }) => {
    const found = ours.get(name)
    if (found === undefined) return 'missing'
    return found === number ? 'covered' : `${found}, specified ${number}`
  })
}

export const compare = (spec: Spec, tables: Tables): Comparison => ({
  attributes: attributes(spec, tables),
  members: members(spec, tables),
  kinds: kinds(spec, tables),
  entries: entries(spec, tables),
  operations: operations(spec, tables),
})

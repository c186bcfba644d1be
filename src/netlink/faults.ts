import type { Line, SetTable } from './attributes.ts'
import { type AnyCodec, MAX_DEPTH } from './codec.ts'
import { DecodeError, InputFault, shown, wrongType } from './errors.ts'
import { nearest } from './names.ts'
import { bytes } from './scalars.ts'
import type { StructTable } from './struct.ts'

/** Names the attribute in which reading failed; compiled and interpreted functions meet here. */
export function locate(error: unknown, table: SetTable, number: number): unknown {
  if (!(error instanceof DecodeError) || number < 0) return error
  return error.within(table.byNumber.get(number)?.key ?? `${table.prefix}${number}`)
}

export function overrun(length: number, room: number): never {
  throw new DecodeError(
    length < 4 ? `an attribute's length is ${length}, less than its header` : `an attribute of ${length} bytes in ${room}`,
  )
}

export function tooDeep(): never {
  throw new DecodeError(`nests are deeper than ${MAX_DEPTH}`)
}

export function leftOver(count: number): never {
  throw new DecodeError(`${count} bytes are left over behind the last attribute`)
}

/** Names the line or field in which writing failed. */
export function faultAt(error: unknown, where: { readonly key: string; readonly name: string }): unknown {
  return error instanceof InputFault ? error.within(where.key, where.name) : error
}

export function wantObject(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Uint8Array) {
    return wrongType(`an object (${name}) is wanted, not ${shown(value)}`)
  }
  return value as Record<string, unknown>
}

/** How many keys have a value; `header` belongs to the message and `undefined` is as good as absent. */
export function presentKeys(values: Record<string, unknown>): number {
  let count = 0
  for (const key in values) if (values[key] !== undefined && key !== 'header') count++
  return count
}

/**
 * The same values by our keys, for input that used the kernel's names (`IFLA_MTU`, `ifi_index`). A name that is
 * neither is a fault that names the nearest right one.
 */
export function aliased(
  table: SetTable | undefined,
  header: StructTable | undefined,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const renamed: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || key === 'header') continue
    const known = knownKey(table, header, key)
    if (known === undefined) return unknownKey(table, header, key)
    if (renamed[known] !== undefined) return wrongType(`'${known}' is given twice, as '${key}' too`)
    renamed[known] = value
  }
  return renamed
}

function knownKey(table: SetTable | undefined, header: StructTable | undefined, key: string): string | undefined {
  const line = table?.byKey.get(key) ?? table?.byName.get(key)
  if (line !== undefined && line.role !== 'alignment') return line.key
  const field = header?.fields.find((one) => one.key === key || one.name === key)
  return field?.key ?? (key === 'unknown' && table ? key : key === 'rest' && !table ? key : undefined)
}

function unknownKey(table: SetTable | undefined, header: StructTable | undefined, key: string): never {
  const fields = header?.fields.map((field) => field.key) ?? []
  const lines = table?.lines.filter((line) => line.role !== 'alignment') ?? []
  const words = /^[A-Z]/.test(key) ? lines.map((line) => line.name) : [...lines.map((line) => line.key), ...fields]
  const guess = nearest(key, words)
  const owner = table ? `an attribute of ${table.prefix}*` : `a field of struct ${header?.name}`
  return wrongType(`'${key}' is not ${owner}${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
}

/** The layout that a discriminant chooses for a value to write; an unknown one takes bytes. */
export function caseOf(table: SetTable, line: Line, by: unknown, value: unknown): AnyCodec {
  const direct = line.cases.get(by)
  if (direct) return direct
  const discriminant = table.byKey.get(line.by)
  const toNumber = discriminant?.codec.toNumber
  if (toNumber && by !== undefined) {
    const wanted = toNumber(by as never)
    for (const [name, codec] of line.cases) if (toNumber(name as never) === wanted) return codec
  }
  if (line.codec !== bytes || value instanceof Uint8Array) return line.codec
  if (by === undefined) return wrongType(`'${line.by}' is missing, which says what this is`)
  const guess = typeof by === 'string' ? nearest(by, [...line.cases.keys()] as string[]) : undefined
  const hint = guess === undefined ? 'its payload must be a Uint8Array' : `did you mean '${guess}'?`
  return wrongType(`${line.by} ${shown(by)} is not known; ${hint}`)
}

import type { SetTable } from './attributes.ts'
import { type AnyCodec, NLA_TYPE_MASK, type Part, type Scope } from './codec.ts'
import type { StructTable } from './struct.ts'

/** One attribute as it lies in the bytes; `end` is cut to what is there. */
interface Raw {
  readonly start: number
  readonly number: number
  readonly type: number
  readonly end: number
}

/**
 * The attributes of [at, end) that are whole, without a word about the rest: for those who look at messages that may
 * be broken, or at one attribute before reading them all.
 */
export function* rawAttributes(view: DataView, at: number, end: number, littleEndian: boolean): Generator<Raw> {
  while (end - at >= 4) {
    const length = view.getUint16(at, littleEndian)
    if (length < 4 || length > end - at) return
    const type = view.getUint16(at + 2, littleEndian)
    yield { start: at, number: type & NLA_TYPE_MASK, type, end: at + length }
    at += (length + 3) & ~3
  }
}

/** The attributes of a set with their codecs; a selected one by the discriminant that stands beside it. */
export function setParts(table: SetTable, view: DataView, at: number, end: number, scope: Scope): Part[] {
  const raw = [...rawAttributes(view, at, end, scope.littleEndian)]
  const discriminant = (key: string): unknown => {
    const line = table.byKey.get(key)
    const found = raw.findLast((one) => one.number === line?.number)
    return line && found && line.codec.read(view, found.start + 4, found.end, scope)
  }
  const codecOf = (number: number): AnyCodec | undefined => {
    const line = table.byNumber.get(number)
    return line?.role === 'select' ? (line.cases.get(discriminant(line.by)) ?? line.codec) : line?.codec
  }
  return raw.map((one): Part => {
    const line = table.byNumber.get(one.number)
    return {
      name: line?.name ?? '',
      key: line?.key ?? `${table.prefix}${one.number}`,
      start: one.start,
      at: one.start + 4,
      end: one.end,
      type: one.number,
      codec: codecOf(one.number),
    }
  })
}

/** The fields that lie wholly within [at, end), and the bytes behind the last one. */
export function structParts(layout: StructTable, at: number, end: number): Part[] {
  const parts = layout.fields
    .filter((field) => at + field.offset + field.size <= end)
    .map((field): Part => {
      const start = at + field.offset
      return { name: field.name, key: field.key, start, at: start, end: start + field.size, codec: field.codec }
    })
  const behind = at + layout.size
  if (end > behind) parts.push({ name: '', key: 'rest', start: behind, at: behind, end, codec: undefined })
  return parts
}

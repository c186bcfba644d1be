import type { Line, SetTable } from './attributes.ts'
import { flagsOf, MAX_DEPTH, NLA_F_NESTED, NLA_TYPE_MASK, type Scope } from './codec.ts'
import { DecodeError, wrongType } from './errors.ts'
import { aliased, caseOf, faultAt, leftOver, locate, overrun, presentKeys, tooDeep, wantObject } from './faults.ts'
import { bytes } from './scalars.ts'
import type { StructTable } from './struct.ts'
import { type UnknownAttribute, type Writer, writeUnknown } from './writer.ts'

type Values = Record<string, unknown>

/** Appends one attribute to those that the tables do not know. */
export function keepUnknown(
  kept: UnknownAttribute[] | undefined,
  view: DataView,
  type: number,
  at: number,
  end: number,
): UnknownAttribute[] {
  const data = new Uint8Array(view.buffer, view.byteOffset + at, end - at).slice()
  const found = { type: type & NLA_TYPE_MASK, data, ...(type & NLA_F_NESTED ? { nested: true as const } : {}) }
  return kept ? [...kept, found] : [found]
}

/**
 * Reads the attributes of [at, end) into `result`. An attribute that occurs twice counts the second time, as in the
 * kernel (nla_parse), unless the table says `repeated`.
 */
export function readSet(table: SetTable, result: Values, view: DataView, at: number, end: number, scope: Scope): unknown {
  if (++scope.depth > MAX_DEPTH) tooDeep()
  const selected = new Map<Line, readonly [at: number, end: number]>()
  let kept: UnknownAttribute[] | undefined
  let number = 0
  try {
    while (end - at >= 4) {
      const length = view.getUint16(at, scope.littleEndian)
      const type = view.getUint16(at + 2, scope.littleEndian)
      number = type & NLA_TYPE_MASK
      if (length < 4 || length > end - at) overrun(length, end - at)
      const line = table.byNumber.get(number)
      if (line === undefined) kept = keepUnknown(kept, view, type, at + 4, at + length)
      else if (line.role === 'select') selected.set(line, [at + 4, at + length])
      else if (line.role === 'repeated') {
        const item = line.codec.read(view, at + 4, at + length, scope)
        const list = result[line.key] as unknown[] | undefined
        if (list) list.push(item)
        else result[line.key] = [item]
      } else if (line.role === 'plain') result[line.key] = readPlain(line, view, type, at, length, scope)
      at += (length + 3) & ~3
    }
    number = -1
    if (at < end) leftOver(end - at)
    for (const line of selected.size === 0 ? [] : table.lines) {
      const [from, to] = selected.get(line) ?? [-1, -1]
      if (from < 0) continue
      number = line.number
      result[line.key] = (line.cases.get(result[line.by]) ?? line.codec).read(view, from, to, scope)
    }
  } catch (error) {
    throw locate(error, table, number)
  }
  if (kept) result['unknown'] = kept
  scope.depth--
  return result
}

function readPlain(line: Line, view: DataView, type: number, at: number, length: number, scope: Scope): unknown {
  if (!line.codec.readTyped) return line.codec.read(view, at + 4, at + length, scope)
  return line.codec.readTyped(view, at + 4, at + length, scope, type)
}

/** Appends the attributes of `value` in the order of the table. */
export function writeSet(table: SetTable, out: Writer, value: never, scope: Scope): void {
  const values = wantObject(value, table.name)
  const start = out.length
  let count = values['unknown'] === undefined ? 0 : 1
  for (const line of table.lines) {
    const one = values[line.key]
    if (one === undefined || line.role === 'alignment') continue
    count++
    try {
      writeLine(table, line, out, one, values, scope)
    } catch (error) {
      throw faultAt(error, line)
    }
  }
  if (presentKeys(values) !== count) {
    const renamed = aliased(table, undefined, values)
    out.truncate(start)
    writeSet(table, out, renamed as never, scope)
  } else if (values['unknown'] !== undefined) writeUnknown(out, values['unknown'] as UnknownAttribute[])
}

/** One attribute, or all items of a repeated one. */
export function writeLine(table: SetTable, line: Line, out: Writer, value: unknown, values: Values, scope: Scope): void {
  if (line.role === 'repeated') {
    if (!Array.isArray(value)) wrongType('an array is wanted')
    for (const item of value) writeOne(line, line.codec, out, item, scope)
    return
  }
  const codec = line.role === 'select' ? caseOf(table, line, values[line.by], value) : line.codec
  if (codec.absent?.(value as never, scope)) return
  writeOne(line, codec, out, value, scope)
}

function writeOne(line: Line, codec: Line['codec'], out: Writer, value: unknown, scope: Scope): void {
  const at = out.begin()
  codec.write(out, value as never, scope)
  out.end(at, line.number | flagsOf(codec, scope))
}

/** Reads the fields of a struct one by one: also a shorter one of an older kernel, a longer one of a newer. */
export function readStruct(layout: StructTable, view: DataView, at: number, end: number, scope: Scope): unknown {
  const size = end - at
  if (size < layout.minimum) throw new DecodeError(`payload has ${size} bytes, ${layout.size} wanted (struct ${layout.name})`)
  const result: Values = {}
  for (const { key, offset, size: width, codec } of layout.fields) {
    if (offset + width > size) break
    try {
      result[key] = codec.read(view, at + offset, at + offset + width, scope)
    } catch (error) {
      throw error instanceof DecodeError ? error.within(key) : error
    }
  }
  if (size > layout.size) result['rest'] = bytes.read(view, at + layout.size, end, scope)
  return result
}

/** Appends a struct; what the input leaves out is zero. */
export function writeStruct(layout: StructTable, out: Writer, value: never, scope: Scope): void {
  const values = wantObject(value, `struct ${layout.name}`)
  const start = out.length
  let count = values['rest'] === undefined ? 0 : 1
  let reached = layout.minimum
  for (const field of layout.fields) {
    const one = values[field.key]
    if (one === undefined) continue
    count++
    out.length = start + field.offset
    try {
      field.codec.write(out, one as never, scope)
    } catch (error) {
      throw faultAt(error, field)
    }
    reached = Math.max(reached, field.offset + field.size)
  }
  if (presentKeys(values) !== count) {
    const renamed = aliased(undefined, layout, values)
    out.truncate(start)
    writeStruct(layout, out, renamed as never, scope)
    return
  }
  out.length = start
  // With its last field a struct is whole, with the padding behind it.
  const last = layout.fields.at(-1)
  const whole = values['rest'] !== undefined || layout.minimum === layout.size || (last && reached >= last.offset + last.size)
  out.reserve(whole ? layout.size : reached)
  if (values['rest'] !== undefined) bytes.write(out, values['rest'] as Uint8Array, scope)
}

import type { Line, SetTable } from './attributes.ts'
import { type AnyCodec, MAX_DEPTH, NLA_TYPE_MASK } from './codec.ts'
import type { Read, Write } from './engine.ts'
import { wrongType } from './errors.ts'
import { aliased, caseOf, faultAt, leftOver, locate, overrun, tooDeep, wantObject } from './faults.ts'
import { keepUnknown, readStruct } from './interpret.ts'
import { markOverlap, type Overlap, type Overlaps, overlapped } from './overlaps.ts'
import { bytes, wrongSize } from './scalars.ts'
import type { Field, StructTable } from './struct.ts'
import { writeUnknown } from './writer.ts'

/** Header and overlaps of a message, whose attributes are read into the same object as its header. */
export interface Head {
  readonly layout: StructTable
  readonly overlaps: Overlaps
  /** Reads a header that is shorter than the struct. */
  short(view: DataView, at: number, end: number, scope: unknown): unknown
}

/** Source text under construction, and the constants it refers to. Only numbers and checked keys enter the text. */
class Source {
  readonly #names: string[] = []
  readonly #values: unknown[] = []

  readonly bind = (value: unknown): string => {
    const known = this.#values.indexOf(value)
    if (known >= 0) return this.#names[known] as string
    const name = `c${this.#names.length}`
    this.#names.push(name)
    this.#values.push(value)
    return name
  }

  /** The function that the text returns. */
  build(text: string, origin: string): unknown {
    const named = `${text}\n//# sourceURL=rtnl:${origin.replace(/[^\w/]/g, '_')}`
    return new Function(...this.#names, named)(...this.#values)
  }
}

const property = (key: string): string => (/^[a-z]\w*$/i.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`)
const literalKey = (key: string): string => (/^[a-z]\w*$/i.test(key) ? key : JSON.stringify(key))
const aligned = (size: number): number => (size + 3) & ~3

function fieldExpression(source: Source, field: Field, base: string): string {
  const at = field.offset === 0 ? base : `${base} + ${field.offset}`
  return (
    field.codec.inline?.(at, source.bind) ?? `${source.bind(field.codec)}.read(view, ${at}, ${base} + ${field.offset + field.size}, scope)`
  )
}

const literal = (source: Source, layout: StructTable, base: string): string =>
  `{ ${layout.fields.map((field) => `${literalKey(field.key)}: ${fieldExpression(source, field, base)}`).join(', ')} }`

/** Reads a struct of its own size as one object literal; any other size goes the long way. */
export function compileStruct(layout: StructTable): Read {
  const source = new Source()
  const slow = source.bind((view: DataView, at: number, end: number, scope: never) => readStruct(layout, view, at, end, scope))
  return source.build(
    `return (view, at, end, scope) => {
      if (end - at !== ${layout.size}) return ${slow}(view, at, end, scope)
      const le = scope.littleEndian
      return ${literal(source, layout, 'at')}
    }`,
    `read/${layout.name}`,
  ) as Read
}

/** Reads an array whose places have names, of exactly as many items as there are names, as one object literal. */
export function compilePlaces(item: AnyCodec, names: readonly string[]): Read {
  const source = new Source()
  const size = item.size ?? 0
  const places = names.map((name, i) => {
    const at = `at + ${i * size}`
    return `${literalKey(name)}: ${item.inline?.(at, source.bind) ?? `${source.bind(item)}.read(view, ${at}, ${at} + ${size}, scope)`}`
  })
  return source.build(
    `return (view, at, end, scope) => {
      const le = scope.littleEndian
      return { ${places.join(', ')} }
    }`,
    `read/${item.type}_${names.length}`,
  ) as Read
}

/**
 * Writes the reader of one set as source text, so that every set has its own switch and its own inline caches:
 *
 *     case 4: if (length !== 8) wrongSize(length - 4, 4); result.oif = view.getUint32(at + 4, le); break
 *
 * A selected payload may come before the attribute that chooses its layout (RTA_ENCAP before RTA_ENCAP_TYPE), so its
 * place is kept and it is read after the loop.
 */
export function compileReader(table: SetTable, head?: Head): Read {
  const source = new Source()
  const { bind } = source
  const selects = table.lines.filter((line) => line.role === 'select')
  const after = selects.map(
    (line) => `if (at${line.number} >= 0) {
        number = ${line.number}
        result${property(line.key)} = (${bind(line.cases)}.get(result${property(line.by)}) ?? ${bind(bytes)}).read(view, at${line.number}, end${line.number}, scope)
      }`,
  )
  const overlaps = [...(head?.overlaps ?? [])]
  const places = [...selects.map((line) => `at${line.number} = -1, end${line.number} = 0`), ...overlaps.map(([key]) => `${key}At = -1`)]
  const begin = head
    ? `if (end - at < ${head.layout.size}) return ${bind(head.short)}(view, at, end, scope)
      const family = scope.family
      scope.family = view.getUint8(at)
      const top = at
      const result = new Result(view, top, le, scope)
      at += ${aligned(head.layout.size)}`
    : 'const result = {}'
  return source.build(
    `${head ? resultConstructor(source, head.layout) : ''}
    return (view, at, end, scope) => {
      if (++scope.depth > ${MAX_DEPTH}) ${bind(tooDeep)}()
      const le = scope.littleEndian
      ${begin}
      let number = -1, unknown${places.length ? `, ${places.join(', ')}` : ''}
      try {
        while (end - at >= 4) {
          const length = view.getUint16(at, le), type = view.getUint16(at + 2, le)
          number = type & ${NLA_TYPE_MASK}
          if (length < 4 || length > end - at) ${bind(overrun)}(length, end - at)
          switch (number) {
            ${table.lines.map((line) => readerCase(source, line, head)).join('\n            ')}
            default: unknown = ${bind(keepUnknown)}(unknown, view, type, at + 4, at + length)
          }
          at += (length + 3) & ~3
        }
        number = -1
        if (at < end) ${bind(leftOver)}(end - at)
        ${after.join('\n      ')}
      } catch (error) {
        throw ${bind(locate)}(error, ${bind(table)}, number)
      }
      if (unknown !== undefined) result.unknown = unknown
      ${overlaps.map(([key, overlap]) => `if (${unusual(source, key, overlap)}) ${bind(markOverlap)}(result, '${key}', ${bind(overlap)}, view, top, ${key}At, scope)`).join('\n      ')}
      scope.depth--
      ${head ? 'scope.family = family' : ''}
      return result
    }`,
    `read/${table.name}`,
  ) as Read
}

/** Whether a value that stands twice may need a mark: anything but what the kernel itself is wont to say (overlaps.ts). */
const unusual = ({ bind }: Source, key: string, overlap: Overlap): string =>
  `${key}At < 0 || scope.request || view.getUint8(top + ${overlap.offset}) !== ${bind(overlap.narrowed)}(view.getUint32(${key}At, le))`

/**
 * The header's fields as a constructor's instead of a literal's: V8 then keeps room in the object for the attributes
 * that follow, and a million routes take a third less memory. The prototype makes it a plain object.
 */
function resultConstructor(source: Source, layout: StructTable): string {
  const fields = layout.fields.map((field) => `this${property(field.key)} = ${fieldExpression(source, field, 'top')}`)
  return `function Result(view, top, le, scope) { ${fields.join('; ')} }
    Result.prototype = Object.prototype`
}

function readerCase(source: Source, line: Line, head: Head | undefined): string {
  const at = `at${line.number}`
  if (line.role === 'alignment') return `case ${line.number}: break`
  if (line.role === 'select') return `case ${line.number}: ${at} = at + 4; end${line.number} = at + length; break`
  const { codec } = line
  const inline = codec.size === undefined ? undefined : codec.inline?.('at + 4', source.bind)
  const codecName = () => source.bind(codec)
  const value =
    inline ??
    (codec.readTyped
      ? `${codecName()}.readTyped(view, at + 4, at + length, scope, type)`
      : `${codecName()}.read(view, at + 4, at + length, scope)`)
  const check =
    inline === undefined ? '' : `if (length !== ${4 + (codec.size ?? 0)}) ${source.bind(wrongSize)}(length - 4, ${codec.size}); `
  const target = `result${property(line.key)}`
  const note = head?.overlaps.has(line.key) ? `${line.key}At = at + 4; ` : ''
  const keep = line.role === 'repeated' ? `(${target} ??= []).push(${value})` : `${target} = ${value}`
  return `case ${line.number}: ${check}${note}${keep}; break`
}

/** Writes the writer of one set, or of a message with its header, as source text. */
export function compileWriter(table: SetTable, head?: Head): Write {
  const source = new Source()
  const { bind } = source
  const renamed = (values: Record<string, unknown>) => aliased(table, head?.layout, values)
  const self: { write?: Write } = {}
  const end = head ? aligned(head.layout.size) : 0
  const write = source.build(
    `return (out, value, scope) => {
      if (typeof value !== 'object' || value === null) ${bind(wantObject)}(value, '${table.name}')
      const le = scope.littleEndian, start = out.length
      let count = 0, v, n, at, view, where${head ? ', family = scope.family' : ''}
      try {
        ${head ? headWriter(source, head) : ''}
        ${table.lines.map((line) => writerLine(source, table, line, head)).join('\n        ')}
        where = undefined
      } catch (error) {
        throw where === undefined ? error : ${bind(faultAt)}(error, where)
      }
      if (value.unknown !== undefined) count++
      let present = 0
      for (const key in value) if (value[key] !== undefined && key !== 'header') present++
      if (present !== count) {
        const renamed = ${bind(renamed)}(${bind(wantObject)}(value, '${table.name}'))
        out.truncate(start)
        ${head ? 'scope.family = family' : ''}
        return ${bind(self)}.write(out, renamed, scope)
      }
      if (value.unknown !== undefined) ${bind(writeUnknown)}(out, value.unknown)
      ${head ? `scope.family = family\n      ${end === head.layout.size ? '' : `if (out.length === start + ${end}) out.truncate(start + ${head.layout.size})`}` : ''}
    }`,
    `write/${table.name}`,
  ) as Write
  self.write = write
  return write
}

function headWriter(source: Source, head: Head): string {
  const { bind } = source
  const fields = head.layout.fields.map((field) => {
    const overlap = head.overlaps.get(field.key)
    const place = `start + ${field.offset}`
    const stored = overlap
      ? `n = ${field.key}Wide = ${bind(overlapped)}(value, '${field.key}', ${bind(overlap)}, scope); view.setUint8(${place}, n < 0 ? -1 - n : n)`
      : (field.codec.inlineStore?.(place, 'v', bind) ?? `out.length = ${place}; ${bind(field.codec)}.write(out, v, scope)`)
    return `if ((v = value${property(field.key)}) !== undefined) { where = ${bind(field)}; count++; ${stored} }`
  })
  const wide = [...head.overlaps.keys()].map((key) => `let ${key}Wide = 0`)
  return `out.reserve(${aligned(head.layout.size)})
        view = out.view
        ${wide.join('\n        ')}
        ${fields.join('\n        ')}
        out.length = start + ${aligned(head.layout.size)}
        scope.family = view.getUint8(start)`
}

function writerLine(source: Source, table: SetTable, line: Line, head: Head | undefined): string {
  if (line.role === 'alignment') return ''
  const { bind } = source
  const value = `value${property(line.key)}`
  const overlap = head?.overlaps.has(line.key)
  // A key that stands in the header too was counted there.
  const test = overlap ? `if (${line.key}Wide < 0) { v = ${value};` : `if ((v = ${value}) !== undefined) { count++;`
  const flags = (codec: AnyCodec) => line.number | (codec.flags ?? 0)
  const one = (codec: string, item: string, type: string | number) =>
    `at = out.begin(); ${codec}.write(out, ${item}, scope); out.end(at, ${type})`
  const where = `where = ${bind(line)};`
  if (line.role === 'repeated') {
    const each = `if (!Array.isArray(v)) ${bind(wrongType)}('an array is wanted'); for (const item of v) { ${one(bind(line.codec), 'item', flags(line.codec))} }`
    return `${test} ${where} ${each} }`
  }
  if (line.role === 'select') {
    const choose = `const codec = ${bind(caseOf)}(${bind(table)}, ${bind(line)}, value${property(line.by)}, v)`
    return `${test} ${where} ${choose}; ${one('codec', 'v', `${line.number} | (codec.flags ?? 0)`)} }`
  }
  const stored = line.codec.inlineStore?.('at + 4', 'v', bind)
  if (stored && line.codec.size !== undefined) {
    const { size } = line.codec
    const header = `view.setUint16(at, ${4 + size}, le); view.setUint16(at + 2, ${flags(line.codec)}, le)`
    return `${test} ${where} at = out.reserve(${4 + aligned(size)}); view = out.view; ${header}; ${stored} }`
  }
  const guard = line.codec.type === 'flag' ? 'if (v !== false) ' : ''
  return `${test} ${where} ${guard}{ ${one(bind(line.codec), 'v', flags(line.codec))} } }`
}

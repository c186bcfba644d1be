import type { Line, SetTable } from './attributes.ts'
import { type AnyCodec, MAX_DEPTH, NLA_TYPE_MASK } from './codec.ts'
import type { Read } from './engine.ts'
import { leftOver, locate, overrun, tooDeep } from './faults.ts'
import { keepUnknown, readStruct } from './interpret.ts'
import { align } from './message.ts'
import { markOverlap, type Overlap } from './overlaps.ts'
import { wrongSize } from './scalars.ts'
import { type Head, literalKey, property, Source } from './source.ts'
import type { Field, StructTable } from './struct.ts'

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
        result${property(line.key)} = (${bind(line.cases)}.get(result${property(line.by)}) ?? ${bind(line.codec)}).read(view, at${line.number}, end${line.number}, scope)
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
      at += ${align(head.layout.size)}`
    : 'const result = new Result()'
  return source.build(
    `${resultConstructor(source, table, head?.layout)}
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
 * Makes the object that is read into. V8 counts the properties that a constructor names, also those it never sets, and
 * keeps room for them in the object (and takes back what the first ones leave unused): a million routes take a third
 * less memory, and sixty attributes of a link are not moved twenty times. The prototype makes it a plain object.
 */
function resultConstructor(source: Source, table: SetTable, header: StructTable | undefined): string {
  const fields = header?.fields.map((field) => `this${property(field.key)} = ${fieldExpression(source, field, 'top')}`) ?? []
  const room = table.lines.map((line) => `this${property(line.key)} = 0`)
  return `function Result(view, top, le, scope) { ${fields.join('; ')}; if (false) { ${room.join('; ')} } }
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

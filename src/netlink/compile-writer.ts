import type { Line, SetTable } from './attributes.ts'
import { type AnyCodec, flagsOf } from './codec.ts'
import type { Write } from './engine.ts'
import { wrongType } from './errors.ts'
import { aliased, caseOf, faultAt, wantObject } from './faults.ts'
import { align } from './message.ts'
import { overlapped } from './overlaps.ts'
import { type Head, property, Source } from './source.ts'
import { writeUnknown } from './writer.ts'

/** Writes the writer of one set, or of a message with its header, as source text. */
export function compileWriter(table: SetTable, head?: Head): Write {
  const source = new Source()
  const { bind } = source
  const renamed = (values: Record<string, unknown>) => aliased(table, head?.layout, values)
  const self: { write?: Write } = {}
  const end = head ? align(head.layout.size) : 0
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
      ${head ? `scope.family = family\n      ${end === head.layout.size ? '' : `if (!scope.request && out.length === start + ${end}) out.truncate(start + ${head.layout.size})`}` : ''}
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
  return `out.reserve(${align(head.layout.size)})
        view = out.view
        ${wide.join('\n        ')}
        ${fields.join('\n        ')}
        out.length = start + ${align(head.layout.size)}
        scope.family = view.getUint8(start)`
}

function writerLine(source: Source, table: SetTable, line: Line, head: Head | undefined): string {
  if (line.role === 'alignment') return ''
  const { bind } = source
  const value = `value${property(line.key)}`
  const overlap = head?.overlaps.has(line.key)
  // A key that stands in the header too was counted there.
  const test = overlap ? `if (${line.key}Wide < 0) { v = ${value};` : `if ((v = ${value}) !== undefined) { count++;`
  const flags = ({ flags = 0, requestFlags }: AnyCodec): string | number =>
    requestFlags === undefined ? line.number | flags : `(scope.request ? ${line.number | requestFlags} : ${line.number | flags})`
  const one = (codec: string, item: string, type: string | number) =>
    `at = out.begin(); ${codec}.write(out, ${item}, scope); out.end(at, ${type})`
  const where = `where = ${bind(line)};`
  if (line.role === 'repeated') {
    const each = `if (!Array.isArray(v)) ${bind(wrongType)}('an array is wanted'); for (const item of v) { ${one(bind(line.codec), 'item', flags(line.codec))} }`
    return `${test} ${where} ${each} }`
  }
  if (line.role === 'select') {
    const choose = `const codec = ${bind(caseOf)}(${bind(table)}, ${bind(line)}, value${property(line.by)}, v)`
    return `${test} ${where} ${choose}; ${one('codec', 'v', `${line.number} | ${bind(flagsOf)}(codec, scope)`)} }`
  }
  const stored = line.codec.inlineStore?.('at + 4', 'v', bind)
  if (stored && line.codec.size !== undefined) {
    const { size } = line.codec
    const header = `view.setUint16(at, ${4 + size}, le); view.setUint16(at + 2, ${flags(line.codec)}, le)`
    return `${test} ${where} at = out.reserve(${4 + align(size)}); view = out.view; ${header}; ${stored} }`
  }
  const guard = line.codec.absent ? `if (!${bind(line.codec)}.absent(v, scope)) ` : ''
  return `${test} ${where} ${guard}{ ${one(bind(line.codec), 'v', flags(line.codec))} } }`
}

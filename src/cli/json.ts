// JSON as people and programs read it: numbers of 64 bits as digits, bytes as hexadecimal text.

/** The text of a value; with `indent` on many lines. Members that are undefined are left out. */
export function jsonText(value: unknown, indent = '', before = ''): string {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('hex')}"`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const inside = before + indent
  const [gap, end, colon] = indent === '' ? ['', '', ':'] : [`\n${inside}`, `\n${before}`, ': ']
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[${value.map((one) => gap + jsonText(one, indent, inside)).join(',')}${end}]`
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  if (members.length === 0) return '{}'
  return `{${members.map(([key, member]) => `${gap}${JSON.stringify(key)}${colon}${jsonText(member, indent, inside)}`).join(',')}${end}}`
}

/** How far `-p` moves in. */
export const PRETTY = '    '

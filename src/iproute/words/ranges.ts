/** Both ends of a range of numbers, as `10`, `'10'`, `'10-20'` or `[10, 20]`; a TypeError or RangeError that names the word. */
export function rangeOf(what: string, value: unknown, most: number): readonly [first: number, last: number] {
  const [first, last = first, ...more] =
    typeof value === 'number' ? [value] : typeof value === 'string' ? numbers(what, value) : Array.isArray(value) ? value.map(Number) : []
  if (first === undefined || last === undefined || more.length > 0)
    throw new TypeError(`${what}: '${String(value)}' is not a number or a range ('10-20')`)
  for (const one of [first, last])
    if (!Number.isInteger(one) || one < 0 || one > most) throw new RangeError(`${what}: ${one} is not a whole number within 0 .. ${most}`)
  if (last < first) throw new RangeError(`${what}: the range ${first}-${last} ends before it begins`)
  return [first, last]
}

function numbers(what: string, text: string): number[] {
  const match = /^(\d+|0x[0-9a-fA-F]+)(?:-(\d+|0x[0-9a-fA-F]+))?$/.exec(text)
  if (!match) throw new TypeError(`${what}: '${text}' is not a number or a range ('10-20')`)
  return match.slice(1).flatMap((one) => (one === undefined ? [] : [Number(one)]))
}

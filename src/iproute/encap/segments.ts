import type { Fields } from '../words/input.ts'

/** `'2001:db8::1,2001:db8::2'` as ip(8) has it into a list. */
export function segmentsInto(fields: Fields, what: string): void {
  const { segs } = fields
  if (segs === undefined) return
  if (typeof segs === 'string') fields['segs'] = segs.split(',').map((one) => one.trim())
  else if (!Array.isArray(segs))
    throw new TypeError(`${what}: segs: addresses are wanted, an array or with commas between, not ${typeof segs}`)
}

/** Where a header is inserted, its last place is the packet's own destination's: `::`, until there is one. */
export function withOwnPlace(fields: Fields, inserted: boolean): void {
  const { segs } = fields
  if (inserted && Array.isArray(segs) && segs.length > 0 && segs.at(-1) !== '::') fields['segs'] = [...(segs as unknown[]), '::']
}

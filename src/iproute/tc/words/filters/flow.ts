import type { Fields } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { renameOptions } from '../option.ts'
import { completePolice, type MatchWords, type PoliceOption } from './common.ts'

/** What tc-flow(8) says besides the keys. */
export interface FlowWords extends MatchWords, PoliceOption {
  /** Bits of the key that are kept. */
  readonly and: number
  /** Bits of the key that are set. */
  readonly or: number
  /** One key, of mode map. */
  readonly key: string
}

function operand(word: string, value: unknown): number {
  const number = typeof value === 'string' && /^(?:0x[0-9a-f]+|\d+)$/i.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= 0xffffffff) return number
  throw new RangeError(`${word}: a number within 0 .. 0xffffffff is wanted, not ${String(value)}`)
}

/** tc's operations, in the order in which they stand, as the kernel's two: (key & mask) ^ xor. */
function operations(options: Fields): void {
  if (options['and'] === undefined && options['or'] === undefined) return
  if (options['mask'] !== undefined) throw new TypeError("'mask' says what 'and' and 'or' say too")
  let mask = 0xffffffff
  let xor = 0
  for (const [word, value] of Object.entries(options)) {
    if ((word !== 'and' && word !== 'or' && word !== 'xor') || value === undefined) continue
    const bits = operand(word, value)
    const kept = word === 'and' ? bits : word === 'or' ? ~bits : 0xffffffff
    mask &= kept
    xor = (word === 'and' ? 0 : bits) ^ (xor & kept)
    delete options[word]
  }
  options['mask'] = mask >>> 0
  options['xor'] = xor >>> 0
}

/** tc-flow(8) */
export const flow: KindWords<FlowWords> = {
  words: ['and', 'or', 'key', 'match'],
  complete(options, about) {
    operations(options)
    renameOptions(options, { key: 'keys', match: 'ematches' })
    completePolice(options, about)
    if (about.command === 'add' || about.command === 'replace') options['mode'] ??= 'map'
  },
}

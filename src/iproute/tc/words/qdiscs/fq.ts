import { outOfRange, shown, wrongType } from '../../../../netlink/errors.ts'
import type { Quantity } from '../../../../schema/tc/units.ts'
import type { KindWords } from '../kind.ts'
import { ofOption, renameOptions, withOptions } from '../option.ts'

/** tc-fq(8)'s own words. */
export interface FqWords {
  /** Packets: `plimit`. */
  limit: number
  /** Packets of one flow: `flowPlimit`. */
  flowLimit: number
  /** Buckets of the hash, a power of two: 2 ** `bucketsLog`. */
  buckets: number
  /** The most that a flow may send: `flowMaxRate`; `'20mbit'`, `'unlimited'`. */
  maxrate: Quantity
  /** `flowDefaultRate`, obsolete. */
  defrate: Quantity
  /** Idle time after which a flow begins anew, in microseconds: `flowRefillDelay`. */
  refillDelay: Quantity
  /** Whether flows are paced: `rateEnable`. */
  pacing: boolean | number
}

const MEANINGS = {
  ...{ limit: 'plimit', flowLimit: 'flowPlimit', maxrate: 'flowMaxRate', defrate: 'flowDefaultRate' },
  ...{ refillDelay: 'flowRefillDelay', pacing: 'rateEnable', buckets: 'bucketsLog' },
} as const

function exponent(buckets: unknown): number {
  if (typeof buckets !== 'number') return wrongType(`a number is wanted, not ${shown(buckets)}`)
  const log = Math.log2(buckets)
  return Number.isInteger(log) && log >= 0 ? log : outOfRange(`${buckets} is not a power of two`)
}

/** Words for `fq`. */
export const fq: KindWords<FqWords> = {
  words: ['limit', 'flowLimit', 'buckets', 'maxrate', 'defrate', 'refillDelay', 'pacing'],
  complete(options, about) {
    withOptions(options, about)
    const { buckets } = options
    if (buckets !== undefined) options['buckets'] = ofOption('buckets', () => exponent(buckets))
    renameOptions(options, MEANINGS)
  },
}

import { numberOf } from '../../words/names.ts'
import { type KindWords, made } from './words.ts'

/** The words of `ip link ... type vrf` (ip/iplink_vrf.c). */
export const vrfKind = {
  words: {
    /** A number, or a name of rt_tables. */
    table: made<number | string>('table', (value) => numberOf('rt_tables', value)),
  },
} as const satisfies KindWords

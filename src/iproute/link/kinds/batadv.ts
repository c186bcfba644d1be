import { type KindWords, same } from './words.ts'

/** The words of `ip link ... type batadv` (ip/iplink_batadv.c). */
export const batadvKind = {
  words: {
    /** The routing algorithm. */
    ra: same<'BATMAN_IV' | 'BATMAN_V' | (string & {})>('algoName'),
  },
} as const satisfies KindWords

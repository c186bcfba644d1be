import { type KindWords, same } from './words.ts'

/** The words of `ip link ... type wwan` (ip/iplink_wwan.c). */
export const wwanKind = { words: { linkid: same<number>('linkId') } } as const satisfies KindWords

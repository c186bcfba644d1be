import { type KindWords, link } from './words.ts'

/** The words of `ip link ... type dsa` (ip/iplink_dsa.c). */
export const dsaKind = { words: { conduit: link('conduit') } } as const satisfies KindWords

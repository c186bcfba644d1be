import { type KindWords, onOff } from './words.ts'

/** The words of `ip link ... type ipoib` (ip/iplink_ipoib.c). */
export const ipoibKind = { words: { umcast: onOff('umcast') } } as const satisfies KindWords

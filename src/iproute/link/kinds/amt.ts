import { below, type KindWords, same } from './words.ts'

/** The words of `ip link ... type amt` (ip/iplink_amt.c). */
export const amtKind = {
  words: { ...below, local: same<string>('localIp'), discovery: same<string>('discoveryIp') },
} as const satisfies KindWords

import { type KindWords, same } from './words.ts'

/** The words of `ip link ... type netkit` (ip/iplink_netkit.c). */
export const netkitKind = {
  words: {
    /** The other end: its name, or options of a link. */
    peer: same<string | object>('peerInfo'),
  },
} as const satisfies KindWords

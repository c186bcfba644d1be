import { type KindWords, link, same } from './words.ts'

/** The words of `ip link ... type hsr` (ip/iplink_hsr.c). */
export const hsrKind = {
  words: {
    slave1: link('slave1'),
    slave2: link('slave2'),
    /** The port to devices that know nothing of the ring. */
    interlink: link('interlink'),
    /** The last byte of the address of supervision frames. */
    supervision: same<number>('multicastSpec'),
    proto: same<'hsr' | 'prp' | number>('protocol'),
  },
} as const satisfies KindWords

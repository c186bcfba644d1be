import { below, type KindWords, present } from './words.ts'

/** The words of `ip link ... type xfrm` (ip/link_xfrm.c). */
export const xfrmKind = { words: { ...below, external: present('collectMetadata') } } as const satisfies KindWords

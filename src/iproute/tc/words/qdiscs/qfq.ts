import type { KindWords } from '../kind.ts'

/** Not needed: qfq has no options. */
export const qfq: KindWords = {}

import type { KindWords } from '../kind.ts'

/** To be written. */
export const gact: KindWords = {}

import type { KindWords } from '../kind.ts'

/** tc-codel(8) has no words that the table of `codel` has not. */
export const codel: KindWords = {}

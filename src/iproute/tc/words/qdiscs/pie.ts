import type { KindWords } from '../kind.ts'

/** tc-pie(8) has no words that the table of `pie` has not. */
export const pie: KindWords = {}

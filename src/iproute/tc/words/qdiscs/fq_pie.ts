import type { KindWords } from '../kind.ts'

/** tc-fq_pie(8) has no words that the table of `fq_pie` has not. */
export const fqPie: KindWords = {}

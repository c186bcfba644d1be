import type { KindWords } from '../kind.ts'
import { withOptions } from '../option.ts'

/** tc-fq_pie(8) has no words that the table has not. */
export const fqPie: KindWords = { complete: withOptions }

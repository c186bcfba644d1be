import type { KindWords } from '../kind.ts'
import { withOptions } from '../option.ts'

/** tc-codel(8) has no words that the table has not. */
export const codel: KindWords = { complete: withOptions }

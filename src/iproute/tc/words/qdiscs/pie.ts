import type { KindWords } from '../kind.ts'
import { withOptions } from '../option.ts'

/** tc-pie(8) has no words that the table has not. */
export const pie: KindWords = { complete: withOptions }

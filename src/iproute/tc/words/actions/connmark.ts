import type { KindWords } from '../kind.ts'
import { fillIn } from './common.ts'

/** The verdict alone. */
export const connmark: KindWords = { complete: (options) => fillIn(options) }

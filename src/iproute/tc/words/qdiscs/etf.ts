import type { KindWords } from '../kind.ts'

/** etf: without a clock the kernel refuses it. */
export const etf: KindWords = { required: ['clockid'] }

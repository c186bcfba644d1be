import type { KindWords } from '../kind.ts'

/** Not needed: drr has no options. */
export const drr: KindWords = {}

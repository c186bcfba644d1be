import type { KindWords } from '../kind.ts'

/** Needs no further words. */
export const ets: KindWords = {}

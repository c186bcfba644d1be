import type { KindWords } from '../kind.ts'
import { fillIn, rename } from './common.ts'

/** What tc-simple(8) calls otherwise than the kernel. */
export interface SimpleWords {
  /** The text, up to 31 bytes. */
  readonly sdata?: string
}

export const simple: KindWords<SimpleWords> = {
  words: ['sdata'],
  required: [['data', 'sdata', 'index']],
  complete(options) {
    rename(options, 'sdata', 'data')
    fillIn(options)
  },
}

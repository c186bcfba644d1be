import type { KindWords } from '../kind.ts'
import { fillIn, rename } from './common.ts'

/** What tc-sample(8) calls otherwise than the kernel. */
export interface SampleWords {
  /** The group of psample that samples go to. */
  readonly group?: number
  /** Bytes of a packet that a sample holds at most. */
  readonly trunc?: number
}

export const sample: KindWords<SampleWords> = {
  words: ['group', 'trunc'],
  required: [
    ['rate', 'index'],
    ['group', 'psampleGroup', 'index'],
  ],
  complete(options) {
    rename(options, 'group', 'psampleGroup')
    rename(options, 'trunc', 'truncSize')
    fillIn(options)
  },
}

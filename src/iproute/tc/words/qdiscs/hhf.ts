import type { KindWords } from '../kind.ts'
import { renameOptions, withOptions } from '../option.ts'

/** tc-hhf(8)'s own words. */
export interface HhfWords {
  /** Packets: `backlogLimit`. */
  limit: number
  /** Heavy flows that are remembered: `hhFlowsLimit`. */
  hhLimit: number
}

/** Words for `hhf`. */
export const hhf: KindWords<HhfWords> = {
  words: ['limit', 'hhLimit'],
  complete(options, about) {
    renameOptions(options, { limit: 'backlogLimit', hhLimit: 'hhFlowsLimit' })
    withOptions(options, about)
  },
}

import { shown, wrongType } from '../../../../netlink/errors.ts'
import type { KindWords } from '../kind.ts'
import { ofOption, renameOptions, withOptions } from '../option.ts'

/** tc-fq_codel(8)'s own words. */
export interface FqCodelWords {
  /** The most packets dropped at once: `dropBatchSize`. */
  dropBatch: number
  /** Of packets that `ceThreshold` holds for, the traffic class; with its mask as text: `'0x1/0x3'`. */
  ceThresholdSelector: number | string
}

function selector(text: string): { ceThresholdSelector: number; ceThresholdMask: number } {
  const halves = /^(0x[0-9a-f]+|\d+)\/(0x[0-9a-f]+|\d+)$/i.exec(text)
  if (!halves) return wrongType(`${shown(text)} is not a traffic class and its mask ('0x1/0x3')`)
  return { ceThresholdSelector: Number(halves[1]), ceThresholdMask: Number(halves[2]) }
}

/** Words for `fq_codel`. */
export const fqCodel: KindWords<FqCodelWords> = {
  words: ['dropBatch'],
  complete(options, about) {
    withOptions(options, about)
    renameOptions(options, { dropBatch: 'dropBatchSize' })
    const { ceThresholdSelector: text } = options
    if (typeof text === 'string')
      Object.assign(
        options,
        ofOption('ceThresholdSelector', () => selector(text)),
      )
  },
}

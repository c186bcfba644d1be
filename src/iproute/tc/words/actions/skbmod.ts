import { shown, wrongType } from '../../../../netlink/errors.ts'
import type { KindWords } from '../kind.ts'
import { fillIn } from './common.ts'

/** What tc-skbmod(8) says otherwise. */
export interface SkbmodWords {
  /** `'mac'`: the same as `swapmac`. */
  readonly swap?: 'mac'
}

export const skbmod: KindWords<SkbmodWords> = {
  words: ['swap'],
  required: [['dmac', 'smac', 'etype', 'swapmac', 'swap', 'ecn', 'flags', 'index']],
  complete(options) {
    if (options['swap'] !== undefined) {
      if (options['swap'] !== 'mac') wrongType(`swap: 'mac' is wanted, not ${shown(options['swap'])}`)
      options['swapmac'] = true
      delete options['swap']
    }
    fillIn(options)
  },
}

import { shown, wrongType } from '../../../../netlink/errors.ts'
import { take } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { fillIn } from './common.ts'

/** What tc-skbedit(8) says otherwise than the kernel. */
export interface SkbeditWords {
  /** The mark, with a mask too: `'7/0xff'`. */
  readonly mark: number | string
  /** The priority out of the DS field of the IP header. */
  readonly inheritdsfield: boolean
}

/** Goes on to the next action, `pipe`, where nothing else is said. */
export const skbedit: KindWords<SkbeditWords> = {
  words: ['mark', 'inheritdsfield'],
  complete(options) {
    const { mark } = options
    if (typeof mark === 'string') {
      const parts = /^\s*(0x[0-9a-f]+|\d+)(?:\/(0x[0-9a-f]+|\d+))?\s*$/i.exec(mark)
      if (parts === null) return wrongType(`mark: a mark ('7', '7/0xff') is wanted, not ${shown(mark)}`)
      options['mark'] = Number(parts[1])
      if (parts[2] !== undefined) {
        if (options['mask'] !== undefined) wrongType(`'mask' is given beside ${shown(mark)}`)
        options['mask'] = Number(parts[2])
      }
    }
    if (take(options, 'inheritdsfield') === true) {
      if (options['flags'] !== undefined) wrongType("'inheritdsfield' is given beside 'flags'")
      options['flags'] = ['inheritdsfield']
    }
    fillIn(options)
  },
}

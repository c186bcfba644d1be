import { shown, wrongType } from '../../../../netlink/errors.ts'
import { take } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { fillIn } from './common.ts'

/** What tc-actions(8) says of gact. */
export interface GactWords {
  /** Another verdict for one packet in so many, by chance or every such one: `'netrand drop 10'`, `'determ pass 5'`. Or `prob`. */
  readonly random: `${'netrand' | 'determ'} ${string} ${number}`
}

/** A verdict, and another for some packets; `pass` where none is told. */
export const gact: KindWords<GactWords> = {
  words: ['random'],
  complete(options) {
    const random = take(options, 'random')
    if (random !== undefined) {
      const parts = typeof random === 'string' ? /^\s*(netrand|determ)\s+(\S.*\S)\s+(\d+)\s*$/.exec(random) : null
      if (parts === null) return wrongType(`random: 'netrand drop 10' or 'determ drop 10' is wanted, not ${shown(random)}`)
      if (options['prob'] !== undefined) wrongType("'random' is given beside 'prob'")
      options['prob'] = { ptype: parts[1], paction: parts[2], pval: Number(parts[3]) }
    }
    fillIn(options, 'pass')
  },
}

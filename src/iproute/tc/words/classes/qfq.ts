import type { Quantity } from '../../../../schema/tc/units.ts'
import { isMaking, unalias } from '../buckets.ts'
import type { KindWords } from '../kind.ts'

/** A word for a class of qfq besides the keys of its table. */
export interface QfqExtra {
  /** Bytes of the greatest packet: tc's word for `lmax`. */
  readonly maxpkt: Quantity
}

/** Classes of qfq: tc's word `maxpkt`; options must be there, even without a word among them. */
export const qfq: KindWords<QfqExtra> = {
  words: ['maxpkt'],
  complete(options, { command, message }) {
    unalias(options, 'lmax', ['maxpkt'])
    if (isMaking(command)) message['options'] = options
  },
}

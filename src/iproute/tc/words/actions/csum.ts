import { take } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import { fillIn } from './common.ts'

const TARGETS = ['iph', 'icmp', 'igmp', 'tcp', 'udp', 'udplite', 'sctp'] as const
/** The headers as tc-csum(8) names them, in place of `updateFlags`. */
export type CsumWords = { readonly [K in (typeof TARGETS)[number]]: boolean }

/** The packet passes where nothing else is said, as with tc(8): behind other actions `action: 'pipe'` goes on. */
export const csum: KindWords<CsumWords> = {
  words: TARGETS,
  required: [['updateFlags', ...TARGETS, 'index', 'parms', 'TCA_CSUM_PARMS']],
  complete(options) {
    const targets = TARGETS.filter((word) => take(options, word) === true)
    if (targets.length > 0 && options['updateFlags'] !== undefined) throw new TypeError(`'${targets[0]}' is given beside 'updateFlags'`)
    if (targets.length > 0) options['updateFlags'] = targets
    fillIn(options, 'pass')
  },
}

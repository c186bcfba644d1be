import type { KindWords } from '../kind.ts'
import { fillIn } from './common.ts'

/** Keys, also in phrases of tc-pedit(8), are the codec's to read. */
export const pedit: KindWords = {
  required: [['keys', 'munge', 'index', 'parms', 'parmsEx', 'TCA_PEDIT_PARMS', 'TCA_PEDIT_PARMS_EX']],
  complete(options) {
    // Layouts as they are on the wire have their verdict in themselves.
    const said = ['keys', 'munge', 'index', 'action'].some((word) => options[word] !== undefined)
    if (said) fillIn(options, 'pass')
    else delete options['tm']
  },
}

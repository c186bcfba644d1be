import type { KindWords } from '../kind.ts'
import { fillIn, rename } from './common.ts'

/** What tc-mpls(8) calls otherwise than the kernel. */
export interface MplsWords {
  /** `'mpls_uc'`, `'mpls_mc'`; behind `pop` what is uncovered: `'ip'`. */
  readonly protocol?: string | number
}

export const mpls: KindWords<MplsWords> = {
  words: ['protocol'],
  required: [['mplsAction', 'index']],
  complete(options) {
    rename(options, 'protocol', 'proto')
    // The kernel tells a protocol of every operation, and takes none of these two.
    const takesNone = options['mplsAction'] === 'modify' || options['mplsAction'] === 'dec_ttl'
    if (takesNone && options['proto'] === 'mpls_uc') delete options['proto']
    fillIn(options)
  },
}

import type { KindWords } from '../kind.ts'
import { chosen, fillIn, rename } from './common.ts'

/** What tc-mpls(8) says otherwise than the kernel. */
export interface MplsWords {
  /** The operation, in place of `mplsAction: 'pop'`. */
  readonly pop?: boolean
  readonly push?: boolean
  readonly modify?: boolean
  readonly decTtl?: boolean
  readonly macPush?: boolean
  /** `'mpls_uc'`, `'mpls_mc'`; behind `pop` what is uncovered: `'ip'`. */
  readonly protocol?: string | number
}

const OPERATIONS = { pop: 'pop', push: 'push', modify: 'modify', decTtl: 'dec_ttl', macPush: 'mac_push' } as const

export const mpls: KindWords<MplsWords> = {
  words: ['pop', 'push', 'modify', 'decTtl', 'macPush', 'protocol'],
  required: [['mplsAction', 'pop', 'push', 'modify', 'decTtl', 'macPush', 'index', 'parms']],
  complete(options) {
    chosen(options, 'mplsAction', OPERATIONS)
    rename(options, 'protocol', 'proto')
    const { label, mplsAction, proto } = options
    if (mplsAction === 'pop' && proto === undefined) throw new TypeError("'pop' needs 'protocol'")
    if (mplsAction === 'push' && label === undefined) throw new TypeError("'push' needs 'label'")
    // The kernel tells a protocol of every operation, and takes none of these two.
    if ((mplsAction === 'modify' || mplsAction === 'dec_ttl') && proto === 'mpls_uc') delete options['proto']
    fillIn(options)
  },
}

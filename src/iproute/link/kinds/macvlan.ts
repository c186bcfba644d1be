import { MacvlanFlags } from '../../../schema/link/kinds/macvlan.ts'
import { bit, type KindWords, same, type Word } from './words.ts'

/** The addresses of mode `source`: one more, one less, all others than these, none. */
type Macaddr = string | 'flush' | { readonly add: string } | { readonly del: string } | { readonly set: readonly string[] }

const macaddr: Word<Macaddr> = {
  put(draft, value, word) {
    if (value === 'flush') return draft.set('macaddrMode', 'flush', word)
    if (typeof value === 'string') return draft.set('macaddr', value, word)
    const { add, del, set } = value as { readonly add?: string; readonly del?: string; readonly set?: readonly string[] }
    const mode = add !== undefined ? 'add' : del !== undefined ? 'del' : set !== undefined ? 'set' : undefined
    if (mode === undefined) throw new TypeError(`link: ${word}: 'flush', { add }, { del } or { set } is wanted`)
    draft.set('macaddrMode', mode, word)
    if (mode === 'set') draft.set('macaddrData', set, word)
    else draft.set('macaddr', add ?? del, word)
  },
}

/** The words of `ip link ... type macvlan` and `macvtap` (ip/iplink_macvlan.c). */
export const macvlanKind = {
  words: {
    macaddr,
    nopromisc: bit('flags', MacvlanFlags, 'nopromisc'),
    nodst: bit('flags', MacvlanFlags, 'nodst'),
    bcqueuelen: same<number>('bcQueueLen'),
    bclim: same<number>('bcCutoff'),
  },
} as const satisfies KindWords

import { IpvlanFlags } from '../../../schema/link/kinds/ipvlan.ts'
import { bit, isOn, type KindWords, type Switch, type Word } from './words.ts'

/** The words of `ip link ... type ipvlan` and `ipvtap` (ip/iplink_ipvlan.c). */
export const ipvlanKind = {
  words: {
    private: bit('flags', IpvlanFlags, 'private'),
    vepa: bit('flags', IpvlanFlags, 'vepa'),
    /** Neither private nor vepa. */
    bridge: {
      put(draft, value, word) {
        if (isOn(value, word)) draft.bits('flags', IpvlanFlags, IpvlanFlags.bits(['private', 'vepa']), false)
      },
    } as Word<Switch>,
  },
} as const satisfies KindWords

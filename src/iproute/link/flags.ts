import { InterfaceFlags } from '../../schema/enums.ts'
import { type Fields, reading, take } from '../words/input.ts'

/** Words that set or clear one flag of the interface, as in `ip link set dev eth0 arp off`; `true` clears the inverted ones. */
export const SWITCHES: Readonly<Record<string, { readonly flag: number; readonly inverted?: boolean }>> = {
  arp: { flag: InterfaceFlags.constants.NOARP, inverted: true },
  trailers: { flag: InterfaceFlags.constants.NOTRAILERS, inverted: true },
  multicast: { flag: InterfaceFlags.constants.MULTICAST },
  allmulticast: { flag: InterfaceFlags.constants.ALLMULTI },
  promisc: { flag: InterfaceFlags.constants.PROMISC },
  dynamic: { flag: InterfaceFlags.constants.DYNAMIC },
}

/** `state: 'up'` is flags = 1, change = 1 (the page's shortcut), and so on for each word of one flag. */
export function flagsInto(own: Fields): void {
  const state = take(own, 'state')
  if (state !== undefined && state !== 'up' && state !== 'down')
    throw new TypeError(`link: state: 'up' or 'down' is wanted, not ${String(state)}`)
  let set = 0
  let mask = 0
  const put = (flag: number, on: boolean) => {
    mask |= flag
    if (on) set |= flag
  }
  if (state !== undefined) put(InterfaceFlags.constants.UP, state === 'up')
  for (const [word, { flag, inverted = false }] of Object.entries(SWITCHES)) {
    const on = take(own, word)
    if (on !== undefined) put(flag, Boolean(on) !== inverted)
  }
  if (mask === 0) return
  const bits = (key: string) => reading(key, () => InterfaceFlags.bits((own[key] ?? 0) as number))
  // Flags without a mask mean all flags (rtnl_dev_combine_flags): then the mask stays 0 and the words only add to them.
  if (own['flags'] !== undefined && bits('change') === 0) {
    own['flags'] = ((bits('flags') & ~mask) | set) >>> 0
    return
  }
  own['flags'] = ((bits('flags') & ~mask) | set) >>> 0
  own['change'] = (bits('change') | mask) >>> 0
}

import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Codec } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { shown, wrongType } from '../../../netlink/errors.ts'
import { expectSize, s32, u16be, u32, u64be } from '../../../netlink/scalars.ts'

/** How the checksum of the layer above is kept right (ILA_CSUM_*, linux/ila.h). */
export const IlaCsumMode = enumeration(
  'ILA_CSUM_',
  { adjust_transport: 0, neutral_map: 1, no_action: 2, neutral_map_auto: 3 },
  { 'adj-transport': 0, 'neutral-map': 1, 'no-action': 2, 'neutral-map-auto': 3 },
)
/** What the identifier is (ILA_ATYPE_*, linux/ila.h); `use_format`: its own first bits say it. */
export const IlaIdentType = enumeration(
  'ILA_ATYPE_',
  { iid: 0, luid: 1, virt_v4: 2, virt_uni_v6: 3, virt_multi_v6: 4, nonlocal_addr: 5, rsvd_1: 6, rsvd_2: 7, use_format: 32 },
  { 'use-format': 32 },
)
/** Where on its way a packet is translated (ILA_HOOK_*, linux/ila.h). */
export const IlaHookType = enumeration('ILA_HOOK_', { route_output: 0, route_input: 1 }, { output: 0, input: 1 })

const GROUP = /^[0-9a-f]{1,4}$/i

/** The upper half of an IPv6 address, as ip(8) writes it: `2001:db8:0:1`. */
const locator: Codec<string, string | bigint> = {
  type: 'u64be',
  size: 8,
  read(view, at, end) {
    expectSize(at, end, 8)
    return [0, 2, 4, 6].map((i) => view.getUint16(at + i).toString(16)).join(':')
  },
  write(out, value, scope) {
    if (typeof value === 'bigint') return u64be.write(out, value, scope)
    const groups = typeof value === 'string' ? value.split(':') : []
    if (groups.length !== 4 || !groups.every((group) => GROUP.test(group)))
      return wrongType(`half an IPv6 address ('2001:db8:0:1') is wanted, not ${shown(value)}`)
    for (const group of groups) u16be.write(out, Number.parseInt(group, 16), scope)
  },
}

/**
 * Translation of the locator, the upper half of the destination, to where an identifier is (identifier-locator
 * addressing; ILA_ATTR_*, linux/ila.h). Routes have `locator` and the modes; the others are those of ILA's own netlink
 * family.
 */
export class IlaEncap extends attributes('ILA_ATTR_', {
  locator: [1, locator],
  identifier: [2, u64be],
  locatorMatch: [3, locator],
  ifindex: [4, s32],
  dir: [5, u32],
  pad: [6, alignment],
  csumMode: [7, IlaCsumMode.u8],
  identType: [8, IlaIdentType.u8],
  hookType: [9, IlaHookType.u8],
}) {}

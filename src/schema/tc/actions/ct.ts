import { ipv4, ipv6 } from '../../../netlink/addresses.ts'
import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { string, u16, u16be, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { AddressFamily } from '../../enums.ts'
import { IpProtocol } from '../../route/enums.ts'
import { hexText } from '../hex.ts'
import { general, TcfT } from './common.ts'
import { type CtWords, readCt, writeCt } from './ct-words.ts'

/** What is done (TCA_CT_ACT_*, linux/tc_act/tc_ct.h). */
export const CtFlags = flagSet('TCA_CT_ACT_', {
  commit: 1 << 0,
  force: 1 << 1,
  clear: 1 << 2,
  nat: 1 << 3,
  nat_src: 1 << 4,
  nat_dst: 1 << 5,
})

/** TCA_CT_PARMS. */
export class TcCt extends struct('tc_ct', general) {}

/** Attributes of the action ct as they lie on the wire (TCA_CT_*). */
export class CtAttributes extends attributes('TCA_CT_', {
  parms: [1, TcCt],
  tm: [2, TcfT],
  ctAction: [3, CtFlags.u16, { uapi: 'TCA_CT_ACTION' }], // `action` is the verdict, as of all kinds
  zone: [4, u16], // of connection tracking
  mark: [5, u32],
  markMask: [6, u32],
  labels: [7, hexText(16)],
  labelsMask: [8, hexText(16)],
  natIpv4Min: [9, ipv4, { uapi: 'TCA_CT_NAT_IPV4_MIN' }],
  natIpv4Max: [10, ipv4, { uapi: 'TCA_CT_NAT_IPV4_MAX' }],
  natIpv6Min: [11, ipv6, { uapi: 'TCA_CT_NAT_IPV6_MIN' }],
  natIpv6Max: [12, ipv6, { uapi: 'TCA_CT_NAT_IPV6_MAX' }],
  natPortMin: [13, u16be],
  natPortMax: [14, u16be],
  pad: [15, alignment],
  helperName: [16, string],
  helperFamily: [17, AddressFamily.u8], // inet or inet6
  helperProto: [18, IpProtocol.u8],
}) {}

class CtOptions extends flat(CtAttributes, 'parms') {}
type Value = Omit<Decoded<typeof CtOptions>, 'mark'> & CtWords
type Input = Omit<Encodable<typeof CtOptions>, 'mark'> & CtWords

/** The action ct: sends a packet through connection tracking and, with `nat`, translates it (net/sched/act_ct.c, tc-ct(8)). */
export class CtAction extends view<typeof CtOptions, Value, Input>(CtOptions, {
  what: 'the action ct',
  words: ['commit', 'force', 'clear', 'nat', 'addr', 'port', 'mark', 'label', 'helper'],
  says: {
    ...{ markMask: 'mark', labels: 'label', labelsMask: 'label', helperName: 'helper', helperFamily: 'helper', helperProto: 'helper' },
    ...{ natIpv4Min: 'addr', natIpv4Max: 'addr', natIpv6Min: 'addr', natIpv6Max: 'addr', natPortMin: 'port', natPortMax: 'port' },
  },
  read: readCt,
  write: writeCt,
}) {}

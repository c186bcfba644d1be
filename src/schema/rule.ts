import { ipAddress } from '../netlink/addresses.ts'
import { alignment, attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { enumeration, flagSet } from '../netlink/enums.ts'
import { message } from '../netlink/payload.ts'
import { s32, string, u8, u16, u32, u32be, u64be } from '../netlink/scalars.ts'
import { pad, struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'
import { IpProtocol, RouteProtocol, RouteTable } from './route/enums.ts'

/** What a rule does with the packets it selects (linux/fib_rules.h). */
export const RuleAction = enumeration(
  'FR_ACT_',
  { unspec: 0, to_tbl: 1, goto: 2, nop: 3, res3: 4, res4: 5, blackhole: 6, unreachable: 7, prohibit: 8 },
  { lookup: 1, table: 1, unicast: 1 },
)
/** Actions of rules: `FR_ACT.TO_TBL`. */
export const FR_ACT = RuleAction.constants

/** Flags of a rule (linux/fib_rules.h): `invert` selects what does not match; `iif_detached`: no link has the name. */
export const RuleFlags = flagSet(
  'FIB_RULE_',
  { permanent: 1, invert: 2, unresolved: 4, iif_detached: 8, oif_detached: 16, find_saddr: 0x10000 },
  { not: 2, dev_detached: 8 },
)
/** Flags of rules: `FIB_RULE.INVERT`. */
export const FIB_RULE = RuleFlags.constants

/** The header of a rule's message (linux/fib_rules.h). */
export class FibRuleHdr extends struct('fib_rule_hdr', {
  family: AddressFamily.u8,
  dstLen: u8, // bits of FRA_DST that count
  srcLen: u8,
  tos: u8,
  table: RouteTable.u8, // FRA_TABLE for numbers above 255
  res: pad(2),
  action: RuleAction.u8,
  flags: RuleFlags.u32,
}) {}

/** FRA_UID_RANGE, both ends included (linux/fib_rules.h). */
export class FibRuleUidRange extends struct('fib_rule_uid_range', { start: u32, end: u32 }) {}

/** FRA_SPORT_RANGE and FRA_DPORT_RANGE, both ends included (linux/fib_rules.h). */
export class FibRulePortRange extends struct('fib_rule_port_range', { start: u16, end: u16 }) {}

/**
 * The attributes of a rule (linux/fib_rules.h). The ports and uids of ranges are in the machine's order; a mask of a port
 * wants a range of one port.
 */
export class RuleAttributes extends attributes('FRA_', {
  dst: [1, ipAddress],
  src: [2, ipAddress],
  iifname: [3, string],
  goto: [4, u32], // the priority of another rule
  priority: [6, u32],
  fwmark: [10, u32],
  flow: [11, u32], // realms: from << 16 | to
  tunId: [12, u64be],
  suppressIfgroup: [13, s32], // -1: not; the kernel's header has it unsigned and its code signed, as the next
  suppressPrefixlen: [14, s32], // -1: not; the kernel always sends it
  table: [15, RouteTable.u32],
  fwmask: [16, u32],
  oifname: [17, string],
  pad: [18, alignment],
  l3mdev: [19, u8], // 1: the table of the vrf that iif or oif belongs to
  uidRange: [20, FibRuleUidRange],
  protocol: [21, RouteProtocol.u8],
  ipProto: [22, IpProtocol.u8],
  sportRange: [23, FibRulePortRange],
  dportRange: [24, FibRulePortRange],
  dscp: [25, u8], // 0 .. 63
  flowlabel: [26, u32be], // IPv6 only, 20 bits
  flowlabelMask: [27, u32be],
  sportMask: [28, u16],
  dportMask: [29, u16],
  dscpMask: [30, u8],
}) {}

/** Rules of policy routing: struct fib_rule_hdr and FRA_* (linux/fib_rules.h). */
export class RuleMessage extends message({ RTM_NEWRULE: 32, RTM_DELRULE: 33, RTM_GETRULE: 34 }, FibRuleHdr, RuleAttributes, {
  overlaps: { table: (number) => (number > 255 ? 252 : number) },
}) {}
/** A rule as it can be written. */
export interface RuleMessageInput extends Encodable<typeof RuleMessage> {}

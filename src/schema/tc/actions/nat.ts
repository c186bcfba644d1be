import { ipv4 } from '../../../netlink/addresses.ts'
import { alignment, attributes } from '../../../netlink/attributes.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { flat } from '../../../netlink/flat.ts'
import { struct } from '../../../netlink/struct.ts'
import { general, TcfT } from './common.ts'

/** Without `egress` destinations are translated, with it sources (linux/tc_act/tc_nat.h). */
export const NatFlags = flagSet('TCA_NAT_FLAG_', { egress: 1 })

/** TCA_NAT_PARMS (linux/tc_act/tc_nat.h). */
export class TcNat extends struct('tc_nat', {
  ...general,
  oldAddr: ipv4, // to be replaced, as far as the mask reaches
  newAddr: ipv4,
  mask: ipv4, // bits that are compared and replaced: 255.255.255.0
  flags: NatFlags.u32,
}) {}

/** TCA_NAT_* (linux/tc_act/tc_nat.h). */
export class NatAttributes extends attributes('TCA_NAT_', {
  parms: [1, TcNat],
  tm: [2, TcfT],
  pad: [3, alignment],
}) {}

/** Stateless translation of IPv4 addresses (net/sched/act_nat.c, tc-nat(8)). */
export class NatAction extends flat(NatAttributes, 'parms') {}

import { alignment, attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { flat } from '../../../netlink/flat.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { general, TcfT } from './common.ts'

/** Where a packet, or a copy of it, goes: out of the device, or in as if it had come from there (linux/tc_act/tc_mirred.h). */
export const MirredEaction = enumeration(
  'TCA_',
  { egress_redir: 1, egress_mirror: 2, ingress_redir: 3, ingress_mirror: 4 },
  { egress_redirect: 1, ingress_redirect: 3 },
)

/** TCA_MIRRED_PARMS (linux/tc_act/tc_mirred.h). */
export class TcMirred extends struct('tc_mirred', {
  ...general,
  eaction: MirredEaction.s32,
  ifindex: u32, // 0 where the block is given
}) {}

/** TCA_MIRRED_* (linux/tc_act/tc_mirred.h). */
export class MirredAttributes extends attributes('TCA_MIRRED_', {
  tm: [1, TcfT],
  parms: [2, TcMirred],
  pad: [3, alignment],
  blockid: [4, u32], // all links of a block of filters, in place of one link
}) {}

/** Redirects packets to another device, or sends it copies (net/sched/act_mirred.c, tc-mirred(8)). */
export class MirredAction extends flat(MirredAttributes, 'parms') {}

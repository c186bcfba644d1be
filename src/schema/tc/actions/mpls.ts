import { alignment, attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { flat } from '../../../netlink/flat.ts'
import { u8, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { EthernetProtocol } from '../../enums.ts'
import { general, TcfT } from './common.ts'

/** What is done to the labels (TCA_MPLS_ACT_*, linux/tc_act/tc_mpls.h). */
export const MplsOperation = enumeration('TCA_MPLS_ACT_', { pop: 1, push: 2, modify: 3, dec_ttl: 4, mac_push: 5 })

/** TCA_MPLS_PARMS. */
export class TcMpls extends struct('tc_mpls', { ...general, mplsAction: MplsOperation.s32 }, { members: { mplsAction: 'm_action' } }) {}

/** Attributes of the action mpls as they lie on the wire (TCA_MPLS_*). */
export class MplsAttributes extends attributes('TCA_MPLS_', {
  tm: [1, TcfT],
  parms: [2, TcMpls],
  pad: [3, alignment],
  proto: [4, EthernetProtocol.u16be], // of the pushed header: mpls_uc or mpls_mc; behind `pop`, of what is uncovered
  label: [5, u32], // 20 bits
  tc: [6, u8], // traffic class, 3 bits
  ttl: [7, u8], // not 0
  bos: [8, u8], // 1: the bottom of the stack
}) {}

/** The action mpls: pushes, pops and changes MPLS labels (net/sched/act_mpls.c, tc-mpls(8)). */
export class MplsAction extends flat(MplsAttributes, 'parms') {}

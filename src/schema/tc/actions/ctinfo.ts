import { alignment, attributes } from '../../../netlink/attributes.ts'
import { flat } from '../../../netlink/flat.ts'
import { u16, u32, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { general, TcfT } from './common.ts'

/** TCA_CTINFO_ACT (linux/tc_act/tc_ctinfo.h). */
export class TcCtinfo extends struct('tc_ctinfo', general) {}

/** Attributes of the action ctinfo as they lie on the wire (TCA_CTINFO_*). */
export class CtinfoAttributes extends attributes('TCA_CTINFO_', {
  pad: [1, alignment],
  tm: [2, TcfT],
  act: [3, TcCtinfo],
  zone: [4, u16], // of connection tracking
  parmsDscpMask: [5, u32], // six bits in a row of the connection's mark: the DSCP
  parmsDscpStatemask: [6, u32], // the DSCP is restored only if one of these bits is set too; 0: always
  parmsCpmarkMask: [7, u32], // bits of the connection's mark that the packet's mark gets
  statsDscpSet: [8, u64], // told only: packets whose DSCP was set
  statsDscpError: [9, u64], // and could not be set
  statsCpmarkSet: [10, u64], // packets that got a mark
}) {}

/** The action ctinfo: restores a packet's DSCP or mark out of its connection's mark (net/sched/act_ctinfo.c). */
export class CtinfoAction extends flat(CtinfoAttributes, 'act') {}

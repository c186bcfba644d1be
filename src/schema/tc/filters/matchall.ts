import { alignment, attributes } from '../../../netlink/attributes.ts'
import { u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { Actions } from '../actions/action.ts'
import { classid } from '../classid.ts'
import { ClassifierFlags } from './flags.ts'

/** How many packets came by (linux/pkt_cls.h). */
export class MatchallCount extends struct('tc_matchall_pcnt', { rhit: u64 }) {}

/** The filter matchall: every packet (TCA_MATCHALL_*, net/sched/cls_matchall.c). */
export class MatchallFilter extends attributes('TCA_MATCHALL_', {
  classid: [1, classid],
  actions: [2, Actions, { uapi: 'TCA_MATCHALL_ACT' }],
  flags: [3, ClassifierFlags.u32],
  pcnt: [4, MatchallCount],
  pad: [5, alignment],
}) {}

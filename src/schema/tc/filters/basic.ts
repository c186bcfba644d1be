import { alignment, attributes } from '../../../netlink/attributes.ts'
import { u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { Actions } from '../actions/action.ts'
import { PoliceAction } from '../actions/police.ts'
import { classid } from '../classid.ts'
import { EmatchTree } from '../ematches/tree.ts'

/** How often the filter was asked and how often it matched (linux/pkt_cls.h). */
export class BasicPcnt extends struct('tc_basic_pcnt', { rcnt: u64, rhit: u64 }) {}

/** `basic`: an expression of ematches (TCA_BASIC_*, linux/pkt_cls.h, tc-basic(8)). */
export class BasicFilter extends attributes('TCA_BASIC_', {
  classid: [1, classid],
  ematches: [2, EmatchTree],
  actions: [3, Actions, { uapi: 'TCA_BASIC_ACT' }],
  police: [4, PoliceAction], // from before there were actions
  pcnt: [5, BasicPcnt],
  pad: [6, alignment],
}) {}

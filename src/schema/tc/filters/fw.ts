import { attributes } from '../../../netlink/attributes.ts'
import { string, u32 } from '../../../netlink/scalars.ts'
import { Actions } from '../actions/action.ts'
import { PoliceAction } from '../actions/police.ts'
import { classid } from '../classid.ts'

/** The filter fw: packets by the mark that a firewall gave them, which is the filter's handle (TCA_FW_*, net/sched/cls_fw.c). */
export class FwFilter extends attributes('TCA_FW_', {
  classid: [1, classid],
  police: [2, PoliceAction],
  indev: [3, string], // only what came in by this link
  actions: [4, Actions, { uapi: 'TCA_FW_ACT' }],
  mask: [5, u32], // the bits of the mark that are compared; of all filters of one priority the same
}) {}

import { attributes } from '../../../netlink/attributes.ts'
import { Actions } from '../actions/action.ts'
import { PoliceAction } from '../actions/police.ts'
import { EmatchTree } from '../ematches/tree.ts'

/** The filter cgroup: packets of the classid that their sender's control group has (TCA_CGROUP_*, net/sched/cls_cgroup.c). */
export class CgroupFilter extends attributes('TCA_CGROUP_', {
  actions: [1, Actions, { uapi: 'TCA_CGROUP_ACT' }],
  police: [2, PoliceAction],
  ematches: [3, EmatchTree],
}) {}

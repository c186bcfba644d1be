import { attributes } from '../../../netlink/attributes.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { Actions } from '../actions/action.ts'
import { PoliceAction } from '../actions/police.ts'
import { classid } from '../classid.ts'

/** The filter route: packets by the realms of their route (TCA_ROUTE4_*, net/sched/cls_route.c). */
export class RouteFilter extends attributes('TCA_ROUTE4_', {
  classid: [1, classid],
  to: [2, u32], // realm of the destination, 0 .. 255
  from: [3, u32], // realm of the source, 0 .. 255
  iif: [4, u32], // index of the link it came in by, below 0x8000; not beside `from`
  police: [5, PoliceAction],
  actions: [6, Actions, { uapi: 'TCA_ROUTE4_ACT' }],
}) {}

import { attributes } from '../../../netlink/attributes.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { size32 } from '../units.ts'
import { NoOptions } from './none.ts'

/** Options of `drr`, deficit round robin (tc-drr(8), net/sched/sch_drr.c): none, its classes have them. */
export const DrrOptions = NoOptions

/** Options of a class of `drr` (TCA_DRR_*, linux/pkt_sched.h). */
export class DrrClassOptions extends attributes('TCA_DRR_', {
  quantum: [1, size32], // bytes a class may send in its turn; the link's MTU where nothing is said
}) {}

/** What a class counts (struct tc_drr_stats). */
export class DrrXstats extends struct('tc_drr_stats', {
  deficit: u32, // bytes left of its turn
}) {}

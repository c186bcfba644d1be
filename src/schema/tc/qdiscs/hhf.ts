import { attributes } from '../../../netlink/attributes.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { microseconds32, size32 } from '../units.ts'

/** Options of `hhf`, the heavy-hitter filter (linux/pkt_sched.h, net/sched/sch_hhf.c, tc-hhf(8)). Times in microseconds. */
export class HhfOptions extends attributes('TCA_HHF_', {
  backlogLimit: [1, u32], // packets; tc's `limit`
  quantum: [2, size32], // bytes of the heavy flows in one round; the light ones get nonHhWeight times as many
  hhFlowsLimit: [3, u32], // heavy flows that are remembered; tc's `hh_limit`
  resetTimeout: [4, microseconds32], // after it the counters begin anew
  admitBytes: [5, size32], // a flow that sends as much between two resets is a heavy one
  evictTimeout: [6, microseconds32], // idle time after which a heavy flow is forgotten
  nonHhWeight: [7, u32],
}) {}

/** What `hhf` counts (struct tc_hhf_xstats). */
export class HhfXstats extends struct('tc_hhf_xstats', {
  dropOverlimit: u32, // times that the queue was full
  hhOverlimit: u32, // times that the table of heavy flows was full
  hhTotCount: u32, // heavy flows found so far
  hhCurCount: u32, // heavy flows now
}) {}

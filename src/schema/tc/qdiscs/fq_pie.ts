import { attributes } from '../../../netlink/attributes.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { microseconds32, size32 } from '../units.ts'

/** Options of `fq_pie`, a pie for each flow (linux/pkt_sched.h, net/sched/sch_fq_pie.c, tc-fq_pie(8)). Times in microseconds. */
export class FqPieOptions extends attributes('TCA_FQ_PIE_', {
  limit: [1, u32], // packets of all flows
  flows: [2, u32], // buckets of the hash; only when it is made
  target: [3, microseconds32],
  tupdate: [4, microseconds32],
  alpha: [5, u32], // in sixteenths, 0 .. 32
  beta: [6, u32], // in sixteenths, 0 .. 32
  quantum: [7, size32], // bytes of a flow in one round
  memoryLimit: [8, size32],
  ecnProb: [9, u32], // percent: packets are marked while the probability is below it, and dropped above
  ecn: [10, u32], // 1: mark packets
  bytemode: [11, u32],
  dqRateEstimator: [12, u32],
}) {}

/** What `fq_pie` counts (struct tc_fq_pie_xstats). */
export class FqPieXstats extends struct('tc_fq_pie_xstats', {
  packetsIn: u32,
  dropped: u32, // by the probability
  overlimit: u32, // for want of room
  overmemory: u32, // for want of memory
  ecnMark: u32,
  newFlowCount: u32, // how often a packet began a flow
  newFlowsLen: u32, // flows in the list of new ones, now
  oldFlowsLen: u32,
  memoryUsage: u32, // bytes
}) {}

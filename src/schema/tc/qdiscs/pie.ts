import { attributes } from '../../../netlink/attributes.ts'
import { u32, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { microseconds32 } from '../units.ts'

/** Options of `pie`, which drops by a probability (linux/pkt_sched.h, net/sched/sch_pie.c, tc-pie(8)). Times in microseconds. */
export class PieOptions extends attributes('TCA_PIE_', {
  target: [1, microseconds32], // the delay it strives for
  limit: [2, u32], // packets
  tupdate: [3, microseconds32], // how often the probability is reckoned anew
  alpha: [4, u32], // in sixteenths, 0 .. 32: the weight of the distance from the target
  beta: [5, u32], // in sixteenths, 0 .. 32: the weight of the delay's change
  ecn: [6, u32], // 1: mark packets instead of dropping them while the probability is below 10 %
  bytemode: [7, u32], // 1: longer packets are likelier to be dropped
  dqRateEstimator: [8, u32], // 1: reckon the delay by the rate of dequeuing, 0: by the packets' timestamps
}) {}

/** What `pie` counts (struct tc_pie_xstats). */
export class PieXstats extends struct('tc_pie_xstats', {
  prob: u64, // of 2^64 - 1
  delay: u32, // us
  avgDqRate: u32, // bytes/s
  dqRateEstimating: u32, // 1 where avgDqRate means something
  packetsIn: u32,
  dropped: u32, // by the probability
  overlimit: u32, // for want of room
  maxq: u32, // the most packets that ever waited
  ecnMark: u32,
}) {}

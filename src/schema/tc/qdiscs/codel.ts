import { attributes } from '../../../netlink/attributes.ts'
import { s32, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { microseconds32 } from '../units.ts'

/** Options of `codel`, controlled delay (linux/pkt_sched.h, net/sched/sch_codel.c, tc-codel(8)). Times in microseconds. */
export class CodelOptions extends attributes('TCA_CODEL_', {
  target: [1, microseconds32], // the delay that is put up with; 5 ms where nothing is said
  limit: [2, u32], // packets
  interval: [3, microseconds32], // about the longest round trip; 100 ms where nothing is said
  ecn: [4, u32], // 1: mark packets instead of dropping them, where they can be marked
  ceThreshold: [5, microseconds32], // delay from which all packets that can are marked; absent: none is for this
}) {}

/** What `codel` counts (struct tc_codel_xstats). Times in microseconds. */
export class CodelXstats extends struct(
  'tc_codel_xstats',
  {
    maxpacket: u32, // bytes
    count: u32, // drops since it last began to drop
    lastcount: u32,
    ldelay: u32, // of the packet sent last
    dropNext: s32, // from now; negative: overdue
    dropOverlimit: u32, // packets that found the queue full
    ecnMark: u32,
    dropping: u32, // 1 while it drops
    ceMark: u32, // since Linux 4.2
  },
  { minimum: 32 },
) {}

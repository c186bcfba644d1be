import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Codec } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { s32, u8, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { microseconds32, percentOf, type Quantity, size32 } from '../units.ts'

/** What happens when the queue is too long for the probabilities to help (linux/pkt_sched.h). */
export const Dualpi2DropOverload = enumeration('TC_DUALPI2_DROP_OVERLOAD_', { overflow: 0, drop: 1 }, { drop_on_overload: 1 })
/** Whether classic packets are dropped as they come or as they go (linux/pkt_sched.h). */
export const Dualpi2DropEarly = enumeration('TC_DUALPI2_DROP_EARLY_', { drop_dequeue: 0, drop_enqueue: 1 })
/** Packets of which ECN codepoints go into the queue of low latency (linux/pkt_sched.h). */
export const Dualpi2EcnMask = enumeration('TC_DUALPI2_ECN_MASK_', { l4s_ect: 1, cla_ect: 2, any_ect: 3 })
/** What becomes of packets that GSO joined (linux/pkt_sched.h). */
export const Dualpi2SplitGso = enumeration('TC_DUALPI2_SPLIT_GSO_', { no_split_gso: 0, split_gso: 1 })

/** Hertz, in 256ths on the wire; what is finer is cut off, as by tc(8). */
const hertz: Codec<number, number | string> = {
  type: 'u32',
  size: 4,
  read: (view, at, end, scope) => u32.read(view, at, end, scope) / 256,
  write(out, value, scope) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (typeof number !== 'number' || Number.isNaN(number)) return wrongType(`a number of Hz (0.16) is wanted, not ${shown(value)}`)
    const wire = Math.floor(number * 256)
    if (wire < 0 || wire > 0xffffffff) outOfRange(`${shown(value)} is not within 0 .. ${0xffffffff / 256} Hz`)
    u32.write(out, wire, scope)
  },
}
/** Whole percent in one byte; `'10%'` as input. */
const percent8: Codec<number, Quantity> = {
  type: 'u8',
  size: 1,
  read: u8.read,
  // A byte that is no percentage may still be written back as it was read.
  write: (out, value, scope) => u8.write(out, typeof value === 'number' ? value : Math.round(percentOf(value)), scope),
}

/**
 * Options of `dualpi2`, a queue of low latency coupled with a classic one (RFC 9332): linux/pkt_sched.h,
 * net/sched/sch_dualpi2.c of Linux 6.17, tc-dualpi2(8). Times in microseconds.
 */
export class Dualpi2Options extends attributes('TCA_DUALPI2_', {
  limit: [1, u32], // packets of both queues
  memoryLimit: [2, size32],
  target: [3, microseconds32], // the classic queue's delay that is striven for
  tupdate: [4, microseconds32], // how often the probability is reckoned anew
  alpha: [5, hertz], // the weight of the distance from the target
  beta: [6, hertz], // the weight of the delay's change
  stepThreshPkts: [7, u32], // packets from which those of low latency are marked, or ...
  stepThreshUs: [8, microseconds32], // ... delay from which they are; the kernel takes one of the two
  minQlenStep: [9, u32], // no such marks in a queue that is not longer
  coupling: [10, u8], // how much likelier packets of low latency are marked than classic ones are dropped
  dropOverload: [11, Dualpi2DropOverload.u8],
  dropEarly: [12, Dualpi2DropEarly.u8],
  cProtection: [13, percent8], // the classic queue's share of the rate, percent
  ecnMask: [14, Dualpi2EcnMask.u8],
  splitGso: [15, Dualpi2SplitGso.u8],
  pad: [16, alignment],
}) {}

/** What `dualpi2` counts (struct tc_dualpi2_xstats). */
export class Dualpi2Xstats extends struct('tc_dualpi2_xstats', {
  prob: u32, // of 2^32 - 1
  delayC: u32, // us, of the classic queue
  delayL: u32, // us, of the queue of low latency
  packetsInC: u32,
  packetsInL: u32,
  maxq: u32, // the most packets that ever waited
  ecnMark: u32,
  stepMarks: u32, // of ecnMark those by the step
  credit: s32, // above 0: the classic queue's turn
  memoryUsed: u32, // bytes
  maxMemoryUsed: u32,
  memoryLimit: u32,
}) {}

import { attributes } from '../../../netlink/attributes.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { size32 } from '../units.ts'
import { NoOptions } from './none.ts'

/** Options of `qfq`, quick fair queueing (tc-qfq(8), net/sched/sch_qfq.c): none, its classes have them. */
export const QfqOptions = NoOptions

/** Options of a class of `qfq` (TCA_QFQ_*, linux/pkt_sched.h). */
export class QfqClassOptions extends attributes('TCA_QFQ_', {
  weight: [1, u32], // share of the link against other classes, 1 .. 1023; 1 where nothing is said
  lmax: [2, size32], // bytes of the greatest packet, 512 .. 65536; the link's MTU where nothing is said
}) {}

/** What the kernel made of a class's options (struct tc_qfq_stats). */
export class QfqXstats extends struct('tc_qfq_stats', {
  weight: u32,
  lmax: u32, // bytes
}) {}

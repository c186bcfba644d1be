import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** A queue for each priority of packets; when it is full, the least of them is dropped (net/sched/sch_skbprio.c). */
export class SkbprioOptions extends struct('tc_skbprio_qopt', {
  limit: u32, // packets waiting
}) {}

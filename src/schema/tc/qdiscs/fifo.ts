import { struct } from '../../../netlink/struct.ts'
import { size32 } from '../units.ts'

/** Of pfifo, pfifo_head_drop and bfifo: one queue (net/sched/sch_fifo.c). */
export class FifoOptions extends struct('tc_fifo_qopt', {
  limit: size32, // packets waiting; bytes with bfifo. By default what the link's queue length is
}) {}

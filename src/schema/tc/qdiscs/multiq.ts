import { u16 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** A band for each queue of the device (net/sched/sch_multiq.c); the kernel counts them itself. */
export class MultiqOptions extends struct('tc_multiq_qopt', {
  bands: u16, // one for each queue that the device uses
  maxBands: u16, // one for each queue that it has
}) {}

import { attributes } from '../../../netlink/attributes.ts'
import { headed } from '../../../netlink/flat.ts'
import { s32, u8 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { fixedArray } from '../arrays.ts'
import { NoOptions } from './none.ts'

/** The bands, and which of them a packet goes to. */
export class TcPrioQopt extends struct('tc_prio_qopt', {
  bands: s32, // from 2 to 16
  priomap: fixedArray(u8, 16), // a band for each TC_PRIO_* of packets
}) {}

/** What tc writes behind the struct, always empty: a nest of options that kernels had before 2.6.27. */
class PrioNest extends attributes('TCA_', { compat: [2, NoOptions, { uapi: 'TCA_OPTIONS' }] }, { name: 'TCA_OPTIONS of prio' }) {}

/** Of prio and pfifo_fast: bands, the first of which that has packets is served (net/sched/sch_prio.c). */
export class PrioOptions extends headed(TcPrioQopt, PrioNest) {}

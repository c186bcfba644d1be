import { attributes } from '../../../netlink/attributes.ts'
import { listOf, nested } from '../../../netlink/containers.ts'
import { u8 } from '../../../netlink/scalars.ts'
import { size32 } from '../units.ts'

/** Enhanced transmission selection of IEEE 802.1Qaz: strict bands, then bands that share (net/sched/sch_ets.c). */
export class EtsOptions extends attributes('TCA_ETS_', {
  bands: [1, u8, { uapi: 'TCA_ETS_NBANDS' }], // 16 at most
  strict: [2, u8, { uapi: 'TCA_ETS_NSTRICT' }], // of these, the first ones, each served before the next
  quanta: [3, nested(listOf(4, size32))], // bytes that the other bands send in their turn; by default the link's MTU
  quantaBand: [4, size32], // only within quanta
  priomap: [5, nested(listOf(6, u8))], // a band for each TC_PRIO_* of packets
  priomapBand: [6, u8], // only within priomap
}) {}

/** One band. */
export class EtsClassOptions extends attributes(
  'TCA_ETS_',
  { quantum: [4, size32, { uapi: 'TCA_ETS_QUANTA_BAND' }] }, // bytes in its turn; strict bands have none
  { name: 'TCA_ETS_ of classes' },
) {}

import { attributes } from '../../netlink/attributes.ts'
import { bytes } from '../../netlink/scalars.ts'

/** TCA_STAB: how the sizes of packets are reckoned (linux/pkt_sched.h). */
export class SizeTable extends attributes('TCA_STAB_', { base: [1, bytes], data: [2, bytes] }) {}

import { attributes } from '../../netlink/attributes.ts'
import { arrayOf } from '../../netlink/containers.ts'
import { enumeration } from '../../netlink/enums.ts'
import { s16, s32, u8, u16, u32 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'

/** How a link frames packets, hence what they weigh (linux/pkt_sched.h); `adsl` is another word for `atm`. */
export const LinkLayer = enumeration('TC_LINKLAYER_', { unaware: 0, ethernet: 1, atm: 2 }, { adsl: 2 })

/** The parameters of a size table: the place of a packet of `size` bytes is (size + overhead + cellAlign) >> cellLog. */
export class SizeSpec extends struct('tc_sizespec', {
  cellLog: u8, // as a power of two, the sizes that share a place
  sizeLog: u8, // as a power of two, what the table's values count: bytes << sizeLog
  cellAlign: s16,
  overhead: s32, // bytes added to each packet; may be negative
  linklayer: LinkLayer.u32,
  mpu: u32, // bytes; no packet counts for less
  mtu: u32, // bytes; the greatest size the table has a place for
  tsize: u32, // places of the table
}) {}

/** TCA_STAB: how the sizes of packets are reckoned (linux/pkt_sched.h). The kernel shows only its parameters. */
export class SizeTable extends attributes('TCA_STAB_', {
  base: [1, SizeSpec],
  data: [2, arrayOf(u16)], // what packets of each place weigh, >> sizeLog
}) {}

import { attributes } from '../../netlink/attributes.ts'
import { arrayOf } from '../../netlink/containers.ts'
import { flat } from '../../netlink/flat.ts'
import { s16, s32, u8, u16, u32 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'
import { LinkLayer } from './ratespec.ts'

/** What the size table was made of (struct tc_sizespec, linux/pkt_sched.h). Sizes in bytes. */
export class SizeSpec extends struct('tc_sizespec', {
  cellLog: u8, // entries are 2^cellLog bytes apart
  sizeLog: u8, // entries count 2^sizeLog bytes each
  cellAlign: s16, // -1 where entry n is for (n + 1) << cellLog bytes
  overhead: s32, // added to each packet; may be negative
  linklayer: LinkLayer.u32,
  mpu: u32, // no packet counts for less
  mtu: u32, // the greatest packet the table was made for
  tsize: u32, // entries
}) {}

/** TCA_STAB_*. */
export class SizeTableAttributes extends attributes('TCA_STAB_', {
  base: [1, SizeSpec],
  data: [2, arrayOf(u16)], // size on the line for each size; requests alone have it
}) {}

/** TCA_STAB: how the sizes of packets are reckoned before any queueing discipline sees them (tc-stab(8)). */
export class SizeTable extends flat(SizeTableAttributes, 'base') {}

import { s32, u32be } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** `u32`: 32 bits of the packet under a mask (struct tc_u32_key, linux/pkt_cls.h). */
export class U32Ematch extends struct(
  'tc_u32_key',
  {
    mask: u32be,
    val: u32be,
    off: s32, // bytes from the beginning of the network layer, a multiple of 4
    offmask: s32, // -1: from the beginning of what follows the IP header (`nexthdr+`)
  },
  { variant: 'ematch' },
) {}

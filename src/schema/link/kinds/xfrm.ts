import { attributes } from '../../../netlink/attributes.ts'
import { flag, u32 } from '../../../netlink/scalars.ts'

/** Data of an `xfrm` interface, one end of IPsec (linux/if_link.h). */
export class XfrmData extends attributes('IFLA_XFRM_', {
  link: [1, u32], // the device below
  ifId: [2, u32], // which policies and states are its own
  collectMetadata: [3, flag],
}) {}

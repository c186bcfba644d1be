import { attributes } from '../../../netlink/attributes.ts'
import { u32 } from '../../../netlink/scalars.ts'

/** What an xfrm interface of many (`external`) finds its policies and states by (LWT_XFRM_*, linux/lwtunnel.h). */
export class XfrmEncap extends attributes('LWT_XFRM_', {
  ifId: [1, u32],
  link: [2, u32], // index of the link below
}) {}

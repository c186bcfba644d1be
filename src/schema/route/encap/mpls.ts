import { mplsLabels } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { u8 } from '../../../netlink/scalars.ts'

/** Labels before the packet (MPLS_IPTUNNEL_*, linux/mpls_iptunnel.h). */
export class MplsEncap extends attributes('MPLS_IPTUNNEL_', {
  dst: [1, mplsLabels], // the stack, outermost label first
  ttl: [2, u8], // in the labels; without it that of the packet, or net.mpls.default_ttl
}) {}

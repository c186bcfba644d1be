import { nestedRequest } from '../../netlink/containers.ts'
import { enumeration } from '../../netlink/enums.ts'
import { bytes } from '../../netlink/scalars.ts'

/** How packets of a route are wrapped: lightweight tunnels (linux/lwtunnel.h). */
export const EncapType = enumeration(
  'LWTUNNEL_ENCAP_',
  { none: 0, mpls: 1, ip: 2, ila: 3, ip6: 4, seg6: 5, bpf: 6, seg6_local: 7, rpl: 8, ioam6: 9, xfrm: 10 },
  { seg6local: 7 },
)

// iproute2 sends RTA_ENCAP with NLA_F_NESTED; the kernel answers without.
const opaque = nestedRequest(bytes)

/** The layout of RTA_ENCAP for each type of encapsulation. */
export const encaps = {
  ...{ mpls: opaque, ip: opaque, ila: opaque, ip6: opaque, seg6: opaque, bpf: opaque, seg6_local: opaque, rpl: opaque },
  ...{ ioam6: opaque, xfrm: opaque },
}

import { nestedRequest } from '../../netlink/containers.ts'
import { enumeration } from '../../netlink/enums.ts'
import { BpfEncap } from './encap/bpf.ts'
import { IlaEncap } from './encap/ila.ts'
import { Ioam6Encap } from './encap/ioam6.ts'
import { IpEncap } from './encap/ip.ts'
import { Ip6Encap } from './encap/ip6.ts'
import { MplsEncap } from './encap/mpls.ts'
import { RplEncap } from './encap/rpl.ts'
import { Seg6Encap } from './encap/seg6.ts'
import { Seg6LocalEncap } from './encap/seg6local.ts'
import { XfrmEncap } from './encap/xfrm.ts'

/** How packets of a route are wrapped: lightweight tunnels (linux/lwtunnel.h). */
export const EncapType = enumeration(
  'LWTUNNEL_ENCAP_',
  { none: 0, mpls: 1, ip: 2, ila: 3, ip6: 4, seg6: 5, bpf: 6, seg6_local: 7, rpl: 8, ioam6: 9, xfrm: 10 },
  { seg6local: 7 },
)

/** The layout of RTA_ENCAP for each type of encapsulation. iproute2 sends it with NLA_F_NESTED; the kernel answers without. */
export const encaps = {
  mpls: nestedRequest(MplsEncap),
  ip: nestedRequest(IpEncap),
  ila: nestedRequest(IlaEncap),
  ip6: nestedRequest(Ip6Encap),
  seg6: nestedRequest(Seg6Encap),
  bpf: nestedRequest(BpfEncap),
  seg6_local: nestedRequest(Seg6LocalEncap),
  rpl: nestedRequest(RplEncap),
  ioam6: nestedRequest(Ioam6Encap),
  xfrm: nestedRequest(XfrmEncap),
}

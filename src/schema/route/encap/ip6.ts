import { ipv6 } from '../../../netlink/addresses.ts'
import { alignment, attributes } from '../../../netlink/attributes.ts'
import { nestedRequest } from '../../../netlink/containers.ts'
import { u8, u64be } from '../../../netlink/scalars.ts'
import { LwtTunnelFlags, LwtTunnelOptions } from './tunnel.ts'

/** What a tunnel without addresses of its own (`external`) puts into its IPv6 header (LWTUNNEL_IP6_*, linux/lwtunnel.h). */
export class Ip6Encap extends attributes('LWTUNNEL_IP6_', {
  id: [1, u64be], // the VNI of vxlan and geneve, the key of gre
  dst: [2, ipv6],
  src: [3, ipv6],
  hoplimit: [4, u8],
  tc: [5, u8],
  flags: [6, LwtTunnelFlags.u16be],
  pad: [7, alignment],
  opts: [8, nestedRequest(LwtTunnelOptions)],
}) {}

import { attributes } from '../../../netlink/attributes.ts'
import { flag, u16, u16be } from '../../../netlink/scalars.ts'

/** Data of a `bareudp`, packets of one protocol in UDP (linux/if_link.h, drivers/net/bareudp.c). */
export class BareudpData extends attributes('IFLA_BAREUDP_', {
  port: [1, u16be],
  ethertype: [2, u16be], // ETH_P_*: 0x0800, 0x86dd, 0x8847
  srcportMin: [3, u16],
  multiprotoMode: [4, flag], // IPv6 beside IPv4, multicast beside unicast MPLS
}) {}

import { ipv4, ipv6 } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { u8, u16, u32, u32be } from '../../../netlink/scalars.ts'
import { IpProtocol } from '../../route/enums.ts'
import { encapsulation } from './tunnel.ts'

/** Switches of a tunnel over IPv6 (linux/ip6_tunnel.h). */
export const Ip6TunnelFlags = flagSet('IP6_TNL_F_', {
  ...{ ign_encap_limit: 1, use_orig_tclass: 2, use_orig_flowlabel: 4, mip6_dev: 8, rcv_dscp_copy: 0x10, use_orig_fwmark: 0x20 },
  allow_local_remote: 0x40,
})
/** Switches of a `sit` (linux/if_tunnel.h): an ISATAP router. */
export const SitFlags = flagSet('SIT_', { isatap: 1 })

const after = { ...encapsulation([15, 16, 17, 18, 19]), fwmark: [20, u32] } as const
const sixRd = {
  '6rdPrefix': [11, ipv6], // IPv6 rapid deployment, RFC 5969
  '6rdRelayPrefix': [12, ipv4],
  '6rdPrefixlen': [13, u16],
  '6rdRelayPrefixlen': [14, u16],
} as const

/** Data of an `ipip` and of a `sit`, tunnels over IPv4 (linux/if_tunnel.h). */
export class IptunData extends attributes('IFLA_IPTUN_', {
  link: [1, u32], // the device below
  local: [2, ipv4],
  remote: [3, ipv4],
  ttl: [4, u8], // 0: that of the packet inside
  tos: [5, u8], // 1: that of the packet inside
  encapLimit: [6, u8],
  flowinfo: [7, u32be],
  flags: [8, SitFlags.u16], // of a sit; the kernel calls it be16 and compares it with 1 in its own order
  proto: [9, IpProtocol.u8], // what may be inside; 0 anything
  pmtudisc: [10, u8],
  ...sixRd,
  ...after,
}) {}

/** Data of an `ip6tnl`, a tunnel over IPv6. */
export class Ip6tnlData extends attributes(
  'IFLA_IPTUN_',
  {
    link: [1, u32],
    local: [2, ipv6],
    remote: [3, ipv6],
    ttl: [4, u8], // hop limit
    tos: [5, u8],
    encapLimit: [6, u8], // tunnels within tunnels
    flowinfo: [7, u32be], // traffic class and flow label
    flags: [8, Ip6TunnelFlags.u32],
    proto: [9, IpProtocol.u8],
    pmtudisc: [10, u8],
    ...sixRd,
    ...after,
  },
  { name: 'IFLA_IPTUN_ of ip6tnl' },
) {}

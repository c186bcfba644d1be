import { ipv4, ipv6 } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { u8, u16, u32, u32be } from '../../../netlink/scalars.ts'
import { Ip6TunnelFlags } from './iptun.ts'
import { encapsulation } from './tunnel.ts'

/** What the header of GRE holds (linux/if_tunnel.h). */
export const GreFlags = flagSet('GRE_', { csum: 0x8000, routing: 0x4000, key: 0x2000, seq: 0x1000, strict: 0x0800 })

const before = {
  link: [1, u32], // the device below
  iflags: [2, GreFlags.u16be], // of what comes in
  oflags: [3, GreFlags.u16be], // of what goes out
  ikey: [4, u32be],
  okey: [5, u32be],
} as const
const erspan = {
  erspanIndex: [21, u32], // version 1
  erspanVer: [22, u8],
  erspanDir: [23, u8], // version 2: 0 ingress, 1 egress
  erspanHwid: [24, u16],
} as const

/** Data of a `gre`, `gretap` and `erspan`, tunnels over IPv4 (linux/if_tunnel.h). */
export class GreData extends attributes('IFLA_GRE_', {
  ...before,
  local: [6, ipv4],
  remote: [7, ipv4],
  ttl: [8, u8], // 0: that of the packet inside
  tos: [9, u8], // 1: that of the packet inside
  pmtudisc: [10, u8],
  encapLimit: [11, u8],
  flowinfo: [12, u32be],
  flags: [13, u32],
  ...encapsulation([14, 15, 16, 17, 18]),
  ignoreDf: [19, u8],
  fwmark: [20, u32],
  ...erspan,
}) {}

/** Data of an `ip6gre`, `ip6gretap` and `ip6erspan`, tunnels over IPv6. */
export class Ip6greData extends attributes(
  'IFLA_GRE_',
  {
    ...before,
    local: [6, ipv6],
    remote: [7, ipv6],
    ttl: [8, u8], // hop limit
    tos: [9, u8],
    pmtudisc: [10, u8],
    encapLimit: [11, u8], // tunnels within tunnels
    flowinfo: [12, u32be], // traffic class and flow label
    flags: [13, Ip6TunnelFlags.u32],
    ...encapsulation([14, 15, 16, 17, 18]),
    ignoreDf: [19, u8],
    fwmark: [20, u32],
    ...erspan,
  },
  { name: 'IFLA_GRE_ of ip6gre' },
) {}

import { enumeration, flagSet } from '../../netlink/enums.ts'

/** Types of routes (linux/rtnetlink.h); neighbours and addresses carry them too. */
export const RouteType = enumeration(
  'RTN_',
  {
    ...{ unspec: 0, unicast: 1, local: 2, broadcast: 3, anycast: 4, multicast: 5, blackhole: 6, unreachable: 7, prohibit: 8 },
    ...{ throw: 9, nat: 10, xresolve: 11 },
  },
  { brd: 3 },
)
/** Types of routes: `RTN.UNICAST`. */
export const RTN = RouteType.constants

/** Who put a route, rule, neighbour or address there (linux/rtnetlink.h); the kernel keeps the number and does not look at it. */
export const RouteProtocol = enumeration('RTPROT_', {
  ...{ unspec: 0, redirect: 1, kernel: 2, boot: 3, static: 4, gated: 8, ra: 9, mrt: 10, zebra: 11, bird: 12, dnrouted: 13 },
  ...{ xorp: 14, ntk: 15, dhcp: 16, mrouted: 17, keepalived: 18, babel: 42, ovn: 84, openr: 99 },
  ...{ bgp: 186, isis: 187, ospf: 188, rip: 189, eigrp: 192 },
})
/** Origins of routes: `RTPROT.STATIC`. */
export const RTPROT = RouteProtocol.constants

/** How far a destination is (linux/rtnetlink.h); 1 to 199 are the administrator's own. iproute2 says `global` for universe. */
export const RouteScope = enumeration('RT_SCOPE_', { universe: 0, site: 200, link: 253, host: 254, nowhere: 255 }, { global: 0 })
/** Scopes: `RT_SCOPE.LINK`. */
export const RT_SCOPE = RouteScope.constants

/** Routing tables with a name of the kernel's (linux/rtnetlink.h); all other numbers are the administrator's. */
export const RouteTable = enumeration('RT_TABLE_', { unspec: 0, compat: 252, default: 253, main: 254, local: 255 })
/** Routing tables: `RT_TABLE.MAIN`. */
export const RT_TABLE = RouteTable.constants

/** What the kernel says of one next hop; `onlink` and `pervasive` are also input (linux/rtnetlink.h). */
const nexthopFlags = { dead: 1, pervasive: 2, onlink: 4, offload: 8, linkdown: 16, unresolved: 32, trap: 64 } as const
/** The bits of rtm_flags that concern the whole route. `offload` and `trap` have a bit there as well as among the next hop's. */
const routeFlags = {
  ...{ notify: 0x100, cloned: 0x200, equalize: 0x400, prefix: 0x800, lookup_table: 0x1000, fib_match: 0x2000 },
  offload_failed: 0x20000000,
} as const

/**
 * What a lookup found (RTCF_*, linux/in_route.h): IPv4 answers RTM_GETROUTE with these bits in rtm_flags, of cloned
 * routes. RTCF_MULTICAST is not among them: its bit is that of RTM_F_OFFLOAD_FAILED.
 */
const lookupFlags = {
  ...{ rtcf_notify: 0x10000, redirected: 0x40000, doredirect: 0x1000000, directsrc: 0x4000000, broadcast: 0x10000000 },
  ...{ reject: 0x40000000, local: 0x80000000 },
} as const

/** Flags of a next hop: rtnh_flags (linux/rtnetlink.h). */
export const NexthopFlags = flagSet('RTNH_F_', nexthopFlags)
/** Flags of a next hop: `RTNH_F.ONLINK`. */
export const RTNH_F = NexthopFlags.constants

/**
 * rtm_flags: the flags of a route (RTM_F_*) and, in the low byte, those of its only next hop (RTNH_F_*), both of
 * linux/rtnetlink.h, and of what a lookup found. Where two have the same name, the route's begins with `rt_`, as
 * ip(8) prints it: `rt_offload`.
 */
export const RouteFlags = flagSet(
  'RTM_F_',
  { ...nexthopFlags, ...routeFlags, ...lookupFlags, rt_offload: 0x4000, rt_trap: 0x8000 },
  {
    ...Object.fromEntries(Object.entries(nexthopFlags).map(([name, bit]) => [`RTNH_F_${name.toUpperCase()}`, bit])),
    ...{ RTM_F_OFFLOAD: 0x4000, RTM_F_TRAP: 0x8000, rt_offload_failed: 0x20000000 },
  },
)
/** Flags of a route: `RTM_F.CLONED`. */
export const RTM_F = flagSet('RTM_F_', { ...routeFlags, offload: 0x4000, trap: 0x8000 }).constants

/** Preference of a router among several, RFC 4191 (linux/icmpv6.h). */
export const RouterPreference = enumeration('ICMPV6_ROUTER_PREF_', { medium: 0, high: 1, invalid: 2, low: 3 })

/** Protocols above IP that lookups and rules select by (linux/in.h, linux/in6.h). */
export const IpProtocol = enumeration(
  'IPPROTO_',
  {
    ...{ ip: 0, icmp: 1, igmp: 2, ipip: 4, tcp: 6, egp: 8, pup: 12, udp: 17, idp: 22, tp: 29, dccp: 33, ipv6: 41, rsvp: 46, gre: 47 },
    ...{ esp: 50, ah: 51, icmpv6: 58, mtp: 92, beetph: 94, encap: 98, pim: 103, comp: 108, l2tp: 115, sctp: 132, udplite: 136 },
    ...{ mpls: 137, ethernet: 143, raw: 255 },
  },
  { 'ipv6-icmp': 58 },
)
/** Protocols above IP: `IPPROTO.TCP`. */
export const IPPROTO = IpProtocol.constants

import { ipAddress, mplsLabels, via } from '../../netlink/addresses.ts'
import { attributes, select } from '../../netlink/attributes.ts'
import { s32, u8, u16, u32 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'
import { NexthopFlags } from './enums.ts'
import { EncapType, encaps } from './lwtunnel.ts'

/**
 * One of several next hops in RTA_MULTIPATH (linux/rtnetlink.h). The index of its link is `oif`, the same word as for
 * a route with one next hop.
 */
export class Rtnexthop extends struct(
  'rtnexthop',
  {
    len: u16,
    flags: NexthopFlags.u8,
    hops: u8, // weight - 1; in multicast routes the least TTL
    oif: s32,
  },
  { prefix: 'rtnh_', members: { oif: 'rtnh_ifindex' } },
) {}

/** The attributes behind each struct rtnexthop: those of a route that belong to one next hop (linux/rtnetlink.h). */
export const NexthopAttributes = attributes(
  'RTA_',
  {
    gateway: [5, ipAddress],
    flow: [11, u32], // realms: from << 16 | to
    via: [18, via],
    newdst: [19, mplsLabels],
    encapType: [21, EncapType.u16],
    encap: [22, select('encapType', encaps)],
  },
  { name: 'RTA_MULTIPATH' },
)

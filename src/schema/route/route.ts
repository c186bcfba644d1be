import { ipAddress, mplsLabels, via } from '../../netlink/addresses.ts'
import { alignment, attributes, select } from '../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../netlink/codec.ts'
import { message } from '../../netlink/payload.ts'
import { records } from '../../netlink/records.ts'
import { bytes, s32, u8, u16be, u32, u32be, u64, uint } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'
import { AddressFamily } from '../enums.ts'
import { IpProtocol, RouteFlags, RouteProtocol, RouterPreference, RouteScope, RouteTable, RouteType } from './enums.ts'
import { EncapType, encaps } from './lwtunnel.ts'
import { RouteMetrics } from './metrics.ts'
import { NexthopAttributes, Rtnexthop } from './nexthop.ts'

/** The header of a route's message (linux/rtnetlink.h). */
export class RtMsg extends struct(
  'rtmsg',
  {
    family: AddressFamily.u8,
    dstLen: u8, // bits of RTA_DST that count
    srcLen: u8,
    tos: u8,
    table: RouteTable.u8, // RTA_TABLE for numbers above 255
    protocol: RouteProtocol.u8,
    scope: RouteScope.u8,
    type: RouteType.u8,
    flags: RouteFlags.u32,
  },
  { prefix: 'rtm_' },
) {}

/** RTA_CACHEINFO (linux/rtnetlink.h); times in USER_HZ, 1/100 s. */
export class RtaCacheinfo extends struct(
  'rta_cacheinfo',
  {
    clntref: u32,
    lastuse: u32,
    expires: s32,
    error: u32, // the kernel's negative errno of a route that refuses, as ip(8) prints it: 4294967195 is -ENETUNREACH
    used: u32,
    id: u32,
    ts: u32,
    tsage: u32,
  },
  { prefix: 'rta_' },
) {}

/** RTA_MFC_STATS of multicast routes (linux/rtnetlink.h). */
export class RtaMfcStats extends struct('rta_mfc_stats', { packets: u64, bytes: u64, wrongIf: u64 }, { prefix: 'mfcs_' }) {}

/** The attributes of a route (linux/rtnetlink.h). */
export const RouteAttributes = attributes('RTA_', {
  dst: [1, ipAddress], // absent: the default route
  src: [2, ipAddress],
  iif: [3, u32],
  oif: [4, u32],
  gateway: [5, ipAddress],
  priority: [6, u32], // iproute2: metric
  prefsrc: [7, ipAddress],
  metrics: [8, RouteMetrics],
  multipath: [9, records(Rtnexthop, 'len', NexthopAttributes)],
  protoinfo: [10, bytes], // unused, as session and mpAlgo
  flow: [11, u32], // realms: from << 16 | to
  cacheinfo: [12, RtaCacheinfo],
  session: [13, bytes],
  mpAlgo: [14, bytes],
  table: [15, RouteTable.u32],
  mark: [16, u32],
  mfcStats: [17, RtaMfcStats],
  via: [18, via], // a gateway of another family than the route's
  newdst: [19, mplsLabels],
  pref: [20, RouterPreference.u8],
  encapType: [21, EncapType.u16],
  encap: [22, select('encapType', encaps)],
  expires: [23, uint], // IPv6: 4 bytes, seconds; multicast routes: 8 bytes, USER_HZ
  pad: [24, alignment],
  uid: [25, u32],
  ttlPropagate: [26, u8],
  ipProto: [27, IpProtocol.u8],
  sport: [28, u16be], // net/ipv4/route.c reads network order
  dport: [29, u16be],
  nhId: [30, u32],
  flowlabel: [31, u32be],
})

/** Routes: struct rtmsg and RTA_* (linux/rtnetlink.h). */
export const RouteMessage = message({ RTM_NEWROUTE: 24, RTM_DELROUTE: 25, RTM_GETROUTE: 26 }, RtMsg, RouteAttributes, {
  overlaps: { table: (number) => (number > 255 ? 252 : number) },
})
/** A route as it is read. */
export type RouteMessage = Decoded<typeof RouteMessage>
/** A route as it can be written. */
export type RouteMessageInput = Encodable<typeof RouteMessage>

import { ipAddress } from '../netlink/addresses.ts'
import { alignment, attributes } from '../netlink/attributes.ts'
import { listOf } from '../netlink/containers.ts'
import { enumeration, flagSet } from '../netlink/enums.ts'
import { message } from '../netlink/payload.ts'
import { bytes, s32, u8, u32, u64 } from '../netlink/scalars.ts'
import { RouteTable } from './route/enums.ts'
import { RtGenMsg } from './rtgenmsg.ts'

/** What kind of interface of multicast routing this is (linux/mroute.h): `register` is the one of PIM. */
export const VifFlags = flagSet('VIFF_', { tunnel: 1, srcrt: 2, register: 4, use_ifindex: 8 })
/** Kinds of interfaces of multicast routing: `VIFF.REGISTER`. */
export const VIFF = VifFlags.constants

/** IPMRA_VIF: an interface that multicast routing goes by; a daemon makes it with MRT_ADD_VIF (linux/mroute.h). */
export class IpmrVif extends attributes('IPMRA_VIFA_', {
  ifindex: [1, u32],
  vifId: [2, u32], // its place in the RTA_MULTIPATH of a request to add a route
  flags: [3, VifFlags.u16],
  bytesIn: [4, u64],
  bytesOut: [5, u64],
  packetsIn: [6, u64],
  packetsOut: [7, u64],
  localAddr: [8, ipAddress], // with use_ifindex the index, in its four bytes
  remoteAddr: [9, ipAddress], // of a tunnel
  pad: [10, alignment],
}) {}

/** IFLA_AF_SPEC of links of RTNL_FAMILY_IPMR: a table of multicast routes and its interfaces (linux/mroute.h). */
export class IpmrTable extends attributes('IPMRA_TABLE_', {
  id: [1, RouteTable.u32],
  cacheResQueueLen: [2, u32], // packets' pairs of addresses that wait for a daemon's answer
  mrouteRegVifNum: [3, s32], // the interface of PIM, -1: none
  mrouteDoAssert: [4, u8],
  mrouteDoPim: [5, u8],
  vifs: [6, listOf(1, IpmrVif)], // of IPMRA_VIF
  mrouteDoWrvifwhole: [7, u8],
}) {}

/**
 * Why the kernel asks its daemon (linux/mroute.h); IPv6 has the same numbers under names of its own
 * (MRT6MSG_NOCACHE, _WRONGMIF, _WHOLEPKT, _WRMIFWHOLE, linux/mroute6.h).
 */
export const CacheReportType = enumeration(
  'IGMPMSG_',
  { nocache: 1, wrongvif: 2, wholepkt: 3, wrvifwhole: 4 },
  {
    ...{ wrongmif: 2, wrmifwhole: 4 },
    ...{ MRT6MSG_NOCACHE: 1, MRT6MSG_WRONGMIF: 2, MRT6MSG_WHOLEPKT: 3, MRT6MSG_WRMIFWHOLE: 4 },
  },
)
/** Reports of multicast routing: `IGMPMSG.NOCACHE`. */
export const IGMPMSG = CacheReportType.constants

/**
 * What a multicast router's daemon is told of a packet (igmpmsg_netlink_event in net/ipv4/ipmr.c, mrt6msg_netlink_event in
 * net/ipv6/ip6mr.c). IPv6 has the same numbers: IP6MRA_CREPORT_MIF_ID for vifId, and no table.
 */
export class CacheReportAttributes extends attributes('IPMRA_CREPORT_', {
  msgtype: [1, CacheReportType.u8],
  vifId: [2, u32],
  srcAddr: [3, ipAddress],
  dstAddr: [4, ipAddress],
  pkt: [5, bytes], // behind the report's own header: with wholepkt the packet from its IP header on
  table: [6, RouteTable.u32],
}) {}

/** A report of multicast routing: an event of the groups RTNLGRP_IPV4_MROUTE_R and _IPV6_MROUTE_R (linux/rtnetlink.h). */
export class CacheReportMessage extends message({ RTM_NEWCACHEREPORT: 96 }, RtGenMsg, CacheReportAttributes) {}

import { attributeReader } from '../netlink/get-attr.ts'
import { protocol } from '../netlink/protocol.ts'
import type { MessageOf, ProtocolMessage } from '../netlink/protocol-types.ts'
import { AddressMessage } from './address.ts'
import { AddressLabelMessage } from './address-label.ts'
import { MdbMessage, MdbQuery } from './bridge/mdb.ts'
import { TunnelMessage } from './bridge/tunnel.ts'
import { VlanMessage, VlanQuery } from './bridge/vlan.ts'
import { DcbMessage } from './dcb/dcb.ts'
import { RTM } from './enums.ts'
import { LinkMessage } from './link/link.ts'
import { CacheReportMessage } from './mroute.ts'
import { NdUserOptMessage } from './nd-user-option.ts'
import { NeighbourMessage } from './neighbour.ts'
import { NeighbourTableMessage } from './neighbour-table.ts'
import { NetconfMessage } from './netconf.ts'
import { NexthopBucketMessage, NexthopMessage } from './nexthop.ts'
import { NsidMessage } from './nsid.ts'
import { PrefixMessage } from './prefix.ts'
import { RouteMessage } from './route/route.ts'
import { RuleMessage } from './rule.ts'
import { StatsMessage, StatsRequest } from './stats/stats.ts'
import { ActionMessage, ChainMessage, ClassMessage, FilterMessage, QdiscMessage } from './tc/tc.ts'

/** rtnetlink: all messages that have a table. */
export const rtnetlink = protocol(
  'NETLINK_ROUTE',
  [
    LinkMessage,
    AddressMessage,
    RouteMessage,
    RuleMessage,
    NeighbourMessage,
    NeighbourTableMessage,
    MdbMessage,
    MdbQuery,
    VlanMessage,
    VlanQuery,
    TunnelMessage,
    StatsMessage,
    StatsRequest,
    DcbMessage,
    NsidMessage,
    PrefixMessage,
    NdUserOptMessage,
    QdiscMessage,
    ClassMessage,
    FilterMessage,
    ChainMessage,
    ActionMessage,
    CacheReportMessage,
    NexthopMessage,
    NexthopBucketMessage,
    AddressLabelMessage,
    NetconfMessage,
  ],
  { types: Object.fromEntries(Object.entries(RTM).map(([name, number]) => [`RTM_${name}`, number])) },
)
/** Reads an attribute of a decoded message, or of a nest in it, by the kernel's name: `getAttr(link, 'IFLA_IFNAME')`. */
export const getAttr = attributeReader(rtnetlink.messages)

/** The layouts of {@link rtnetlink}. */
type Layouts = typeof rtnetlink.messages
/** A decoded message of rtnetlink. */
export type RtnetlinkMessage<T = never> = [T] extends [never] ? ProtocolMessage<Layouts> : MessageOf<Layouts, T>

export * from './address.ts'
export * from './address-label.ts'
export * from './bridge/mdb.ts'
export * from './bridge/tunnel.ts'
export * from './bridge/vlan.ts'
export * from './dcb/cee.ts'
export * from './dcb/dcb.ts'
export * from './dcb/ieee.ts'
export * from './enums.ts'
export * from './link/index.ts'
export * from './mroute.ts'
export * from './nd-option.ts'
export * from './nd-user-option.ts'
export * from './neighbour.ts'
export * from './neighbour-table.ts'
export * from './netconf.ts'
export * from './nexthop.ts'
export * from './nsid.ts'
export * from './prefix.ts'
export { BpfEncap, LwtBpfProgram } from './route/encap/bpf.ts'
export { IlaCsumMode, IlaEncap, IlaHookType, IlaIdentType } from './route/encap/ila.ts'
export { Ioam6Encap, Ioam6Mode, type Ioam6Trace, type Ioam6TraceInput } from './route/encap/ioam6.ts'
export { IpEncap } from './route/encap/ip.ts'
export { Ip6Encap } from './route/encap/ip6.ts'
export { MplsEncap } from './route/encap/mpls.ts'
export { type Rpl, RplEncap, type RplInput } from './route/encap/rpl.ts'
export { Seg6Encap, type Seg6Input, Seg6Mode, type Seg6Value } from './route/encap/seg6.ts'
export * from './route/encap/seg6local.ts'
export { type Srh, SrhFlags, type SrhInput, type SrhTlv, SrhTlvType } from './route/encap/srh.ts'
export * from './route/encap/tunnel.ts'
export { XfrmEncap } from './route/encap/xfrm.ts'
export * from './route/enums.ts'
export * from './route/lwtunnel.ts'
export * from './route/metrics.ts'
export * from './route/nexthop.ts'
export * from './route/route.ts'
export * from './rtgenmsg.ts'
export * from './rule.ts'
export * from './stats/stats.ts'
export * from './stats/xstats.ts'
export * from './tc/index.ts'

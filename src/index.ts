export type { Address, AddressCommand, AddressFilter, AddressOptions } from './iproute/address/types.ts'
export type { AddressLabel, AddressLabelCommand, AddressLabelFilter, AddressLabelOptions } from './iproute/addrlabel/types.ts'
export type { Batch, BatchSource } from './iproute/batch/batch.ts'
export type { BatchOptions, BatchResult } from './iproute/batch/run.ts'
export type { BrportCommand, BrportOptions, Mst, MstCommand, MstFilter, MstOptions, PortWords } from './iproute/brport/types.ts'
export type { Dump } from './iproute/connection/dump.ts'
export type { CallOptions, Request } from './iproute/context.ts'
export type { Dcb, DcbAppOptions, DcbCommand, DcbSettings, DcbTables, Places } from './iproute/dcb/types.ts'
export type { EncapOptions } from './iproute/encap/types.ts'
export type { EventCallback, EventFilter } from './iproute/events/callbacks.ts'
export type { EventOptions, EventStream } from './iproute/events/events.ts'
export type { EventSource, EventWord } from './iproute/events/groups.ts'
export type { Monitor, MonitorEvent, MonitorOptions } from './iproute/events/monitor.ts'
export type { BrokenEvent, ChangeEvent, Event, EventOf, LostEvent, OtherEvent, ResyncEvent } from './iproute/events/types.ts'
export { IPRoute, type IPRouteOptions } from './iproute/iproute.ts'
export { type BindOptions, IPRSocket } from './iproute/iprsocket.ts'
export type { Link, LinkCommand, LinkFilter, LinkOptions, MadeLink, VfOptions, XdpOptions } from './iproute/link/types.ts'
export type { ConnectOptions, HubOptions, Serving } from './iproute/machines.ts'
export type { MdbCommand, MdbFilter, MdbOptions, MdbRouterFilter } from './iproute/mdb/types.ts'
export { decode, describe, encode } from './iproute/messages.ts'
export type { Mroute, MrouteCommand, MrouteFilter, MrouteOptions, MrouteTable, OutgoingLink } from './iproute/mroute/types.ts'
export type { AnycastAddress, GroupFilter, MulticastAddress, MulticastCommand } from './iproute/multicast/types.ts'
export type {
  EntryCommand,
  EntryFilter,
  EntryOptions,
  Neighbour,
  NeighbourCommand,
  NeighbourFilter,
  NeighbourOptions,
} from './iproute/neighbour/types.ts'
export type {
  NeighbourTable,
  NeighbourTableCommand,
  NeighbourTableFilter,
  NeighbourTableOptions,
} from './iproute/neighbour-table/types.ts'
export type { Netconf, NetconfCommand, NetconfFilter, NetconfLookup } from './iproute/netconf/types.ts'
export type { Nsid, NsidCommand, NsidFilter, NsidOptions } from './iproute/netns/types.ts'
export type {
  Bucket,
  BucketFilter,
  BucketLookup,
  MadeNexthop,
  Nexthop,
  NexthopCommand,
  NexthopFilter,
  NexthopLookup,
  NexthopOptions,
} from './iproute/nexthop/types.ts'
export type { Nouns } from './iproute/nouns.ts'
export type { Purpose, SocketOptions } from './iproute/options.ts'
export type { Route, RouteCommand, RouteFilter, RouteOptions } from './iproute/route/types.ts'
export type { Rule, RuleCommand, RuleFilter, RuleOptions } from './iproute/rule/types.ts'
export type {
  Stats,
  StatsCommand,
  StatsFilter,
  StatsGroup,
  StatsGroups,
  StatsOptions,
  StatsSettings,
  StatsSuite,
} from './iproute/stats/types.ts'
export { type RenderTcTreeOptions, renderTcTree } from './iproute/tc/render.ts'
export type { TcTree, TcTreeFilter, TcTreeNode } from './iproute/tc/tree.ts'
export type {
  ActionFilter,
  Chain,
  ChainFilter,
  Class,
  ClassFilter,
  Filter,
  FilterFilter,
  Handle,
  ListedAction,
  Qdisc,
  QdiscFilter,
  TcAction,
  TcCommand,
  TcKind,
  TcOptions,
} from './iproute/tc/types.ts'
export type { GlobalVlanFilter, GlobalVlanOptions, NumberRange, VlanCommand, VlanFilter, VlanOptions } from './iproute/vlan/types.ts'
export type { VniCommand, VniFilter, VniOptions } from './iproute/vni/types.ts'
export { DecodeError } from './netlink/errors.ts'
export { NetlinkError } from './netlink/kernel-error.ts'
export { NLM_F } from './netlink/message.ts'
export { RemoteError } from './remote/errors.ts'
export { type Authorize, allow, type Peer, readOnly, type Wanted } from './remote/guard.ts'
export type { Opener } from './remote/hub.ts'
export type { RemoteOptions } from './remote/options.ts'
export type { Pem } from './remote/pem.ts'
export type { ServeOptions } from './remote/server.ts'
export * from './schema/index.ts'
export type { Credentials } from './socket/credentials.ts'
export { SocketError } from './socket/errors.ts'
export { type KernelSocketOptions, openKernelSocket } from './socket/kernel.ts'
export { type Netns, type NetnsReference, netns } from './socket/netns.ts'
export type { Datagram, OverrunReason, Transport, TransportHandler } from './socket/transport.ts'

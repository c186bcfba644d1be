import { linkAddress } from '../../netlink/addresses.ts'
import { alignment, attributes, repeated } from '../../netlink/attributes.ts'
import { byFamily } from '../../netlink/choices.ts'
import type { Encodable } from '../../netlink/codec.ts'
import { listOf, nested } from '../../netlink/containers.ts'
import { enumeration } from '../../netlink/enums.ts'
import { message } from '../../netlink/payload.ts'
import { bareString, bytes, s32, string, u8, u16, u32, uint } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'
import { AddressFamily, ExtendedFilter, HardwareType, InterfaceFlags, LinkMode, OperationalState } from '../enums.ts'
import { IpmrTable } from '../mroute.ts'
import { BridgeSpec } from './bridge-spec.ts'
import { InetLink } from './inet.ts'
import { Inet6Link } from './inet6.ts'
import { LinkInfo } from './info.ts'
import { BridgePortData } from './kinds/bridge-port.ts'
import { NoData } from './kinds/none.ts'
import { defineNestedLink } from './nested-link.ts'
import { LinkMap, LinkStats, LinkStats64 } from './stats.ts'
import { VfInfo } from './vf.ts'
import { VfPort } from './vf-port.ts'
import { Xdp } from './xdp.ts'

/** The header of a link's message (linux/rtnetlink.h). */
export class IfInfo extends struct(
  'ifinfomsg',
  {
    family: AddressFamily.u8,
    _: pad(1),
    type: HardwareType.u16,
    index: s32,
    flags: InterfaceFlags.u32,
    change: InterfaceFlags.u32, // which of the flags a request means; all (and 0xfff80000) in events
  },
  { prefix: 'ifi_' },
) {}

/** Why the kernel tells of a link (linux/if_link.h). */
export const LinkEvent = enumeration('IFLA_EVENT_', {
  ...{ none: 0, reboot: 1, features: 2, bonding_failover: 3, notify_peers: 4, igmp_resend: 5, bonding_options: 6 },
})

/** IFLA_AF_SPEC but in messages of AF_BRIDGE and RTNL_FAMILY_IPMR: what each address family has to say. */
export class AfSpec extends attributes('AF_', {
  inet: [2, InetLink],
  inet6: [10, Inet6Link],
  mctp: [45, attributes('IFLA_MCTP_', { net: [1, u32], physBinding: [2, u8] })], // binding: a number of DMTF DSP0239
}) {}

/** IFLA_PROP_LIST: the further names of a link. */
export class LinkProperties extends attributes('IFLA_', { altIfname: [53, repeated(string)] }, { name: 'IFLA_PROP_LIST' }) {}

/** IFLA_PROTO_DOWN_REASON: bits with names of the administrator's (protodown_reasons.d of iproute2); the mask is input. */
export class ProtoDownReason extends attributes('IFLA_PROTO_DOWN_REASON_', { mask: [1, u32], value: [2, u32] }) {}

/** IFLA_DEVLINK_PORT: the port of devlink that the interface belongs to (linux/devlink.h). */
export class DevlinkPort extends attributes('DEVLINK_ATTR_', { busName: [1, string], devName: [2, string], portIndex: [3, u32] }) {}

/** IFLA_DPLL_PIN: the pin that gives or takes the device's clock (linux/dpll.h). */
export class DpllPin extends attributes('DPLL_A_PIN_', { id: [1, u32] }) {}

/** The attributes of a link (linux/if_link.h). */
export class LinkAttributes extends attributes('IFLA_', {
  address: [1, linkAddress],
  broadcast: [2, linkAddress],
  ifname: [3, string],
  mtu: [4, u32],
  link: [5, u32], // index of the device below, in the namespace linkNetnsid if that is there
  qdisc: [6, string],
  stats: [7, LinkStats],
  cost: [8, bytes], // never used, as the next
  priority: [9, bytes],
  master: [10, u32], // 0 leaves the master
  wireless: [11, bytes], // events of wireless extensions
  protinfo: [12, nested(byFamily({ unspec: NoData, bridge: BridgePortData, inet6: Inet6Link }))],
  txqlen: [13, u32],
  map: [14, LinkMap],
  weight: [15, u32],
  operstate: [16, OperationalState.u8],
  linkmode: [17, LinkMode.u8],
  linkinfo: [18 as const, LinkInfo], // `as const`: see LinkInfo
  netNsPid: [19, u32], // input: moves the link to that process's namespace
  ifalias: [20, bareString], // empty removes it
  numVf: [21, u32],
  vfinfoList: [22, listOf(1, VfInfo)], // of IFLA_VF_INFO
  stats64: [23, LinkStats64],
  vfPorts: [24, listOf(1, VfPort)], // of IFLA_VF_PORT
  portSelf: [25, VfPort],
  afSpec: [26, byFamily({ unspec: AfSpec, bridge: BridgeSpec, ipmr: IpmrTable })],
  group: [27, u32],
  netNsFd: [28, u32], // input: moves the link to the namespace of that file descriptor
  extMask: [29, ExtendedFilter.u32], // input of RTM_GETLINK
  promiscuity: [30, u32],
  numTxQueues: [31, u32],
  numRxQueues: [32, u32],
  carrier: [33, u8],
  physPortId: [34, bytes],
  carrierChanges: [35, u32],
  physSwitchId: [36, bytes],
  linkNetnsid: [37, s32],
  physPortName: [38, string],
  protoDown: [39, u8],
  gsoMaxSegs: [40, u32],
  gsoMaxSize: [41, u32],
  pad: [42, alignment],
  xdp: [43, Xdp],
  event: [44, LinkEvent.u32],
  newNetnsid: [45, s32],
  targetNetnsid: [46, s32], // also called IFLA_IF_NETNSID
  carrierUpCount: [47, u32],
  carrierDownCount: [48, u32],
  newIfindex: [49, s32],
  minMtu: [50, u32],
  maxMtu: [51, u32],
  propList: [52, nested(LinkProperties)],
  altIfname: [53, string], // input of RTM_GETLINK and others: names the link
  permAddress: [54, linkAddress],
  protoDownReason: [55, nested(ProtoDownReason)],
  parentDevName: [56, string],
  parentDevBusName: [57, string],
  groMaxSize: [58, u32],
  tsoMaxSize: [59, u32],
  tsoMaxSegs: [60, u32],
  allmulti: [61, u32],
  devlinkPort: [62, nested(DevlinkPort)],
  gsoIpv4MaxSize: [63, u32],
  groIpv4MaxSize: [64, u32],
  dpllPin: [65, nested(DpllPin)],
  maxPacingOffloadHorizon: [66, uint], // ns
  netnsImmutable: [67, u8],
  headroom: [68, u16],
  tailroom: [69, u16],
}) {}

/** A link. RTM_*LINKPROP adds and removes what stands in IFLA_PROP_LIST. */
export class LinkMessage extends message(
  {
    ...{ RTM_NEWLINK: 16, RTM_DELLINK: 17, RTM_GETLINK: 18, RTM_SETLINK: 19 },
    ...{ RTM_NEWLINKPROP: 108, RTM_DELLINKPROP: 109, RTM_GETLINKPROP: 110 },
  },
  IfInfo,
  LinkAttributes,
) {}
/** A link's message as input. */
export interface LinkMessageInput extends Encodable<typeof LinkMessage> {}
defineNestedLink(LinkMessage)

// iproute2's words for what a link's data say: where they are not the kernel's name and number.
import { HardwareType, LinkMode, OperationalState } from '../../../src/schema/enums.ts'
import {
  AddrGenMode,
  BondAdSelect,
  BondArpTargets,
  BondArpValidate,
  type BondData,
  BondFailOverMac,
  BondLacpRate,
  BondLinkStatus,
  BondMode,
  type BondPortData,
  BondPortState,
  BondPrimaryReselect,
  BondXmitPolicy,
  type BridgeData,
  type BridgeId,
  type BridgePortData,
  LacpState,
  type LinkMessage,
  type MacvlanData,
  MulticastRouter,
  PortState,
  type TunData,
  type VlanData,
  type VrfData,
  type VxlanData,
} from '../../../src/schema/link/index.ts'
import { RouteTable } from '../../../src/schema/route/enums.ts'
import type { Names } from './shown.ts'

/** What iproute2 printed for one member, out of decoded data; `shown` is what it did print. */
export type Word<D> = (data: D, names: Names, shown: unknown) => unknown
export type Words<D> = Readonly<Record<string, Word<D>>>

interface Enumerated {
  name(number: number): unknown
  number(value: never): number
}
/** iproute2's word names the number that was decoded: the word is input of our own. */
const says = (enumeration: Enumerated, value: unknown, shown: unknown, read: (word: string) => string = (word) => word): unknown =>
  typeof shown === 'string' && enumeration.name(enumeration.number(read(shown) as never)) === value ? shown : value
const word =
  <D>(enumeration: Enumerated, read: (data: D) => unknown): Word<D> =>
  (data, _names, shown) =>
    says(enumeration, read(data), shown)
const inCapitals =
  <D>(enumeration: Enumerated, read: (data: D) => unknown): Word<D> =>
  (data, _names, shown) =>
    says(enumeration, read(data), shown, (text) => text.toLowerCase())

const hex = (number = 0): string => (number === 0 ? '0' : `0x${number.toString(16)}`)
const seconds = (timer: bigint | undefined): number => Number(timer) / 100
const bridgeId = (id: BridgeId | undefined): string =>
  `${id?.prio.toString(16).padStart(4, '0')}.${id?.addr.replace(/(^|:)0(?=[0-9a-f])/g, '$1')}`
const tagged = (protocol: number | undefined): string => (protocol === 0x88a8 ? '802.1ad' : protocol === 0x8100 ? '802.1Q' : `${protocol}`)

const vlan: Words<VlanData> = {
  protocol: (data) => tagged(data.protocol),
  flags: (data) => data.flags?.flags.map((flag) => String(flag).toUpperCase()).sort(),
}
const macvlan: Words<MacvlanData> = {
  bcqueuelen: (data) => data.bcQueueLen,
  usedbcqueuelen: (data) => data.bcQueueLenUsed,
  nopromisc: (data) => data.flags?.includes('nopromisc'),
  nodst: (data) => data.flags?.includes('nodst'),
}
const tun: Words<TunData> = {
  numqueues: (data) => data.numQueues,
  numdisabled: (data) => data.numDisabledQueues,
  // Names of the machine that recorded: some number stands for each.
  user: (data, _names, shown) => (data.owner === undefined ? undefined : shown),
  group: (data, _names, shown) => (data.group === undefined ? undefined : shown),
}
const vrf: Words<VrfData> = { table: (data) => data.table !== undefined && RouteTable.number(data.table) }
const bond: Words<BondData> = {
  mode: word(BondMode, (data) => data.mode),
  peer_notify_delay: (data) => data.peerNotifDelay,
  arp_missed_max: (data) => data.missedMax,
  arp_validate: (data, _names, shown) => (data.arpValidate === 'validate_none' ? null : says(BondArpValidate, data.arpValidate, shown)),
  arp_all_targets: word(BondArpTargets, (data) => data.arpAllTargets),
  primary_reselect: word(BondPrimaryReselect, (data) => data.primaryReselect),
  fail_over_mac: word(BondFailOverMac, (data) => data.failOverMac),
  xmit_hash_policy: word(BondXmitPolicy, (data) => data.xmitHashPolicy),
  ad_lacp_active: (data) => (data.adLacpActive === 1 ? 'on' : 'off'),
  ad_lacp_rate: word(BondLacpRate, (data) => data.adLacpRate),
  ad_select: word(BondAdSelect, (data) => data.adSelect),
  active_slave: (data, names) => names(data.activeSlave),
  primary: (data, names) => names(data.primary),
}
const bridge: Words<BridgeData> = {
  vlan_protocol: (data) => tagged(data.vlanProtocol),
  bridge_id: (data) => bridgeId(data.bridgeId),
  root_id: (data) => bridgeId(data.rootId),
  hello_timer: (data) => seconds(data.helloTimer),
  tcn_timer: (data) => seconds(data.tcnTimer),
  topology_change_timer: (data) => seconds(data.topologyChangeTimer),
  gc_timer: (data) => seconds(data.gcTimer),
  group_fwd_mask: (data) => hex(data.groupFwdMask),
  no_linklocal_learn: (data) => (data.multiBoolopt?.optval ?? 0) & 1,
  mcast_vlan_snooping: (data) => ((data.multiBoolopt?.optval ?? 0) >> 1) & 1,
  mcast_router: (data) => data.mcastRouter !== undefined && MulticastRouter.number(data.mcastRouter),
}
const vxlan: Words<VxlanData> = {
  remote: (data) => data.group,
  remote6: (data) => data.group6,
  link: (data, names) => names(data.link),
  tos: (data) => hex(data.tos),
  label: (data) => hex(data.label),
  external: (data) => data.collectMetadata === 1,
}

/** By IFLA_INFO_KIND. */
export const kindWords: Readonly<Record<string, Words<never>>> = { vlan, macvlan, macvtap: macvlan, tun, vrf, bond, bridge, vxlan }

const bridgePort: Words<BridgePortData> = {
  state: word(PortState, (data) => data.state),
  hairpin: (data) => data.mode === 1,
  root_block: (data) => data.protect === 1,
  fastleave: (data) => data.fastLeave === 1,
  flood: (data) => data.unicastFlood === 1,
  id: (data) => hex(data.id),
  no: (data) => hex(data.no),
  bridge_id: (data) => bridgeId(data.bridgeId),
  root_id: (data) => bridgeId(data.rootId),
  hold_timer: (data) => seconds(data.holdTimer),
  message_age_timer: (data) => seconds(data.messageAgeTimer),
  forward_delay_timer: (data) => seconds(data.forwardDelayTimer),
  proxy_arp: (data) => data.proxyarp === 1,
  proxy_arp_wifi: (data) => data.proxyarpWifi === 1,
  multicast_router: (data) => data.multicastRouter !== undefined && MulticastRouter.number(data.multicastRouter),
  mcast_to_unicast: (data) => data.mcastToUcast === 1,
  group_fwd_mask: (data) => hex(data.groupFwdMask),
  group_fwd_mask_str: (data) => (data.groupFwdMask === 0x4000 ? 'lldp' : `0x${data.groupFwdMask?.toString(16)}`),
  backup_port: (data, names) => names(data.backupPort),
}
const LACP = ['active', 'short_timeout', 'aggregating', 'in_sync', 'collecting', 'distributing', 'defaulted', 'expired']
const lacpWords = (bits: number): string[] => LACP.filter((_, i) => (bits >> i) & 1)
const bondPort: Words<BondPortData> = {
  state: inCapitals(BondPortState, (data) => data.state),
  mii_status: inCapitals(BondLinkStatus, (data) => data.miiStatus),
  ad_actor_oper_port_state: (data) => LacpState.bits(data.adActorOperPortState ?? []),
  ad_actor_oper_port_state_str: (data) => lacpWords(LacpState.bits(data.adActorOperPortState ?? [])),
  ad_partner_oper_port_state: (data) => LacpState.bits(data.adPartnerOperPortState ?? []),
  ad_partner_oper_port_state_str: (data) => lacpWords(LacpState.bits(data.adPartnerOperPortState ?? [])),
}
/** By IFLA_INFO_SLAVE_KIND. */
export const portWords: Readonly<Record<string, Words<never>>> = { bridge: bridgePort, bond: bondPort, vrf }

/** Links that have an IP address for a hardware address, and so show it. */
const TUNNELS: readonly unknown[] = ['tunnel', 'ipgre', 'sit']
const TUNNELS6: readonly unknown[] = ['tunnel6', 'ip6gre']
const address = (link: LinkMessage, text = ''): string => {
  const bytes = text.split(':')
  if (TUNNELS.includes(link.type)) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
  const groups = bytes
    .map((byte, i) => (i % 2 ? `${byte}:` : byte))
    .join('')
    .slice(0, -1)
  return TUNNELS6.includes(link.type) ? new URL(`http://[${groups}]`).hostname.slice(1, -1) : text
}
const flags = (link: LinkMessage): string[] => {
  const names = link.flags.map((flag) => String(flag).toUpperCase())
  return names.includes('UP') && !names.includes('RUNNING') ? ['NO-CARRIER', ...names] : names
}

/** What stands beside linkinfo. */
export const linkWords: Words<LinkMessage> = {
  ifindex: (link) => link.index,
  // Sorted: iproute2 has an order of its own.
  flags: (link) =>
    flags(link)
      .filter((name) => name !== 'RUNNING')
      .sort(),
  operstate: inCapitals(OperationalState, (link) => link.operstate),
  linkmode: inCapitals(LinkMode, (link) => link.linkmode),
  group: (link) => (link.group === 0 ? 'default' : String(link.group)),
  link_type: (link, _names, shown) =>
    /^\[/.test(String(shown)) ? `[${HardwareType.number(link.type)}]` : says(HardwareType, link.type, shown),
  address: (link) => address(link, link.address),
  broadcast: (link) => address(link, link.broadcast),
  link: (link, names) => (link.link === 0 ? null : names(link.link)),
  link_index: (link) => link.link,
  link_netnsid: (link) => link.linkNetnsid,
  master: (link, names) => names(link.master),
  inet6_addr_gen_mode: word(AddrGenMode, (link) => link.afSpec?.inet6?.addrGenMode),
  proto_down_reason: (link) => [...Array(32).keys()].filter((bit) => ((link.protoDownReason?.value ?? 0) >>> bit) & 1).map(String),
  altnames: (link) => link.propList?.altIfname,
  link_pointtopoint: (link) => link.flags.includes('pointopoint'),
}

import type { Decoded } from '../../../netlink/codec.ts'
import { type BridgeId, MulticastRouter, PortState } from '../../../schema/link/kinds/bridge-port.ts'
import { protocolName } from '../../tc/names.ts'
import type { JsonObject } from '../../types.ts'
import { hex, isOn, seconds } from '../link-names.ts'
import type { KindPrinter, PortPrinter } from './printer.ts'

/** Bits of IFLA_BR_MULTI_BOOLOPT. */
const [NO_LL_LEARN, MCAST_VLAN_SNOOPING] = [1, 2]
/** Link local groups that iproute2 has names for, by the bit of their last digit. */
const FORWARDED: Readonly<Record<number, string>> = { 0: 'stp', 2: 'lacp', 14: 'lldp' }

/** `8000.2:0:0:0:0:1` */
const bridgeId = ({ prio, addr }: Decoded<typeof BridgeId>): string =>
  `${prio.toString(16).padStart(4, '0')}.${addr
    .split(':')
    .map((byte) => byte.replace(/^0/, ''))
    .join(':')}`
const bit = (bits: number | undefined, mask: number): number | undefined => (bits === undefined ? undefined : Number((bits & mask) !== 0))
const router = (value: string | number | undefined): number | undefined =>
  value === undefined ? undefined : MulticastRouter.number(value as number)
const timer = (value: bigint | undefined): number | undefined => (value === undefined ? undefined : seconds(value))

export const printBridge: KindPrinter<'bridge'> = (bridge, printing) => {
  const { groupFwdMask, multiBoolopt, vlanProtocol } = bridge
  return {
    forward_delay: bridge.forwardDelay,
    hello_time: bridge.helloTime,
    max_age: bridge.maxAge,
    ageing_time: bridge.ageingTime,
    stp_state: bridge.stpState,
    priority: bridge.priority,
    vlan_filtering: bridge.vlanFiltering,
    vlan_protocol: vlanProtocol === undefined ? undefined : protocolName(vlanProtocol, printing),
    bridge_id: bridge.bridgeId && bridgeId(bridge.bridgeId),
    root_id: bridge.rootId && bridgeId(bridge.rootId),
    root_port: bridge.rootPort,
    root_path_cost: bridge.rootPathCost,
    topology_change: bridge.topologyChange,
    topology_change_detected: bridge.topologyChangeDetected,
    hello_timer: timer(bridge.helloTimer),
    tcn_timer: timer(bridge.tcnTimer),
    topology_change_timer: timer(bridge.topologyChangeTimer),
    gc_timer: timer(bridge.gcTimer),
    vlan_default_pvid: bridge.vlanDefaultPvid,
    vlan_stats_enabled: bridge.vlanStatsEnabled,
    vlan_stats_per_port: bridge.vlanStatsPerPort,
    group_fwd_mask: groupFwdMask === undefined ? undefined : hex(groupFwdMask),
    group_addr: bridge.groupAddr,
    mcast_snooping: bridge.mcastSnooping,
    no_linklocal_learn: bit(multiBoolopt?.optval, NO_LL_LEARN),
    mcast_vlan_snooping: bit(multiBoolopt?.optval, MCAST_VLAN_SNOOPING),
    mcast_router: router(bridge.mcastRouter),
    mcast_query_use_ifaddr: bridge.mcastQueryUseIfaddr,
    mcast_querier: bridge.mcastQuerier,
    mcast_hash_elasticity: bridge.mcastHashElasticity,
    mcast_hash_max: bridge.mcastHashMax,
    mcast_last_member_cnt: bridge.mcastLastMemberCnt,
    mcast_startup_query_cnt: bridge.mcastStartupQueryCnt,
    mcast_last_member_intvl: bridge.mcastLastMemberIntvl,
    mcast_membership_intvl: bridge.mcastMembershipIntvl,
    mcast_querier_intvl: bridge.mcastQuerierIntvl,
    mcast_query_intvl: bridge.mcastQueryIntvl,
    mcast_query_response_intvl: bridge.mcastQueryResponseIntvl,
    mcast_startup_query_intvl: bridge.mcastStartupQueryIntvl,
    mcast_stats_enabled: bridge.mcastStatsEnabled,
    mcast_igmp_version: bridge.mcastIgmpVersion,
    mcast_mld_version: bridge.mcastMldVersion,
    nf_call_iptables: bridge.nfCallIptables,
    nf_call_ip6tables: bridge.nfCallIp6tables,
    nf_call_arptables: bridge.nfCallArptables,
  }
}

/** Which link local groups a port forwards, as a number and in words. */
function printForwarded(mask: number): JsonObject {
  const bits = [...Array(16).keys()].filter((i) => (mask & (1 << i)) !== 0)
  const words = bits.map((i) => FORWARDED[i] ?? hex(1 << i))
  return { group_fwd_mask: hex(mask), group_fwd_mask_str: words.length === 0 ? '0x0' : words.join(',') }
}

export const printBridgePort: PortPrinter<'bridge'> = (port, printing) => {
  const state = port.state === undefined ? undefined : PortState.name(PortState.number(port.state))
  return {
    state: typeof state === 'string' ? state : undefined,
    state_index: typeof state === 'number' ? state : undefined,
    priority: port.priority,
    cost: port.cost,
    hairpin: isOn(port.mode),
    guard: isOn(port.guard),
    root_block: isOn(port.protect),
    fastleave: isOn(port.fastLeave),
    learning: isOn(port.learning),
    flood: isOn(port.unicastFlood),
    id: port.id === undefined ? undefined : hex(port.id),
    no: port.no === undefined ? undefined : hex(port.no),
    designated_port: port.designatedPort,
    designated_cost: port.designatedCost,
    bridge_id: port.bridgeId && bridgeId(port.bridgeId),
    root_id: port.rootId && bridgeId(port.rootId),
    hold_timer: timer(port.holdTimer),
    message_age_timer: timer(port.messageAgeTimer),
    forward_delay_timer: timer(port.forwardDelayTimer),
    topology_change_ack: port.topologyChangeAck,
    config_pending: port.configPending,
    proxy_arp: isOn(port.proxyarp),
    proxy_arp_wifi: isOn(port.proxyarpWifi),
    multicast_router: router(port.multicastRouter),
    mcast_flood: isOn(port.mcastFlood),
    bcast_flood: isOn(port.bcastFlood),
    mcast_to_unicast: isOn(port.mcastToUcast),
    neigh_suppress: isOn(port.neighSuppress),
    ...(port.groupFwdMask !== undefined && printForwarded(port.groupFwdMask)),
    vlan_tunnel: isOn(port.vlanTunnel),
    isolated: isOn(port.isolated),
    locked: isOn(port.locked),
    backup_port: port.backupPort === undefined ? undefined : printing.link(port.backupPort),
  }
}

import { of, set, type Wishes } from './wish.ts'

const kind = 'bridge'
const bridge = of(kind)

export const bridges: Wishes = {
  'ip link add x0 type bridge': bridge(),
  'ip link add x0 type bridge forward_delay 400 hello_time 300 max_age 2500': bridge({ forwardDelay: 400, helloTime: 300, maxAge: 2500 }),
  'ip link add x0 type bridge ageing_time 12345': bridge({ ageingTime: 12345 }),
  'ip link add x0 type bridge stp_state 1 priority 4096': bridge({ stpState: true, priority: 4096 }),
  'ip link add x0 type bridge vlan_filtering 1 vlan_protocol 802.1ad': bridge({ vlanFiltering: true, vlanProtocol: '802.1ad' }),
  'ip link add x0 type bridge vlan_filtering 1 vlan_default_pvid 42': bridge({ vlanFiltering: true, vlanDefaultPvid: 42 }),
  'ip link add x0 type bridge vlan_filtering 1 vlan_default_pvid 0 vlan_stats_enabled 1': bridge({
    vlanFiltering: 'on',
    vlanDefaultPvid: 0,
    vlanStatsEnabled: true,
  }),
  'ip link add x0 type bridge vlan_stats_enabled 1 vlan_stats_per_port 1': bridge({ vlanStatsEnabled: true, vlanStatsPerPort: true }),
  'ip link add x0 type bridge group_address 01:80:c2:00:00:0e': bridge({ groupAddress: '01:80:c2:00:00:0e' }),
  'ip link add x0 type bridge mcast_snooping 0': bridge({ mcastSnooping: false }),
  'ip link add x0 type bridge mcast_router 2': bridge({ mcastRouter: 2 }),
  'ip link add x0 type bridge mcast_querier 1': bridge({ mcastQuerier: true }),
  'ip link add x0 type bridge mcast_querier 1 mcast_querier_interval 25000': bridge({ mcastQuerier: true, mcastQuerierInterval: 25000 }),
  'ip link add x0 type bridge mcast_hash_max 1024': bridge({ mcastHashMax: 1024 }),
  'ip link add x0 type bridge mcast_last_member_interval 200': bridge({ mcastLastMemberInterval: 200 }),
  'ip link add x0 type bridge mcast_startup_query_interval 3000': bridge({ mcastStartupQueryInterval: 3000 }),
  'ip link add x0 type bridge mcast_membership_interval 25000': bridge({ mcastMembershipInterval: 25000n }),
  'ip link add x0 type bridge mcast_query_interval 12000': bridge({ mcastQueryInterval: 12000 }),
  'ip link add x0 type bridge mcast_query_response_interval 900': bridge({ mcastQueryResponseInterval: 900 }),
  'ip link add x0 type bridge no_linklocal_learn 1': bridge({ noLinklocalLearn: true }),
  'ip link add x0 type bridge nf_call_iptables 1': bridge({ nfCallIptables: true }),
  'ip link add x0 type bridge nf_call_arptables 1': bridge({ nfCallArptables: 1 }),
  'ip link add x0 type bridge nf_call_iptables 0 nf_call_ip6tables 0 nf_call_arptables 0': bridge({
    nfCallIptables: false,
    nfCallIp6tables: false,
    nfCallArptables: false,
  }),
  'ip link set x0 type bridge mcast_snooping 0 ageing_time 100': set('x0', { kind, mcastSnooping: false, ageingTime: 100 }),
  'ip link set x0 type bridge priority 100 stp_state 1': set('x0', { kind, priority: 100, stpState: 1 }),
}

const port = 'bridge_slave'
export const ports: Wishes = {
  'ip link set d0 type bridge_slave fdb_flush': set('d0', { kind: port, fdbFlush: true }),
  'ip link set d0 type bridge_slave state 3': set('d0', { kind: port, state: 'forwarding' }),
  'ip link set d0 type bridge_slave state 0': set('d0', { kind: port, state: 'disabled' }),
  'ip link set d0 type bridge_slave priority 10 cost 77': set('d0', { kind: port, priority: 10, cost: 77 }),
  'ip link set d0 type bridge_slave guard on': set('d0', { kind: port, guard: true }),
  'ip link set d0 type bridge_slave root_block on': set('d0', { kind: port, rootBlock: 'on' }),
  'ip link set d0 type bridge_slave proxy_arp on': set('d0', { kind: port, proxyArp: true }),
  'ip link set d0 type bridge_slave proxy_arp_wifi on': set('d0', { kind: port, proxyArpWifi: true }),
  'ip link set d0 type bridge_slave mcast_router 2': set('d0', { kind: port, mcastRouter: 2 }),
  'ip link set d0 type bridge_slave mcast_fast_leave on': set('d0', { kind: port, mcastFastLeave: true }),
  'ip link set d0 type bridge_slave mcast_flood off': set('d0', { kind: port, mcastFlood: false }),
  'ip link set d0 type bridge_slave mcast_to_unicast on': set('d0', { kind: port, mcastToUnicast: true }),
  'ip link set d0 type bridge_slave group_fwd_mask 0x4000': set('d0', { kind: port, groupFwdMask: 0x4000 }),
  'ip link set d0 type bridge_slave vlan_tunnel on': set('d0', { kind: port, vlanTunnel: true }),
  'ip link set d0 type bridge_slave isolated on': set('d0', { kind: port, isolated: true }),
  'ip link set d0 type bridge_slave backup_port d1': set('d0', { kind: port, backupPort: 'd1' }),
  'ip link set d0 type bond_slave queue_id 3': set('d0', { kind: 'bond_slave', queueId: 3 }),
  'ip link set d0 type bond_slave prio 10': set('d0', { kind: 'bond_slave', prio: 10 }),
}

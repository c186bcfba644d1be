// Every kind of links that rtnetlink makes and that puts nothing into other namespaces; tunnels are in tunnel-kinds.test.ts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type KindCase, makeElsewhere, makeKinds } from './kind-cases.ts'
import { type Json, lab, only, pick } from './reference-lab.ts'

const CASES: readonly KindCase[] = [
  { add: { kind: 'dummy' } },
  { add: { kind: 'ifb' } },
  { add: { kind: 'nlmon' } },
  { add: { kind: 'vsockmon' } },
  { add: { kind: 'wireguard' } },
  { add: { kind: 'vcan' } },
  { add: { kind: 'team' } },
  { add: { kind: 'veth', peer: 'x1' } },
  { add: { kind: 'vxcan', peer: 'x1' } },
  { add: { kind: 'netkit', mode: 'l3', policy: 'blackhole', peer: 'x1' }, set: { kind: 'netkit', policy: 'forward' } },
  { add: { kind: 'vrf', table: 1234 }, shown: { table: 1234 } },
  {
    add: { kind: 'vlan', link: 'a', id: 7, protocol: '802.1ad', gvrp: false, looseBinding: true, egressQosMap: '1:2' },
    shown: { id: 7, protocol: '802.1ad', flags: ['REORDER_HDR', 'LOOSE_BINDING'], egress_qos: [{ from: 1, to: 2 }] },
    set: { kind: 'vlan', reorderHdr: false, ingressQosMap: { 3: 4 } },
    after: { flags: ['LOOSE_BINDING'], ingress_qos: [{ from: 3, to: 4 }] },
  },
  {
    add: { kind: 'macvlan', link: 'a', mode: 'source', nodst: true, bcqueuelen: 500, macaddr: { set: ['02:00:00:00:02:03'] } },
    shown: { mode: 'source', nodst: true, bcqueuelen: 500, macaddr_count: 1 },
    set: { kind: 'macvlan', macaddr: { add: '02:00:00:00:02:04' } },
    after: { macaddr_count: 2 },
  },
  {
    add: { kind: 'macvtap', link: 'a', mode: 'vepa' },
    shown: { mode: 'vepa' },
    set: { kind: 'macvtap', mode: 'private' },
    after: { mode: 'private' },
  },
  {
    add: { kind: 'ipvlan', link: 'a', mode: 'l3', private: true },
    shown: { mode: 'l3', private: true },
    set: { kind: 'ipvlan', bridge: true, mode: 'l3s' },
    after: { mode: 'l3s', private: undefined, bridge: true },
  },
  { add: { kind: 'ipvtap', link: 'a', mode: 'l2', vepa: true }, shown: { mode: 'l2', vepa: true } },
  {
    add: { kind: 'bond', mode: 'active-backup', miimon: 100, updelay: 200, failOverMac: 'active', numGratArp: 3, allSlavesActive: true },
    shown: { mode: 'active-backup', miimon: 100, updelay: 200, fail_over_mac: 'active', num_peer_notif: 3, all_slaves_active: 1 },
    set: { kind: 'bond', miimon: 50, primaryReselect: 'better' },
    // Delays count in intervals of miimon.
    after: { miimon: 50, updelay: 100, primary_reselect: 'better' },
  },
  {
    add: { kind: 'bond', mode: '802.3ad', xmitHashPolicy: 'layer3+4', lacpRate: 'fast', adSelect: 'bandwidth' },
    shown: { mode: '802.3ad', xmit_hash_policy: 'layer3+4', ad_lacp_rate: 'fast', ad_select: 'bandwidth' },
  },
  {
    add: { kind: 'bond', mode: 1, arpInterval: 250, arpIpTarget: '192.0.2.1,192.0.2.2', arpValidate: 'all', nsIp6Target: ['2001:db8::1'] },
    shown: { arp_interval: 250, arp_ip_target: ['192.0.2.1', '192.0.2.2'], arp_validate: 'all', ns_ip6_target: ['2001:db8::1'] },
  },
  {
    add: {
      kind: 'bridge',
      stpState: true,
      vlanFiltering: true,
      mcastQuerier: 'on',
      noLinklocalLearn: true,
      groupAddress: '01:80:c2:00:00:0e',
    },
    shown: { stp_state: 1, vlan_filtering: 1, mcast_querier: 1, no_linklocal_learn: 1, group_addr: '01:80:c2:00:00:0e' },
    set: { kind: 'bridge', ageingTime: 12300, mcastSnooping: false, mcastQueryInterval: 9000, mcastVlanSnooping: false },
    after: { ageing_time: 12300, mcast_snooping: 0, mcast_query_intvl: 9000 },
  },
  {
    add: { kind: 'hsr', slave1: 'a', slave2: 'b', supervision: 45, proto: 'prp' },
    shown: { slave1: 'a', slave2: 'b', proto: 1, supervision_addr: '01:15:4e:00:01:2d' },
    once: 'a ring counts its frames',
    here: 'the ports must be in the same namespace',
  },
  {
    add: { kind: 'macsec', link: 'a', port: 11, encrypt: 'on', replay: true, window: 32, validate: 'check', cipher: 'gcm-aes-256' },
    shown: { encrypt: true, replay_protect: true, window: 32, validation: 'check', cipher_suite: 'GCM-AES-256' },
    set: { kind: 'macsec', encrypt: false, validate: 'strict' },
    after: { encrypt: false, validation: 'strict' },
  },
  {
    add: { kind: 'vxlan', id: 5, dstport: 4789, local: '192.0.2.1', remote: '192.0.2.2', ttl: 9, srcport: '1000-2000', nolearning: true },
    shown: { id: 5, port: 4789, local: '192.0.2.1', remote: '192.0.2.2', ttl: 9, port_range: { low: 1000, high: 2000 }, learning: false },
    set: { kind: 'vxlan', ageing: 33 },
    after: { ageing: 33 },
  },
  {
    add: { kind: 'vxlan', id: 6, dstport: 4789, remote: '2001:db8::2', tos: 'inherit', df: 'set', udp6zerocsumtx: true, flowlabel: 0x12 },
    shown: { id: 6, remote6: '2001:db8::2', tos: '0x1', df: 'set', udp_zero_csum6_tx: true, label: '0x12' },
  },
  { add: { kind: 'vxlan', dstport: 4790, external: true, gpe: true }, shown: { external: true, learning: false } },
  {
    add: { kind: 'geneve', id: 7, remote: '192.0.2.2', ttl: 9, tos: 4, noudpcsum: true },
    shown: { id: 7, remote: '192.0.2.2', ttl: 9, udp_csum: false },
    set: { kind: 'geneve', id: 7, remote: '192.0.2.3', ttl: 10 },
    after: { remote: '192.0.2.3', ttl: 10 },
  },
  {
    add: { kind: 'geneve', id: 8, remote: '2001:db8::2', ttl: 'inherit', df: 'inherit' },
    shown: { remote6: '2001:db8::2', df: 'inherit' },
  },
  { add: { kind: 'geneve', external: true, dstport: 7001 }, shown: { external: true, port: 7001 } },
  {
    add: { kind: 'bareudp', dstport: 6635, ethertype: 'mpls_uc', srcportmin: 49153, multiproto: true },
    shown: { dstport: 6635, ethertype: 'mpls_uc', srcportmin: 49153, multiproto: true },
  },
  {
    add: { kind: 'amt', mode: 'relay', local: '192.0.2.9', link: 'a', relayPort: 2268, maxTunnels: 9 },
    shown: { mode: 'relay', local: '192.0.2.9', link: 'a', relay_port: 2268, max_tunnels: 9 },
  },
  {
    add: { kind: 'gtp', role: 'sgsn', hsize: 128, restartCount: 3 },
    shown: { role: 'sgsn', hsize: 128, restart_count: 3 },
    here: 'its sockets belong to the namespace of the caller',
  },
  { add: { kind: 'xfrm', link: 'a', ifId: 9 }, shown: { if_id: '0x9' } },
  { add: { kind: 'xfrm', external: true }, shown: { external: true } },
  { add: { kind: 'batadv', ra: 'BATMAN_IV' }, once: 'its algorithm is not told' },
  { add: { kind: 'rmnet', link: 'a', muxId: 3, ingressDeaggregation: true }, shown: { mux_id: 3 } },
  { add: { kind: 'ovpn', mode: 'mp' } },
  { add: { kind: 'pfcp' } },
  { add: { kind: 'virt_wifi', link: 'a' } },
]

test('kinds of links, made by words, changed, listed and made again', (t) => makeKinds(t, CASES))
test('kinds of links in another namespace: index and name that the kernel chose', (t) => makeElsewhere(t, CASES))

test('ports of bridges and bonds by words', async (t) => {
  const here = await lab(t)
  if (here === undefined || !(await here.has('bridge')) || !(await here.has('bond'))) return
  const { ip, show } = here
  await here.pair()
  const port = (): Json => (only(show('link', 'show', 'dev', 'a'))['linkinfo'] as Json)['info_slave_data'] as Json
  await ip.link('add', { ifname: 'br0', kind: 'bridge' })
  await ip.link('set', { dev: 'b', master: 'br0' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  await ip.link('set', {
    ...{ dev: 'a', kind: 'bridge_slave', hairpin: true, rootBlock: 'on', fastleave: true, flood: false, proxyArp: true },
    ...{ mcastRouter: 2, mcastToUnicast: true, isolated: 1, backupPort: 'b', groupFwdMask: 0x4000, cost: 77 },
  })
  const shown = {
    ...{ hairpin: true, root_block: true, fastleave: true, flood: false, proxy_arp: true, multicast_router: 2 },
    ...{ mcast_to_unicast: true, isolated: true, backup_port: 'b', group_fwd_mask: '0x4000', cost: 77 },
  }
  assert.deepEqual(pick(port(), ...Object.keys(shown)), shown)
  await ip.link('set', { dev: 'a', kind: 'bridge_slave', nobackupPort: true, hairpin: 'off' })
  assert.deepEqual(pick(port(), 'hairpin', 'backup_port', 'cost'), { hairpin: false, backup_port: undefined, cost: 77 })
  await ip.link('set', { dev: 'a', master: null, state: 'down' })
  await ip.link('add', { ifname: 'uplink', kind: 'bond', mode: 'active-backup', miimon: 100 })
  await ip.link('set', { dev: 'a', master: 'uplink' })
  await ip.link('set', { dev: 'a', kind: 'bond_slave', queueId: 3, prio: 5 })
  assert.deepEqual(pick(port(), 'queue_id', 'prio'), { queue_id: 3, prio: 5 })
})

test('slips in kinds, and kinds that rtnetlink does not make', async (t) => {
  const here = await lab(t)
  if (here === undefined) return
  const refused = (kind: string, error: RegExp) => assert.rejects(here.ip.link('add', { ifname: 'x0', kind }), error)
  await refused('vxlna', /EOPNOTSUPP.*did you mean 'vxlan'\?/)
  await refused('nosuchkind', /EOPNOTSUPP \(Operation not supported\): Unknown device type$/)
  await refused('tun', /EOPNOTSUPP.*TUNSETIFF/)
})

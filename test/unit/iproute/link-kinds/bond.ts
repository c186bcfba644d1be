import { of, set, type Wishes } from './wish.ts'

const kind = 'bond'
const bond = of(kind)

export const bonds: Wishes = {
  'ip link add x0 type bond mode balance-rr': bond({ mode: 'balance-rr' }),
  'ip link add x0 type bond mode 802.3ad': bond({ mode: '802.3ad' }),
  'ip link add x0 type bond mode balance-tlb': bond({ mode: 'balance-tlb' }),
  'ip link add x0 type bond mode balance-alb': bond({ mode: 'balance-alb' }),
  'ip link add x0 type bond mode 1 miimon 100 updelay 200 downdelay 300': bond({ mode: 1, miimon: 100, updelay: 200, downdelay: 300 }),
  'ip link add x0 type bond mode 1 miimon 100 use_carrier 0': bond({ mode: 1, miimon: 100, useCarrier: false }),
  'ip link add x0 type bond mode 1 arp_interval 250 arp_validate active arp_all_targets all arp_ip_target 192.0.2.7': bond({
    mode: 1,
    arpInterval: 250,
    arpValidate: 'active',
    arpAllTargets: 'all',
    arpIpTarget: '192.0.2.7',
  }),
  'ip link add x0 type bond mode 1 arp_interval 250 ns_ip6_target 2001:db8::1,2001:db8::2': bond({
    mode: 1,
    arpInterval: 250,
    nsIp6Target: '2001:db8::1,2001:db8::2',
  }),
  'ip link add x0 type bond mode 1 arp_interval 100 arp_missed_max 5 arp_ip_target 192.0.2.9': bond({
    mode: 1,
    arpInterval: 100,
    arpMissedMax: 5,
    arpIpTarget: ['192.0.2.9'],
  }),
  'ip link add x0 type bond mode 1 fail_over_mac active': bond({ mode: 'active-backup', failOverMac: 'active' }),
  'ip link add x0 type bond mode 1 fail_over_mac follow': bond({ mode: 1, failOverMac: 'follow' }),
  'ip link add x0 type bond mode 1 num_unsol_na 4': bond({ mode: 1, numUnsolNa: 4 }),
  'ip link add x0 type bond mode 1 all_slaves_active 1': bond({ mode: 1, allSlavesActive: true }),
  'ip link add x0 type bond mode 2 xmit_hash_policy layer2': bond({ mode: 2, xmitHashPolicy: 'layer2' }),
  'ip link add x0 type bond mode 2 xmit_hash_policy layer3+4': bond({ mode: 2, xmitHashPolicy: 'layer3+4' }),
  'ip link add x0 type bond mode 2 xmit_hash_policy encap2+3': bond({ mode: 2, xmitHashPolicy: 'encap2+3' }),
  'ip link add x0 type bond mode 4 xmit_hash_policy encap3+4': bond({ mode: 4, xmitHashPolicy: 'encap3+4' }),
  'ip link add x0 type bond mode 0 packets_per_slave 7': bond({ mode: 0, packetsPerSlave: 7 }),
  'ip link add x0 type bond mode 4 lacp_rate fast': bond({ mode: 4, lacpRate: 'fast' }),
  'ip link add x0 type bond mode 4 lacp_active off': bond({ mode: 4, lacpActive: 'off' }),
  'ip link add x0 type bond mode 4 ad_select count': bond({ mode: 4, adSelect: 'count' }),
  'ip link add x0 type bond mode 5 tlb_dynamic_lb 0': bond({ mode: 5, tlbDynamicLb: 0 }),
  'ip link set x0 type bond miimon 50': set('x0', { kind, miimon: 50 }),
  'ip link set x0 type bond primary d0': set('x0', { kind, primary: 'd0' }),
  'ip link set x0 type bond active_slave d0': set('x0', { kind, activeSlave: 'd0' }),
  'ip link set x0 type bond clear_active_slave': set('x0', { kind, clearActiveSlave: true }),
}

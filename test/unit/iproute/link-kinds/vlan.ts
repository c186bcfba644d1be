import { of, set, type Wishes } from './wish.ts'

const upon = of('vlan', { link: 'd0' })

export const vlans: Wishes = {
  'ip link add link d0 name x0 type vlan id 4094': upon({ id: 4094 }),
  'ip link add link d0 name x0 type vlan protocol 802.1ad id 7': upon({ protocol: '802.1ad', id: 7 }),
  'ip link add link d0 name x0 type vlan protocol 802.1Q id 7': upon({ protocol: '802.1Q', id: 7 }),
  'ip link add link d0 name x0 type vlan id 6 reorder_hdr on': upon({ id: 6, reorderHdr: true }),
  'ip link add link d0 name x0 type vlan id 6 gvrp on': upon({ id: 6, gvrp: true }),
  'ip link add link d0 name x0 type vlan id 6 mvrp on': upon({ id: 6, mvrp: 'on' }),
  'ip link add link d0 name x0 type vlan id 6 bridge_binding on': upon({ id: 6, bridgeBinding: 1 }),
  'ip link add link d0 name x0 type vlan id 6 gvrp off mvrp on loose_binding on bridge_binding off reorder_hdr off': upon({
    id: 6,
    gvrp: false,
    mvrp: true,
    looseBinding: true,
    bridgeBinding: 'off',
    reorderHdr: 0,
  }),
  'ip link add link d0 name x0 type vlan id 8 ingress-qos-map 1:2': upon({ id: 8, ingressQosMap: '1:2' }),
  'ip link add link d0 name x0 type vlan id 8 egress-qos-map 2:3': upon({ id: 8, egressQosMap: { 2: 3 } }),
  'ip link set x0 type vlan gvrp on reorder_hdr off': set('x0', { kind: 'vlan', gvrp: true, reorderHdr: false }),
  'ip link set x0 type vlan loose_binding on': set('x0', { kind: 'vlan', looseBinding: true }),
  'ip link set x0 type vlan ingress-qos-map 1:4 2:0': set('x0', { kind: 'vlan', ingressQosMap: '1:4 2:0' }),
}

import { add, of, set, type Wishes } from './wish.ts'

const vxlan = of('vxlan', { id: 5, dstport: 4789 })
const geneve = of('geneve', { id: 5, remote: '192.0.2.2' })
const geneve6 = of('geneve', { id: 5, remote: '2001:db8::2' })

export const vxlans: Wishes = {
  'ip link add x0 type vxlan id 5 dstport 8472 local 192.0.2.1': add({ kind: 'vxlan', id: 5, dstport: 8472, local: '192.0.2.1' }),
  'ip link add x0 type vxlan id 5 dstport 4789 local 2001:db8::1 remote 2001:db8::2': vxlan({
    local: '2001:db8::1',
    remote: '2001:db8::2',
  }),
  'ip link add x0 type vxlan id 5 dstport 4789 group 239.1.1.1 dev d0': vxlan({ group: '239.1.1.1', link: 'd0' }),
  'ip link add x0 type vxlan id 5 dstport 4789 ttl inherit tos inherit': vxlan({ ttl: 'inherit', tos: 'inherit' }),
  'ip link add x0 type vxlan id 5 dstport 4789 df set': vxlan({ df: 'set' }),
  'ip link add x0 type vxlan id 5 dstport 4789 df inherit': vxlan({ df: 'inherit' }),
  'ip link add x0 type vxlan id 5 dstport 4789 df unset': vxlan({ df: 'unset' }),
  'ip link add x0 type vxlan id 5 dstport 4789 flowlabel 0x12345 local 2001:db8::1': vxlan({ flowlabel: 0x12345, local: '2001:db8::1' }),
  'ip link add x0 type vxlan id 5 dstport 4789 nolearning': vxlan({ nolearning: true }),
  'ip link add x0 type vxlan id 5 dstport 4789 ageing 0': vxlan({ ageing: 'none' }),
  'ip link add x0 type vxlan id 5 dstport 4789 proxy': vxlan({ proxy: true }),
  'ip link add x0 type vxlan id 5 dstport 4789 rsc l2miss l3miss': vxlan({ rsc: true, l2miss: 'on', l3miss: 1 }),
  'ip link add x0 type vxlan id 5 dstport 4789 noudpcsum udp6zerocsumtx udp6zerocsumrx': vxlan({
    noudpcsum: true,
    udp6zerocsumtx: true,
    udp6zerocsumrx: true,
  }),
  'ip link add x0 type vxlan id 5 dstport 4789 udpcsum noudp6zerocsumtx noudp6zerocsumrx': vxlan({
    udpcsum: true,
    udp6zerocsumtx: false,
    udp6zerocsumrx: false,
  }),
  'ip link add x0 type vxlan dstport 4789 external': add({ kind: 'vxlan', dstport: 4789, external: true }),
  'ip link add x0 type vxlan dstport 4789 external vnifilter': add({ kind: 'vxlan', dstport: 4789, external: true, vnifilter: true }),
  'ip link set x0 type vxlan ageing 33': set('x0', { kind: 'vxlan', ageing: 33 }),
  'ip link set x0 type vxlan ttl 9': set('x0', { kind: 'vxlan', ttl: 9 }),
  'ip link add x0 type geneve id 5 remote 192.0.2.2 ttl 64 tos 8': geneve({ ttl: 64, tos: 8 }),
  'ip link add x0 type geneve id 5 remote 192.0.2.2 ttl inherit tos inherit': geneve({ ttl: 'inherit', tos: 'inherit' }),
  'ip link add x0 type geneve id 5 remote 192.0.2.2 ttl auto': geneve({ ttl: 'auto' }),
  'ip link add x0 type geneve id 5 remote 192.0.2.2 df inherit': geneve({ df: 'inherit' }),
  'ip link add x0 type geneve id 5 remote 2001:db8::2 flowlabel 0x12': geneve6({ flowlabel: 0x12 }),
  'ip link add x0 type geneve id 5 remote 192.0.2.2 noudpcsum': geneve({ noudpcsum: true }),
  'ip link add x0 type geneve id 5 remote 2001:db8::2 udp6zerocsumtx udp6zerocsumrx': geneve6({
    udp6zerocsumtx: true,
    udp6zerocsumrx: true,
  }),
  'ip link add x0 type geneve id 5 remote 192.0.2.2 innerprotoinherit': geneve({ innerprotoinherit: true }),
  'ip link add x0 type geneve external': add({ kind: 'geneve', external: true }),
  'ip link add x0 type geneve external dstport 7001 udp6zerocsumrx': add({
    kind: 'geneve',
    external: true,
    dstport: 7001,
    udp6zerocsumrx: true,
  }),
}

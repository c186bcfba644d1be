// The recorded commands of `ip route` as calls of ours, and the few that cannot be said, each with its reason.
import { getMroutes } from '../../../src/iproute/mroute/mroute.ts'
import { getRoutes, route } from '../../../src/iproute/route/route.ts'
import type { Wish } from './input-recorder.ts'

export const dst = '10.1.0.0/16'
export const via = '192.0.2.254'
export const dev = 'd0'
const six = '2001:db8:f::/48'
// `ip` says boot where nothing is said, the reference page static.
const proto = 'boot'
const base = { dst, via, proto } as const

/** The commands, and the same in our words. */
export const wishes: Readonly<Record<string, Wish>> = {
  'ip route add default via 192.0.2.254': (c) => route(c, 'add', 'default', { via, proto }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 dev d0': (c) => route(c, 'add', { ...base, dev }),
  'ip route add 10.1.0.0/16 dev d0 scope link': (c) => route(c, 'add', { dst, dev, proto, scope: 'link' }),
  'ip route add 10.1.0.0/16 dev d0 src 192.0.2.1': (c) => route(c, 'add', dst, { dev, proto, prefsrc: '192.0.2.1' }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 table 4000000000': (c) => route(c, 'add', { ...base, table: 4000000000 }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 proto static': (c) => route(c, 'add', '10.1.0.0', 16, { gateway: via }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 proto 99': (c) => route(c, 'add', '10.1.0.0', '255.255.0.0', { via, rtproto: 99 }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 proto boot': (c) => route(c, 'add', '10.1.0.0', 16, 'RTN_UNICAST', 'RTPROT_BOOT', { via }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 tos 0x10': (c) => route(c, 'add', { ...base, tos: '0x10' }),
  'ip route add 10.1.0.0/16 via 203.0.113.1 dev d0 onlink': (c) => route(c, 'add', { dst, via: '203.0.113.1', dev, proto, onlink: true }),
  'ip route add 10.1.0.0/16 via inet6 2001:db8::9 dev d0': (c) => route(c, 'add', { dst, gateway: '2001:db8::9', dev, proto }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 realm 5': (c) => route(c, 'add', { ...base, realm: '5' }),
  'ip route add 10.1.0.0/16 nexthop via 192.0.2.253 dev d0 weight 10 nexthop dev d1 weight 20': (c) =>
    route(c, 'add', {
      dst,
      proto,
      multipath: [
        { via: '192.0.2.253', dev, weight: 10 },
        { dev: 'd1', weight: 20 },
      ],
    }),
  'ip route add 10.1.0.0/16 nexthop via 192.0.2.253 realm 4 nexthop via 198.51.100.7 realm 5': (c) =>
    route(c, 'add', {
      dst,
      proto,
      multipath: [
        { gateway: '192.0.2.253', realm: 4 },
        { gateway: '198.51.100.7', realms: '5' },
      ],
    }),
  'ip route append 10.1.0.0/16 via 198.51.100.9': (c) => route(c, 'append', { ...base, via: '198.51.100.9' }),
  'ip route prepend 10.1.0.0/16 via 198.51.100.9': (c) => route(c, 'prepend', { ...base, via: '198.51.100.9' }),
  'ip route replace 10.1.0.0/16 via 198.51.100.9': (c) => route(c, 'replace', { ...base, via: '198.51.100.9' }),
  'ip route change 10.1.0.0/16 via 198.51.100.9': (c) => route(c, 'change', { ...base, via: '198.51.100.9' }),
  'ip route del 10.1.0.0/16': (c) => route(c, 'del', dst),
  'ip route add unreachable 10.1.0.0/16': (c) => route(c, 'add', { dst, type: 'unreachable', proto }),
  'ip route add throw 10.1.0.0/16 table 5': (c) => route(c, 'add', { dst, rtype: 'RTN_THROW', proto, table: '5' }),
  'ip route add unreachable default metric 4294967295': (c) =>
    route(c, 'add', { dst: 'default', type: 'unreachable', proto, metric: 4294967295 }),
  'ip route add local 10.1.0.0/16 dev d0': (c) => route(c, 'add', { dst, type: 'local', dev, proto }),
  'ip route add local 10.1.0.9 dev lo': (c) => route(c, 'add', { dst: '10.1.0.9', type: 'local', dev: 'lo', proto }),
  'ip route add broadcast 10.1.0.255 dev d0': (c) => route(c, 'add', { dst: '10.1.0.255', type: 'broadcast', dev, proto }),
  'ip route add multicast 239.0.0.0/8 dev d0': (c) => route(c, 'add', { dst: '239.0.0.0/8', type: 'multicast', dev, proto }),
  'ip -6 route add local 2001:db8:f::/48 dev lo': (c) => route(c, 'add', { dst: six, type: 'local', dev: 'lo', proto }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 mtu 1400': (c) => route(c, 'add', { ...base, mtu: 1400 }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 mtu lock 1400': (c) => route(c, 'add', { ...base, metrics: { mtu: 1400, lock: ['mtu'] } }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 rtt 100': (c) => route(c, 'add', { ...base, rtt: 100 }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 rto_min 1s': (c) => route(c, 'add', { ...base, rtoMin: '1s' }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 congctl cubic': (c) => route(c, 'add', { ...base, congctl: 'cubic' }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 congctl lock reno': (c) =>
    route(c, 'add', { ...base, metrics: { RTAX_CC_ALGO: 'reno', lock: 'cc_algo' } }),
  'ip -6 route add 2001:db8:f::/48 via 2001:db8::9 mtu 1300 hoplimit 7': (c) =>
    route(c, 'add', { dst: six, via: '2001:db8::9', proto, mtu: 1300, hoplimit: 7 }),
  'ip -6 route add 2001:db8:f::/48 dev d0 pref high': (c) => route(c, 'add', { dst: six, dev, proto, pref: 'high' }),
  'ip -6 route add 2001:db8:f::/48 via 2001:db8::9 expires 300': (c) =>
    route(c, 'add', { dst: six, via: '2001:db8::9', proto, expires: 300 }),
  'ip -6 route add 2001:db8:f::/48 via 2001:db8::9 proto ra': (c) => route(c, 'add', { dst: six, via: '2001:db8::9', proto: 'ra' }),
  'ip -6 route add 2001:db8:f::/48 nexthop via 2001:db8::9 weight 3 nexthop via 2001:db8:1::9 weight 9': (c) =>
    route(c, 'add', {
      dst: six,
      proto,
      multipath: [
        { via: '2001:db8::9', weight: 3 },
        { via: '2001:db8:1::9', weight: 9 },
      ],
    }),
  'ip -6 route add 2001:db8:f::/48 from 2001:db8:1::/64 via 2001:db8::9': (c) =>
    route(c, 'add', { dst: six, from: '2001:db8:1::/64', via: '2001:db8::9', proto }),
  'ip route get 10.1.2.3 oif d0 mark 7 tos 0x10': (c) => route(c, 'get', '10.1.2.3', { oif: 'd0', mark: 7, tos: 16 }),
  'ip route get fibmatch 10.1.2.3': (c) => route(c, 'get', { dst: '10.1.2.3', fibmatch: true }),
  'ip route get 10.1.2.3 ipproto tcp sport 5 dport 80 uid 1000': (c) =>
    route(c, 'get', { dst: '10.1.2.3', ipProto: 'tcp', sport: 5, dport: 80, uid: 1000 }),
  'ip route get 192.0.2.1 from 192.0.2.7 iif d0': (c) => route(c, 'get', { dst: '192.0.2.1', from: '192.0.2.7', iif: 'd0' }),
  'ip -6 route get 2001:db8:f::1 from 2001:db8::1': (c) => route(c, 'get', { dst: '2001:db8:f::1', from: '2001:db8::1' }),
  'ip route add 10.1.0.0/16 nhid 9': (c) => route(c, 'add', { dst, nhid: 9, proto }),
  'ip -f mpls route add 100 as 200/300 via inet 192.0.2.254': (c) =>
    route(c, 'add', { family: 'mpls', dst: '100', as: '200/300', via, proto }),
  'ip -f mpls route del 100': (c) => route(c, 'del', { family: 'mpls', dst: '100' }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 dsfield AF41': (c) => route(c, 'add', { ...base, dsfield: 136 }),
  'ip route add blackhole 10.1.0.0/16': (c) => route(c, 'add', { dst, type: 'blackhole', proto }),
  'ip route add prohibit 10.1.0.0/16': (c) => route(c, 'add', { dst, type: 'RTN_PROHIBIT', proto }),
  'ip -6 route add anycast 2001:db8:f::/128 dev d0': (c) => route(c, 'add', { dst: '2001:db8:f::/128', type: 'anycast', dev, proto }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 advmss 1200': (c) => route(c, 'add', { ...base, advmss: 1200 }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 advmss lock 1200': (c) => route(c, 'add', { ...base, advmss: 1200, lock: ['advmss'] }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 hoplimit 33': (c) => route(c, 'add', { ...base, hoplimit: 33 }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 window 20000': (c) => route(c, 'add', { ...base, window: 20000 }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 ssthresh 10': (c) => route(c, 'add', { ...base, ssthresh: 10 }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 cwnd 20': (c) => route(c, 'add', { ...base, cwnd: 20 }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 cwnd lock 20 ssthresh lock 5': (c) =>
    route(c, 'add', { ...base, cwnd: 20, ssthresh: 5, lock: ['cwnd', 'ssthresh'] }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 reordering 5': (c) => route(c, 'add', { ...base, metrics: { reordering: 5 } }),
  'ip -6 route add 2001:db8:f::/48 via 2001:db8::9 mtu lock 1300 advmss 1000 congctl cubic': (c) =>
    route(c, 'add', { dst: six, via: '2001:db8::9', proto, mtu: 1300, lock: ['mtu'], advmss: 1000, congctl: 'cubic' }),
  'ip -6 route add 2001:db8:f::/48 via 2001:db8::9': (c) => route(c, 'add', { dst: six, via: '2001:db8::9', proto }),
  'ip -6 route add 2001:db8:f::/48 dev d0': (c) => route(c, 'add', { dst: six, dev, proto }),
  'ip -6 route add 2001:db8:f::/48 dev d0 pref low': (c) => route(c, 'add', { dst: six, dev, proto, pref: 'low' }),
  'ip -6 route add 2001:db8:f::/48 via 2001:db8::9 table 1000': (c) =>
    route(c, 'add', { dst: six, via: '2001:db8::9', proto, table: 1000 }),
  'ip -6 route add 2001:db8:f::/48 via 2001:db8::9 proto 186': (c) => route(c, 'add', { dst: six, via: '2001:db8::9', proto: 'bgp' }),
  'ip -6 route add 2001:db8:f::/48 nexthop via 2001:db8::9 nexthop via 2001:db8:1::9': (c) =>
    route(c, 'add', { dst: six, proto, multipath: [{ via: '2001:db8::9' }, { via: '2001:db8:1::9' }] }),
  'ip -6 route add 2001:db8:f::1 dev d0': (c) => route(c, 'add', { dst: '2001:db8:f::1', dev, proto }),
  'ip -6 route del 2001:db8:f::/48 nexthop via 2001:db8::9': (c) => route(c, 'del', { dst: six, multipath: [{ via: '2001:db8::9' }] }),
  'ip -6 route get 2001:db8::9': (c) => route(c, 'get', '2001:db8::9'),
  'ip route get 10.1.2.3 vrf v0': (c) => route(c, 'get', { dst: '10.1.2.3', vrf: 'v0' }),
  'ip route show': (c) => getRoutes(c, { family: 'inet', table: 'main' }),
  'ip route show dev d0': (c) => getRoutes(c, { family: 'inet', table: 'main', dev }),
  'ip route show match 192.0.2.5': (c) => getRoutes(c, { match: '192.0.2.5', table: 'main' }),
  'ip route show exact 192.0.2.0/24': (c) => getRoutes(c, { family: 'inet', exact: '192.0.2.0/24', table: 'main' }),
  'ip -6 route show': (c) => getRoutes(c, 'inet6', { table: 'main' }),
  'ip route show vrf v0': (c) => getRoutes(c, { family: 'inet', vrf: 'v0' }),
  'ip route show cached': (c) => getRoutes(c, { family: 'inet', table: 'main', cached: true }),
  'ip route add 10.1.0.0/16 via 192.0.2.254 vrf v0': (c) => route(c, 'add', { ...base, vrf: 'v0' }),
  'ip route add 10.1.0.0/16 nhid 5 vrf v0': (c) => route(c, 'add', { dst, nhid: 5, proto, vrf: 'v0' }),
  'ip route add 10.1.0.0/16 nhid 5': (c) => route(c, 'add', { dst, nhid: 5, proto }),
  'ip -6 route add 2001:db8:f::/48 nhid 5': (c) => route(c, 'add', { dst: six, nhid: 5, proto }),
  'ip route replace 10.1.0.0/16 nhid 6': (c) => route(c, 'replace', { dst, nhid: 6, proto }),
  'ip -f mpls route add 100 via inet6 2001:db8::9 dev d0': (c) =>
    route(c, 'add', { family: 'mpls', dst: '100', via: '2001:db8::9', dev, proto }),
  'ip -f mpls route add 100 nexthop as 200 via inet 192.0.2.254 dev d0 nexthop as 300 via inet 192.0.2.253 dev d0': (c) =>
    route(c, 'add', {
      family: 'mpls',
      dst: 100,
      proto,
      multipath: [
        { as: '200', via, dev },
        { as: '300', via: '192.0.2.253', dev },
      ],
    }),
  'ip -f mpls route add 100 as 16 via inet 192.0.2.254 dev d0 proto static': (c) =>
    route(c, 'add', { family: 'mpls', dst: '100', newdst: '16', via, dev }),
  'ip -f mpls route add 100 as 200 via inet 192.0.2.254 dev d0 ttl-propagate disabled': (c) =>
    route(c, 'add', { family: 'mpls', dst: '100', as: '200', via, dev, proto, ttlPropagate: 'disabled' }),
  'ip -f mpls route replace 100 as 201 via inet 192.0.2.254 dev d0': (c) =>
    route(c, 'replace', { family: 'mpls', dst: '100', as: '201', via, dev, proto }),
  'ip -f mpls route get fibmatch 100': (c) => route(c, 'get', { family: 'mpls', dst: 100, fibmatch: true }),
  'ip -6 mroute show': (c) => getMroutes(c, 'inet6'),
}

/** Recorded commands that are no wishes, by their beginnings. */
export const unsaid: Readonly<Record<string, string>> = {
  'ip route flush': "sends the kernel's own messages back, with what it only tells; route.test.ts compares what is deleted",
  'ip -6 route flush': 'the same',
  'ip route show type local table all': 'asks for everything and chooses itself; we let the kernel choose',
  'ip -6 route add default via fe80::9 dev d0 metric 7': 'sends the address :: besides its length of 0',
  'ip ioam': 'generic netlink',
  'ip token': 'a link',
}

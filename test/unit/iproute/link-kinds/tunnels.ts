import { add, of, set, type Wishes } from './wish.ts'

const ends = { local: '192.0.2.1', remote: '192.0.2.2' } as const
const remote = '192.0.2.2'
const remote6 = '2001:db8::2'
const gre = of('gre', { remote })
const ip6gre = of('ip6gre', { remote: remote6 })
const erspan = of('erspan', { seq: true, key: 30, local: '192.0.2.4', remote: '192.0.2.1' })
const ipip = of('ipip', { remote })
const sit = of('sit', { remote })
const ip6tnl = of('ip6tnl', { remote: remote6 })

export const gres: Wishes = {
  'ip link add x0 type gre local 192.0.2.1 remote 192.0.2.2': add({ kind: 'gre', ...ends }),
  'ip link add x0 type gre local 192.0.2.1 remote 192.0.2.2 ttl 64 tos 8': add({ kind: 'gre', ...ends, ttl: 64, tos: 8 }),
  'ip link add x0 type gre remote 192.0.2.2 ikey 1 okey 0.0.0.2': gre({ ikey: 1, okey: '0.0.0.2' }),
  'ip link add x0 type gre remote 192.0.2.2 seq csum': gre({ seq: true, csum: true }),
  'ip link add x0 type gre remote 192.0.2.2 iseq ocsum': gre({ iseq: true, ocsum: 'on' }),
  'ip link add x0 type gre remote 192.0.2.2 icsum oseq': gre({ icsum: true, oseq: true }),
  'ip link add x0 type gre remote 192.0.2.2 ttl inherit nopmtudisc': gre({ ttl: 'inherit', nopmtudisc: true }),
  'ip link add x0 type gre remote 192.0.2.2 fwmark 0x99': gre({ fwmark: 0x99 }),
  'ip link add x0 type gre remote 192.0.2.2 encap gue encap-sport auto encap-dport 2000 encap-remcsum encap-udp6-csum': gre({
    encap: 'gue',
    encapSport: 'auto',
    encapDport: 2000,
    encapRemcsum: true,
    encapUdp6Csum: true,
  }),
  'ip link set x0 type gre remote 192.0.2.3 ttl 8': set('x0', { kind: 'gre', remote: '192.0.2.3', ttl: 8 }),
  'ip link add x0 type gretap local 192.0.2.1 remote 192.0.2.2': add({ kind: 'gretap', ...ends }),
  'ip link add x0 type gretap remote 192.0.2.2 ignore-df nopmtudisc ttl 4': add({
    kind: 'gretap',
    remote,
    ignoreDf: true,
    pmtudisc: false,
    ttl: 4,
  }),
  'ip link add x0 type gretap external': add({ kind: 'gretap', external: true }),
  'ip link add x0 type gretap remote 192.0.2.2 encap gue encap-sport auto encap-dport 6080': add({
    kind: 'gretap',
    remote,
    encap: 'gue',
    encapSport: 'auto',
    encapDport: 6080,
  }),
  'ip link add x0 type erspan seq key 30 local 192.0.2.4 remote 192.0.2.1 erspan_ver 1 erspan 123': erspan({ erspanVer: 1, erspan: 123 }),
  'ip link add x0 type erspan seq key 30 local 192.0.2.4 remote 192.0.2.1 erspan_ver 2 erspan_dir egress erspan_hwid 17': erspan({
    erspanVer: 2,
    erspanDir: 'egress',
    erspanHwid: 17,
  }),
  'ip link add x0 type erspan seq key 30 local 192.0.2.4 remote 192.0.2.1 erspan_ver 2 erspan_dir ingress erspan_hwid 0x2': erspan({
    erspanVer: 2,
    erspanDir: 'ingress',
    erspanHwid: 2,
  }),
}

export const gres6: Wishes = {
  'ip link add x0 type ip6gre remote 2001:db8::2 hoplimit 33 tclass 0x20 flowlabel 0x54321': ip6gre({
    hoplimit: 33,
    tclass: 0x20,
    flowlabel: 0x54321,
  }),
  'ip link add x0 type ip6gre remote 2001:db8::2 encaplimit 9 hoplimit inherit': ip6gre({ encaplimit: 9, hoplimit: 'inherit' }),
  'ip link add x0 type ip6gre remote 2001:db8::2 key 7 csum seq': ip6gre({ key: '7', csum: true, seq: true }),
  'ip link add x0 type ip6gre remote 2001:db8::2 ikey 7 okey 8 icsum oseq': ip6gre({ ikey: 7, okey: 8, icsum: true, oseq: true }),
  'ip link add x0 type ip6gre remote 2001:db8::2 dscp inherit': ip6gre({ dscp: 'inherit' }),
  'ip link add x0 type ip6gre remote 2001:db8::2 fwmark inherit': ip6gre({ fwmark: 'inherit' }),
  'ip link add x0 type ip6gre remote 2001:db8::2 fwmark 0x12': ip6gre({ fwmark: 0x12 }),
  'ip link add x0 type ip6gre external': add({ kind: 'ip6gre', external: true }),
  'ip link add x0 type ip6gretap remote 2001:db8::2 key 9 hoplimit 3': add({ kind: 'ip6gretap', remote: remote6, key: 9, hoplimit: 3 }),
  'ip link add x0 type ip6gretap external': add({ kind: 'ip6gretap', external: true }),
  'ip link add x0 type ip6erspan seq key 30 local 2001:db8::4 remote 2001:db8::1 erspan_ver 1 erspan 123': add({
    kind: 'ip6erspan',
    seq: true,
    key: 30,
    local: '2001:db8::4',
    remote: '2001:db8::1',
    erspanVer: 1,
    erspan: 123,
  }),
  'ip link add x0 type ip6erspan external': add({ kind: 'ip6erspan', external: true }),
}

export const ipTunnels: Wishes = {
  'ip link add x0 type ipip local 192.0.2.1 remote 192.0.2.2': add({ kind: 'ipip', ...ends }),
  'ip link add x0 type ipip remote 192.0.2.2 ttl 64 tos 8 dev d0': ipip({ ttl: 64, tos: 8, link: 'd0' }),
  'ip link add x0 type ipip remote 192.0.2.2 nopmtudisc': ipip({ nopmtudisc: true }),
  'ip link add x0 type ipip remote 192.0.2.2 mode any': ipip({ mode: 'any' }),
  'ip link add x0 type ipip remote 192.0.2.2 encap gue encap-sport auto encap-dport 5555 noencap-csum noencap-remcsum': ipip({
    encap: 'gue',
    encapSport: 'auto',
    encapDport: 5555,
    noencapCsum: true,
    encapRemcsum: false,
  }),
  'ip link add x0 type ipip remote 192.0.2.2 encap none': ipip({ encap: 'none' }),
  'ip link add x0 type ipip external': add({ kind: 'ipip', external: true }),
  'ip link add x0 type sit local 192.0.2.1 remote 192.0.2.2': add({ kind: 'sit', ...ends }),
  'ip link add x0 type sit remote 192.0.2.2 ttl 64 tos 8 dev d0': sit({ ttl: 64, tos: 8, data: { dev: 'd0' } }),
  'ip link add x0 type sit remote 192.0.2.2 mode ip6ip': sit({ mode: 'ip6ip' }),
  'ip link add x0 type sit remote 192.0.2.2 mode ipip': sit({ mode: 'ipip' }),
  'ip link add x0 type sit remote 192.0.2.2 isatap': sit({ isatap: true }),
  'ip link add x0 type sit remote 192.0.2.2 fwmark 3': sit({ fwmark: 3 }),
  'ip link add x0 type sit remote 192.0.2.2 encap gue encap-sport 1 encap-dport 2': sit({ encap: 'gue', encapSport: 1, encapDport: 2 }),
}

export const ip6Tunnels: Wishes = {
  'ip link add x0 type ip6tnl remote 2001:db8::2 mode ip6ip6': ip6tnl({ mode: 'ip6ip6' }),
  'ip link add x0 type ip6tnl remote 2001:db8::2 mode any': ip6tnl({ mode: 'any' }),
  'ip link add x0 type ip6tnl remote 2001:db8::2 hoplimit 12 tclass 4 flowlabel 0x77': ip6tnl({ hoplimit: 12, tclass: 4, flowlabel: 0x77 }),
  'ip link add x0 type ip6tnl remote 2001:db8::2 tclass inherit flowlabel inherit': ip6tnl({ tclass: 'inherit', flowlabel: 'inherit' }),
  'ip link add x0 type ip6tnl remote 2001:db8::2 encaplimit none dev d0': ip6tnl({ encaplimit: 'none', link: 'd0' }),
  'ip link add x0 type ip6tnl remote 2001:db8::2 fwmark 0x10': ip6tnl({ fwmark: 0x10 }),
  'ip link add x0 type ip6tnl remote 2001:db8::2 fwmark inherit': ip6tnl({ fwmark: 'inherit' }),
  'ip link add x0 type ip6tnl remote 2001:db8::2 encap gue encap-sport 9 encap-dport 10 encap-udp6-csum': ip6tnl({
    encap: 'gue',
    encapSport: 9,
    encapDport: 10,
    encapUdp6Csum: true,
  }),
}

export const vtis: Wishes = {
  'ip link add x0 type vti local 192.0.2.1 remote 192.0.2.2 key 7': add({ kind: 'vti', ...ends, key: 7 }),
  'ip link add x0 type vti local 192.0.2.1 remote 192.0.2.2 ikey 7 okey 8 dev d0': add({
    kind: 'vti',
    ...ends,
    ikey: 7,
    okey: 8,
    link: 'd0',
  }),
  'ip link add x0 type vti6 local 2001:db8::1 remote 2001:db8::2 ikey 7 okey 8 dev d0': add({
    kind: 'vti6',
    local: '2001:db8::1',
    remote: remote6,
    ikey: '0.0.0.7',
    okey: 8,
    link: 'd0',
  }),
  'ip link add x0 type vti6 remote 2001:db8::2 fwmark 0x33': add({ kind: 'vti6', remote: remote6, fwmark: 0x33 }),
}

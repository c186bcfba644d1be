// Kinds of tunnels, made by words, judged by `ip -j -d`, changed, and made again of what was read.
// Its name puts it behind all other files: it has modules loaded that put a tunnel of their own into every new namespace.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type KindCase, makeElsewhere, makeKinds } from './kind-cases.ts'
import { lab } from './reference-lab.ts'

const ends = { local: '192.0.2.1', remote: '192.0.2.2' } as const
const ends6 = { local: '2001:db8::1', remote: '2001:db8::2' } as const

const CASES: readonly KindCase[] = [
  {
    add: { kind: 'gre', ...ends, ttl: 64, tos: 8, ikey: 5, okey: '0.0.0.6', icsum: true, oseq: true, link: 'a' },
    shown: { remote: '192.0.2.2', ttl: 64, tos: '0x8', ikey: '0.0.0.5', okey: '0.0.0.6', icsum: true, oseq: true, link: 'a' },
    set: { kind: 'gre', ttl: 9, iseq: true, nookey: true },
    after: { ttl: 9, iseq: true, okey: undefined },
  },
  {
    add: { kind: 'gretap', ...ends, ignoreDf: true, nopmtudisc: true, ttl: 'inherit' },
    shown: { ...ends, ignore_df: true, pmtudisc: false, ttl: 0 },
    set: { kind: 'gretap', remote: '192.0.2.3' },
    after: { remote: '192.0.2.3' },
  },
  { add: { kind: 'gretap', external: true }, shown: { external: true } },
  {
    add: { kind: 'erspan', ...ends, seq: true, key: 30, erspanVer: 1, erspan: 123 },
    shown: { iseq: true, oseq: true, ikey: '0.0.0.30', erspan_ver: 1, erspan_index: 123 },
    set: { kind: 'erspan', erspan: 124 },
    after: { erspan_index: 124 },
  },
  {
    add: { kind: 'erspan', ...ends, seq: true, key: 31, erspanVer: 2, erspanDir: 'egress', erspanHwid: 17 },
    shown: { erspan_ver: 2, erspan_dir: 'egress', erspan_hwid: '0x11' },
  },
  {
    add: { kind: 'ip6gre', ...ends6, hoplimit: 33, tclass: 0x20, flowlabel: 0x54321, key: 7, encaplimit: 'none', allowLocalremote: true },
    shown: { remote: '2001:db8::2', ttl: 33, tclass: '0x20', flowlabel: '0x54321', ip6_tnl_f_ign_encap_limit: true },
    set: { kind: 'ip6gre', hoplimit: 12, encaplimit: 5 },
    after: { ttl: 12, encap_limit: 5, ip6_tnl_f_ign_encap_limit: undefined },
  },
  {
    add: { kind: 'ip6gretap', ...ends6, tclass: 'inherit', flowlabel: 'inherit', dscp: 'inherit' },
    shown: { ip6_tnl_f_use_orig_tclass: true, ip6_tnl_f_use_orig_flowlabel: true, ip6_tnl_f_rcv_dscp_copy: true, ttl: 64, encap_limit: 4 },
  },
  {
    add: { kind: 'ip6erspan', ...ends6, seq: true, key: 9, erspanVer: 1, erspan: 12 },
    shown: { erspan_ver: 1, erspan_index: 12, ttl: 64 },
  },
  {
    add: { kind: 'ipip', ...ends, ttl: 12, mode: 'mplsip' },
    shown: { proto: 'mplsip', remote: '192.0.2.2', ttl: 12 },
    set: { kind: 'ipip', tos: 'inherit', ttl: 13 },
    after: { tos: '0x1', ttl: 13 },
  },
  { add: { kind: 'ipip', external: true }, shown: { external: true } },
  {
    add: { kind: 'sit', local: '192.0.2.1', mode: 'ip6ip', '6rdPrefix': '2001:db8::/32', '6rdRelayPrefix': '192.0.2.0/24' },
    shown: { proto: 'ip6ip', local: '192.0.2.1', prefix: '2001:db8::', prefixlen: 32, relay_prefix: '192.0.2.0', relay_prefixlen: 24 },
  },
  { add: { kind: 'sit', ...ends, isatap: true }, shown: { isatap: true, proto: 'any' }, set: { kind: 'sit', ttl: 7 }, after: { ttl: 7 } },
  {
    add: { kind: 'ip6tnl', ...ends6, mode: 'ip6ip6', hoplimit: 'inherit', link: 'a' },
    shown: { proto: 'ip6ip6', remote: '2001:db8::2', ttl: 0, encap_limit: 4, link: 'a' },
    set: { kind: 'ip6tnl', tclass: 4, encaplimit: 'none' },
    after: { tclass: '0x04', ip6_tnl_f_ign_encap_limit: true, encap_limit: undefined },
  },
  {
    add: { kind: 'vti', ...ends, ikey: 7, okey: '0.0.0.8' },
    shown: { ikey: '0.0.0.7', okey: '0.0.0.8' },
    set: { kind: 'vti', okey: 9 },
    after: { okey: '0.0.0.9' },
  },
  { add: { kind: 'vti6', ...ends6, key: 7, link: 'a' }, shown: { ikey: '0.0.0.7', okey: '0.0.0.7', link: 'a' } },
]

test('kinds of tunnels, made by words, changed, listed and made again', (t) => makeKinds(t, CASES))
test('kinds of tunnels in another namespace: index and name that the kernel chose', (t) => makeElsewhere(t, CASES))

test('a tunnel is ensured: what is not wished stays as it is', async (t) => {
  const here = await lab(t)
  if (here === undefined || !(await here.has('ipip'))) return
  const { ip } = here
  const wish = { ifname: 'x0', kind: 'ipip', ...ends, ttl: 12 } as const
  assert.deepEqual([await ip.link('ensure', wish), await ip.link('ensure', wish)], ['created', 'unchanged'])
  assert.equal(await ip.link('ensure', { ifname: 'x0', kind: 'ipip', ttl: 13 }), 'changed')
  const { linkinfo } = await ip.link('get', 'x0')
  assert.ok(linkinfo?.kind === 'ipip')
  assert.deepEqual([linkinfo.data?.remote, linkinfo.data?.ttl], [ends.remote, 13])
})

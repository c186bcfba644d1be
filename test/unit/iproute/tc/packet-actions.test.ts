import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Nouns } from '../../../../src/iproute/nouns.ts'
import { Recorder } from '../input-recorder.ts'
import { sameAsTc } from './wish.ts'

const tc = 'tc actions add action'
const tunnel = { srcIp: '192.0.2.1', dstIp: '192.0.2.2' } as const

sameAsTc({
  [`${tc} pass`]: (ip) => ip.tc('add-action', { actions: ['pass'] }),
  [`${tc} drop`]: (ip) => ip.tc('add-action', 'gact', { action: 'drop' }),
  [`${tc} drop random determ pass 5`]: (ip) => ip.tc('add-action', 'gact', { action: 'drop', random: 'determ pass 5' }),
  [`${tc} drop random netrand ok 10`]: (ip) =>
    ip.tc('add-action', 'gact', { action: 'drop', prob: { ptype: 'netrand', pval: 10, paction: 'pass' } }),
  [`${tc} mirred ingress redirect dev d0`]: (ip) => ip.tc('add-action', 'mirred', { ingress: 'redirect', dev: 'd0' }),
  [`${tc} mirred egress mirror dev d0`]: (ip) => ip.tc('add-action', 'mirred', { egress: true, mirror: true, ifindex: 'd0' }),
  [`${tc} mirred egress redirect dev d0 index 9`]: (ip) => ip.tc('add-action', 'mirred', { eaction: 'egress_redir', dev: 'd0', index: 9 }),
  [`${tc} police rate 1mbit burst 10k`]: (ip) => ip.tc('add-action', 'police', { rate: '1mbit', burst: '10k' }),
  [`${tc} police rate 1mbit burst 10k conform-exceed drop/pipe`]: (ip) =>
    ip.tc('add-action', 'police', { rate: '1mbit', maxburst: '10k', conformExceed: 'drop/pipe' }),
  [`${tc} police rate 1mbit burst 10k peakrate 2mbit mtu 2000`]: (ip) =>
    ip.tc('add-action', 'police', { rate: 1_000_000, burst: 10_240, peakrate: 2_000_000, mtu: 2000 }),
  [`${tc} police rate 1mbit burst 10k mpu 64 overhead 14 linklayer ethernet`]: (ip) =>
    ip.tc('add-action', 'police', { rate: '1mbit', burst: '10k', mpu: 64, overhead: 14, linklayer: 'ethernet' }),
  [`${tc} police rate 1mbit burst 10k drop index 5`]: (ip) =>
    ip.tc('add-action', 'police', { rate: '1mbit', burst: '10k', action: 'drop', index: 5 }),
  [`${tc} vlan push id 7`]: (ip) => ip.tc('add-action', 'vlan', { push: true, id: 7 }),
  [`${tc} vlan modify id 9 priority 2 protocol 802.1Q`]: (ip) =>
    ip.tc('add-action', 'vlan', { vlanAction: 'modify', pushVlanId: 9, priority: 2, protocol: '802.1Q' }),
  [`${tc} vlan pop_eth`]: (ip) => ip.tc('add-action', 'vlan', { popEth: true }),
  [`${tc} skbedit mark 7`]: (ip) => ip.tc('add-action', 'skbedit', { mark: '7' }),
  [`${tc} skbedit priority 1:5`]: (ip) => ip.tc('add-action', 'skbedit', { priority: '1:5' }),
  [`${tc} skbedit queue_mapping 3`]: (ip) => ip.tc('add-action', 'skbedit', { queueMapping: 3 }),
  [`${tc} skbedit ptype otherhost`]: (ip) => ip.tc('add-action', 'skbedit', { ptype: 'otherhost' }),
  [`${tc} skbedit inheritdsfield`]: (ip) => ip.tc('add-action', 'skbedit', { inheritdsfield: true }),
  [`${tc} nat ingress 192.0.2.0/24 198.51.100.1`]: (ip) =>
    ip.tc('add-action', 'nat', { ingress: true, old: '192.0.2.0/24', new: '198.51.100.1' }),
  // tc shifts by 32 for `any` and so compares every bit.
  [`${tc} nat egress any 198.51.100.1`]: (ip) => ip.tc('add-action', 'nat', { egress: true, oldAddr: '0.0.0.0', newAddr: '198.51.100.1' }),
  [`${tc} csum ip`]: (ip) => ip.tc('add-action', 'csum', { iph: true }),
  [`${tc} csum iph index 4`]: (ip) => ip.tc('add-action', 'csum', { updateFlags: ['ipv4hdr'], index: 4 }),
  [`${tc} tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 7 dst_port 4789 tos 8 ttl 9`]: (ip) =>
    ip.tc('add-action', 'tunnel_key', { set: true, ...tunnel, id: 7, dstPort: 4789, tos: 8, ttl: 9 }),
  [`${tc} tunnel_key set src_ip 2001:db8::1 dst_ip 2001:db8::2 id 7 nocsum`]: (ip) =>
    ip.tc('add-action', 'tunnel_key', { mode: 'set', srcIp: '2001:db8::1', dstIp: '2001:db8::2', id: 7, nocsum: true }),
  [`${tc} tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 7 geneve_opts 0102:80:00800022,0103:81:0102030405060708`]: (ip) =>
    ip.tc('add-action', 'tunnel_key', { set: true, ...tunnel, id: 7, geneveOpts: '0102:80:00800022,0103:81:0102030405060708' }),
  [`${tc} tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 7 vxlan_opts 99`]: (ip) =>
    ip.tc('add-action', 'tunnel_key', { set: true, ...tunnel, id: 7, vxlanOpts: 99 }),
  [`${tc} tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 7 erspan_opts 2:0:1:17`]: (ip) =>
    ip.tc('add-action', 'tunnel_key', { set: true, ...tunnel, id: 7, erspanOpts: '2:0:1:17' }),
})

const pedit = (phrase: string, words: object) => ({ [`${tc} pedit ${phrase}`]: (ip: Nouns) => ip.tc('add-action', 'pedit', words) })
sameAsTc({
  ...pedit('munge offset 9 u8 set 0x11', { munge: 'offset 9 u8 set 0x11' }),
  ...pedit('munge offset 0 u8 clear', { keys: ['offset 0 u8 clear'] }),
  ...pedit('munge offset 0 u8 preserve', { keys: ['offset 0 u8 preserve'] }),
  ...pedit('munge ip src set 192.0.2.1', { keys: ['ip src set 192.0.2.1'], ex: false }),
  ...pedit('ex munge eth src set 02:00:00:00:00:01', { keys: ['eth src set 02:00:00:00:00:01'] }),
  ...pedit('ex munge ip ttl dec pipe', { keys: 'munge ip ttl dec', action: 'pipe' }),
  ...pedit('ex munge ip ttl set 64', { keys: [{ htype: 'ip', off: 8, val: 0x40000000, mask: 0xffffff }] }),
  ...pedit('ex munge ip src set 192.0.2.1 munge ip dst set 192.0.2.2', { keys: ['ip src set 192.0.2.1', 'ip dst set 192.0.2.2'] }),
  ...pedit('ex munge ip tos set 0x10 retain 0xfc', { keys: ['ip tos set 0x10 retain 0xfc'] }),
  ...pedit('ex munge ip6 src set 2001:db8::1', { keys: ['ip6 src set 2001:db8::1'] }),
  ...pedit('ex munge tcp sport set 80 munge tcp dport set 81', { munge: ['tcp sport set 80', 'tcp dport set 81'] }),
  ...pedit('ex munge udp sport set 53 pipe', { keys: ['udp sport set 53'], action: 'pipe' }),
  ...pedit('ex munge ip ttl add 0xff', { keys: ['ip ttl add 0xff'] }),
})

const filter = 'tc filter add dev d0 ingress protocol ip prio 10'
const place = { parent: 'ingress', protocol: 'ip', prio: 10 } as const
sameAsTc(
  {
    [`${filter} matchall action gact pass random determ drop 4`]: (ip) =>
      ip.tc('add-filter', 'matchall', 'd0', { ...place, action: { kind: 'gact', random: 'determ drop 4' } }),
    [`${filter} matchall action police rate 1mbit burst 10k conform-exceed drop/pipe action mirred egress redirect dev d0`]: (ip) =>
      ip.tc('add-filter', 'matchall', 'd0', {
        ...place,
        actions: [
          { kind: 'police', rate: '1mbit', burst: '10k', conformExceed: 'drop/pipe' },
          { kind: 'mirred', egress: 'redirect', dev: 'd0' },
        ],
      }),
    [`${filter} matchall action vlan push id 5 pipe action pedit ex munge ip ttl dec pipe action csum ip`]: (ip) =>
      ip.tc('add-filter', 'matchall', 'd0', {
        ...place,
        actions: [
          { kind: 'vlan', push: true, id: 5 },
          { kind: 'pedit', munge: ['ip ttl dec'], action: 'pipe' },
          { kind: 'csum', iph: true },
        ],
      }),
  },
  'tc-action',
)

/** What is refused before anything is sent, and what is said of it. */
const refused: readonly [kind: string, options: object, reason: RegExp][] = [
  ['gact', { random: 'determ 5' }, /random: 'netrand drop 10'/],
  ['mirred', {}, /needs 'eaction' or 'egress'/],
  ['mirred', { egress: 'redirect', ingress: 'mirror', dev: 1 }, /exclude each other/],
  ['mirred', { redirect: true, dev: 1 }, /needs 'eaction'|'redirect' needs/],
  ['police', { rate: '1mbit' }, /'rate' needs 'burst'/],
  ['police', { burst: '10k' }, /needs 'rate' or 'pktsRate'/],
  ['police', { rate: '1mbit', burst: '10k', peakrate: '2mbit' }, /'peakrate' needs 'mtu'/],
  ['police', { rate: '1mbitt', burst: '10k' }, /rate: .*did you mean 'mbit'/],
  ['police', { rate: '1mbit', bursts: '10k' }, /'bursts' is not an option of the action police; did you mean 'burst'/],
  ['pedit', {}, /needs 'keys' or 'munge'/],
  ['vlan', { push: true }, /'push' needs 'id'/],
  ['nat', { old: '192.0.2.0/33', new: '192.0.2.1' }, /prefix length/],
  ['skbedit', { mark: '7/x' }, /mark: a mark/],
  ['csum', { tcp: true, updateFlags: ['udp'] }, /given beside/],
  ['tunnel_key', { set: true, srcIp: '192.0.2.1' }, /'set' needs 'dstIp'/],
  ['tunnel_key', { set: true, ...tunnel, geneveOpts: '0102' }, /'class:type:data' is wanted/],
]
for (const [kind, options, reason] of refused) {
  test(`refused: ${kind} ${JSON.stringify(options)}`, async () => {
    const ip = new Nouns(new Recorder({}))
    await assert.rejects(async () => ip.tc('add-action', kind as 'gact', options), reason)
  })
}

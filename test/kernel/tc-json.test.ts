// Live: what our printer says of the kernel's answers, against `tc -j -d` on the same link, for commands that were not recorded.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { encode, type IPRoute } from '../../src/index.ts'
import { iproute2Json } from '../../src/iproute2/index.ts'
import { read, write } from './tc-copy.ts'
import { tcLab } from './tc-lab.ts'

const QDISCS: readonly string[] = [
  'root netem delay 10ms 5ms 25% loss random 1% 25% duplicate 1% reorder 25% 50% gap 5 corrupt 0.1% rate 1mbit 20 100 5 slot 800us 1ms packets 32 bytes 64k',
  'root netem loss state 1% 2% 3% 4% 5%',
  'root netem loss gemodel 1% 10% 70% 0.1% ecn',
  'root netem rate 40gbit limit 100000',
  'root tbf rate 100gbit burst 1mb latency 10ms',
  'root tbf rate 1mbit burst 5kb latency 70ms peakrate 2mbit minburst 1540 mpu 64 overhead 10 linklayer atm',
  'handle 1: root htb default 0x30 r2q 5 direct_qlen 10',
  'root handle 1: hfsc default 10',
  'root ets bands 5 strict 2 quanta 1000 2000 3000 priomap 0 1 2 3 4 4 4',
  'root cake bandwidth 100mbit diffserv4 triple-isolate nat wash ack-filter split-gso rtt 50ms overhead 44 mpu 84 atm memlimit 32mb ingress fwmark 0xf0',
  'root cake unlimited besteffort flowblind no-ack-filter no-split-gso noatm raw egress nowash',
  'root cake autorate-ingress bandwidth 1gbit precedence dual-srchost pppoe-vcmux ether-vlan',
  'root cake docsis lan',
  'root fq limit 1000 flow_limit 10 buckets 512 quantum 3000 initial_quantum 9000 maxrate 10gbit refill_delay 10ms low_rate_threshold 1mbit orphan_mask 511 timer_slack 5us ce_threshold 1ms horizon 5s horizon_cap',
  'root fq_codel limit 100 flows 128 target 4ms interval 80ms quantum 300 noecn ce_threshold 2ms memory_limit 4mb drop_batch 32',
  'root codel limit 100 target 4ms interval 30ms noecn ce_threshold 1024us', // the kernel counts in 1024 ns
  'root pie limit 100 target 15ms tupdate 30ms alpha 5 beta 10 ecn bytemode dq_rate_estimator',
  'root fq_pie limit 5000 flows 512 target 20ms tupdate 20ms alpha 3 beta 21 quantum 1000 memory_limit 1mb ecn_prob 20 ecn bytemode dq_rate_estimator',
  'root hhf limit 100 quantum 1000 hh_limit 100 reset_timeout 10ms admit_bytes 10000 evict_timeout 2s non_hh_weight 4',
  'root red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn harddrop nodrop adaptive bandwidth 100Mbit probability 0.05',
  'root sfq limit 3000 quantum 1514 depth 64 headdrop divisor 512 flows 100 perturb 60 redflowlimit 100000 min 8000 max 60000 probability 0.2 ecn harddrop',
  'root choke limit 1000 min 80 max 240 avpkt 1000 burst 100 probability 0.1 bandwidth 1gbit',
  'root prio bands 5 priomap 0 1 2 3 4 0 1 2 3 4 0 1 2 3 4 0',
  'root skbprio limit 100',
  'root cbs locredit -1470 hicredit 30 sendslope -980000 idleslope 20000 offload 0',
  'root etf clockid CLOCK_TAI delta 300000 skip_sock_check',
  'root estimator 1sec 4sec pfifo limit 50',
  'root stab mtu 2047 mpu 64 overhead 18 tsize 128 linklayer ethernet pfifo limit 9',
]
const INGRESS: readonly string[] = [
  'protocol arp flower arp_sip 10.0.0.0/8 arp_tip 10.0.0.1 arp_op reply arp_sha 01:02:03:04:05:06 arp_tha 01:02:03:04:05:07/ff:ff:ff:00:00:00',
  'protocol 802.1q flower vlan_id 10 vlan_prio 3 vlan_ethtype 802.1ad cvlan_id 11 cvlan_prio 4 cvlan_ethtype ipv4 dst_ip 1.2.3.4',
  'protocol ip flower ip_proto tcp tcp_flags 0x12/0x17 ip_tos 0x1c/0xfc ip_ttl 1/0x80 src_port 100-200 dst_port 1000-1010',
  'protocol ip flower enc_key_id 100 enc_dst_ip 2001:db8::1 enc_src_ip 2001:db8::2 enc_dst_port 4789 enc_tos 4/0xfc enc_ttl 5',
  'protocol mpls_uc flower mpls lse depth 1 label 16 tc 3 bos 0 ttl 9 lse depth 2 label 17',
  'protocol ip flower ct_state +trk+new-inv-rpl ct_zone 5/0xffff ct_mark 1/1 action ct commit zone 4 nat src addr 10.0.0.1 pipe action drop',
  'protocol ip flower ip_flags nofrag/firstfrag action goto chain 5',
  'protocol all matchall action police rate 100mbit burst 100k conform-exceed drop/pipe action sample rate 10 group 4 trunc 20 action pass',
  'protocol all matchall action police rate 50gbit burst 10mb mtu 64kb peakrate 60gbit',
  'protocol all matchall action vlan push id 5 protocol 802.1ad priority 3 pipe action vlan modify id 7 pipe action vlan pop_eth',
  'protocol all matchall action tunnel_key set src_ip 1.1.1.1 dst_ip 2.2.2.2 id 5 dst_port 99 geneve_opts 1:2:00112233 nocsum ttl 3 pipe action tunnel_key unset',
  'protocol all matchall action mpls push label 5 tc 3 ttl 10 protocol mpls_uc pipe action mpls pop protocol ip',
  'protocol all matchall action gate index 7 clockid CLOCK_TAI priority 3 base-time 1000 cycle-time 5000 cycle-time-ext 10 sched-entry open 200 2 100 sched-entry close 300 -1 -1',
  'protocol all matchall action ctinfo dscp 0xfc000000 0x01000000 cpmark 0xffff zone 7',
  'protocol all matchall action gact drop random netrand pass 7 cookie 00112233445566778899aabbccddeeff',
  'protocol all matchall action pedit ex munge ip ttl set 9 munge tcp dport add 5 pipe action csum ip4h and tcp and udp',
  'protocol ip u32 match ip tos 0x10 0xff match ip dst 10.0.0.0/8 flowid 1:3 action drop',
]

/** Times of actions, which pass while we look. */
const steady = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(steady)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([key, one]) => one !== undefined && !['installed', 'last_used', 'first_used', 'expires'].includes(key),
  )
  return Object.fromEntries(kept.map(([key, one]) => [key, steady(one)]))
}

const ours = (type: string, messages: readonly object[], words: readonly string[], links: Readonly<Record<string, string>>): unknown => {
  const datagrams = messages.map((message) => encode({ header: { type, flags: ['multi'] }, ...message } as never))
  return steady(iproute2Json(['tc', '-j', '-d', ...words], datagrams, { links }))
}

const compare = (name: string, object: 'qdisc' | 'filter', lines: readonly string[]): void => {
  test(`${name}: printed as tc prints it, and the same again on another link`, async (t) => {
    const here = await tcLab(t)
    if (here === undefined) return
    const { ip, batch, links } = here
    let compared = 0
    const wrong: string[] = []
    for (const [i, line] of lines.entries()) {
      const [from, to] = [`p${i}`, `q${i}`]
      const [source = 0, target = 0] = await links([from, to])
      const commands =
        object === 'qdisc' ? [`qdisc add dev ${from} ${line}`] : [`qdisc add dev ${from} clsact`, `filter add dev ${from} ingress ${line}`]
      if ((await batch(commands)).size === 0) {
        compared++
        try {
          await check(ip, here.name, object, source, from)
          const tree = await read(ip, source)
          const before = here.shown(from)
          await batch([`qdisc del dev ${from} ${object === 'qdisc' ? 'root' : 'clsact'}`])
          await write(ip, target, tree)
          assert.equal(here.shown(to), before)
        } catch (error) {
          wrong.push(`${line}: ${(error as Error).message}`)
        }
      }
      await ip.linkRemove(source)
      await ip.linkRemove(target)
    }
    if (compared === 0) return void t.skip('this kernel makes none of them')
    t.diagnostic(`${compared} of ${lines.length}`)
    assert.deepEqual(wrong, [])
  })
}

const check = async (ip: IPRoute, name: string, object: 'qdisc' | 'filter', index: number, dev: string): Promise<void> => {
  const words = object === 'qdisc' ? ['qdisc', 'show', 'dev', dev] : ['filter', 'show', 'dev', dev, 'ingress']
  const { stdout } = spawnSync('tc', ['-n', name, '-j', '-d', ...words], { encoding: 'utf8' })
  const messages = object === 'qdisc' ? await ip.getQdiscs(index) : await ip.getFilters({ index, parent: 'ingress' })
  const mine = ours(object === 'qdisc' ? 'RTM_NEWQDISC' : 'RTM_NEWTFILTER', messages, words, { [index]: dev })
  let theirs: unknown
  try {
    theirs = JSON.parse(stdout)
  } catch {
    return // tc 6.1 prints broken JSON for some kinds
  }
  assert.deepEqual(mine, steady(theirs))
}

compare('queueing disciplines', 'qdisc', QDISCS)
compare('filters and actions', 'filter', INGRESS)

// Live: what our printer says of the kernel's own datagrams, against `ip -j` and `bridge -j` in the same namespace, of links of
// most kinds. Its name puts it behind other files: tunnels put a link of their own into every new namespace.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { type TestContext, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { decode, encode } from '../../src/index.ts'
import { iproute2Json } from '../../src/iproute2/index.ts'
import { openKernelSocket } from '../../src/socket/kernel.ts'
import { plain } from '../vectors/plain.ts'
import { lab } from './reference-lab.ts'

/** Links, one of each kind that a line alone can make, and what belongs to them. Lines that this kernel, or ip, refuses are left out. */
const SETUP: readonly string[] = [
  ...['link add d0 type dummy', 'link add d1 type dummy', 'link add d2 type dummy', 'link add v0 type veth peer name v1'],
  ...['link set lo up', 'link set d0 up', 'link set d1 up', 'link set d2 addrgenmode none', 'link set v0 up alias words'],
  ...['link property add dev d0 altname another altname third', 'link set d2 group 7 promisc on', 'link set d1 xdpgeneric off'],
  ...['link add b0 type bridge vlan_filtering 1 stp_state 1 group_fwd_mask 0x4008 mcast_querier 1', 'link set b0 up'],
  ...['link set d1 master b0', 'link set v0 master b0', 'link set d1 type bridge_slave cost 7 hairpin on group_fwd_mask 0x4001'],
  ...[
    'link add bond0 type bond mode 802.3ad miimon 100 lacp_rate fast ad_select count',
    'link add d3 type dummy',
    'link set d3 master bond0',
  ],
  ...['link add bond1 type bond mode active-backup arp_interval 100 arp_ip_target 192.0.2.7,192.0.2.8 arp_validate active'],
  ...[
    'link add d4 type dummy',
    'link set d4 master bond1',
    'link set bond1 up',
    'link add vrf0 type vrf table 10',
    'link set d2 master vrf0',
  ],
  ...[
    'link add link d0 name vl0 type vlan id 5 gvrp on ingress-qos-map 1:2 3:4 egress-qos-map 2:3',
    'link add ifb7 type ifb',
    'link add dz type dummy',
    'link add dw type dummy',
  ],
  ...['link add link vl0 name vl1 type vlan protocol 802.1ad id 6 loose_binding on', 'link add link d0 name mv0 type macvlan mode source'],
  ...['link set mv0 type macvlan macaddr add 02:00:00:00:00:07', 'link add link d0 name mv1 type macvlan mode bridge bcqueuelen 5'],
  ...[
    'link add dx type dummy',
    'link add link dx name iv0 type ipvlan mode l3 vepa',
    'link add dq type dummy',
    'link add link dq name ms0 type macsec port 11 encrypt on cipher gcm-aes-256',
  ],
  ...['link add link dq name ms1 type macsec sci 7 replay on window 9 validate check', 'link add nl0 type nlmon', 'link add vc0 type vcan'],
  ...[
    'link add vx0 type vxlan id 5 dstport 4789 local 192.0.2.1 remote 192.0.2.2 ttl 9 df set',
    'link add vx1 type vxlan external vnifilter',
  ],
  ...['link add vx2 type vxlan id 6 group ff02::5 dev d0 dstport 1 nolearning ageing 33 maxaddress 7 gbp l2miss flowlabel 0x12'],
  ...[
    'link add ge0 type geneve id 5 remote 2001:db8::2 ttl inherit tos 8 udp6zerocsumrx',
    'link add ge1 type geneve external dstport 7001',
  ],
  ...['link add gr0 type gre local 192.0.2.1 remote 192.0.2.2 ikey 5 okey 0.0.0.6 icsum oseq ttl 64', 'link add gt0 type gretap external'],
  ...['link add er0 type erspan seq key 30 local 192.0.2.1 remote 192.0.2.2 erspan_ver 1 erspan 123'],
  ...['link add g60 type ip6gre local 2001:db8::1 remote 2001:db8::2 tclass 0x20 flowlabel 0x54321 encaplimit none key 7 fwmark 5'],
  ...['link add i60 type ip6tnl local 2001:db8::1 remote 2001:db8::2 mode any tclass inherit hoplimit 3 dscp inherit'],
  ...['link add ip0 type ipip remote 192.0.2.2 dev d0 ttl 9 tos 8', 'link add si0 type sit remote 192.0.2.3 ttl 5'],
  ...['link set si0 type sit 6rd-prefix 2001:db8::/32 6rd-relay_prefix 10.0.0.0/8', 'link add vt0 type vti local 192.0.2.1 key 7'],
  ...['link add v60 type vti6 local 2001:db8::1 remote 2001:db8::2 ikey 7 fwmark 0x33', 'link add xf0 type xfrm dev d0 if_id 7'],
  ...['link add hs0 type hsr slave1 dz slave2 dw version 1', 'link add xx0 type vxcan peer name xx1', 'link add wg0 type wireguard'],
  ...['link add te0 type team', 'link add gp0 type gtp role sgsn hsize 7', 'link add vs0 type vsockmon'],
  ...['tuntap add dev tp0 mode tap user 1 group 100 multi_queue'],
  ...['link set mv1 protodown on protodown_reason 3 on', 'link set d0 gso_max_size 20000', 'link set xx0 up', 'link set vx0 master b0'],
  ...[
    'addr add 192.0.2.1/24 brd + dev d0',
    'addr add 192.0.2.2/24 dev d0 valid_lft 4000 preferred_lft 0',
    'addr add 10.9.0.1 peer 10.9.0.2/32 dev d0',
  ],
  ...['addr add 2001:db8::1/64 dev d0 nodad home', 'addr add 2001:db8::2/64 dev d1 mngtmpaddr noprefixroute', 'addr add ::1:2/128 dev d1'],
  ...['addr add 198.51.100.1/24 dev d2 metric 7 label d2:x scope link', 'addr add 203.0.113.1/32 dev lo scope 77'],
]
const BRIDGES: readonly string[] = [
  ...[
    'vlan add dev d1 vid 10-20',
    'vlan add dev d1 vid 9 pvid untagged',
    'vlan add dev d1 vid 30',
    'vlan add dev b0 vid 10-12 self',
    'vlan add dev vx0 vid 10-14',
  ],
  ...['link set dev vx0 vlan_tunnel on', 'vlan add dev vx0 vid 10-12 tunnel_info id 1000-1002', 'vlan add dev vx0 vid 14 tunnel_info id 7'],
  ...[
    'link set dev d1 guard on learning off backup_port v0 isolated on',
    'vlan set dev vx0 vid 13 mcast_router 0',
    'vlan set dev d1 vid 30 mcast_router 2',
  ],
  ...['fdb add 02:00:00:00:00:41 dev d1 master vlan 10', 'fdb add 02:00:00:00:00:42 dev d1 master static sticky'],
  ...[
    'fdb add 02:00:00:00:00:43 dev v0 master dynamic extern_learn',
    'fdb add 02:00:00:00:00:44 dev vx0 dst 192.0.2.9 port 7 vni 9 via d0',
  ],
  ...['fdb add 02:00:00:00:00:45 dev vx2 dst ::1:2', 'fdb add 02:00:00:00:00:47 dev vx1 dst 192.0.2.9 src_vni 100'],
  ...['mdb add dev b0 port d1 grp 239.1.1.1 permanent vid 10', 'mdb add dev b0 port d1 grp ff12::5 src 2001:db8::7 vid 11'],
  ...[
    'mdb add dev b0 port v0 grp 01:00:5e:11:11:11 permanent',
    'mdb add dev b0 port v0 grp 232.0.0.1 permanent filter_mode include source_list 192.0.2.7,192.0.2.8',
  ],
  ...['vni add dev vx1 vni 100', 'vni add dev vx1 vni 200-203 remote 192.0.2.77', 'vni add dev vx1 vni 400 remote 2001:db8::9'],
]

const LINKS: readonly string[] = [
  ...['link', '-d link show', '-s link', '-s -s -d link show', '-br link', '-N -d link', '-d link show up', 'link show group default'],
  ...['-d link show master b0', '-d link show type bridge_slave', 'link show type dummy', '-d link show type vlan', 'link show vrf vrf0'],
  ...['-d link show dev bond0', '-d link show d0', 'link show third', 'link show dev vl1 type vlan', 'link show dev d0 up'],
  ...['addr', '-d addr show', '-s addr', '-s -s -d address', '-br addr', '-4 addr', '-6 addr show', '-4 -br addr', '-0 addr', '-o addr'],
  ...['addr show dev d0', '-d -6 addr show d1', 'addr show up', 'addr show to 192.0.2.0/24', 'addr show to ::/0', 'addr show permanent'],
  ...[
    'addr show deprecated',
    'addr show dynamic',
    'addr show -deprecated',
    'addr show primary',
    'addr show scope link',
    'addr show scope host',
  ],
  ...[
    'addr show label d2:x',
    'addr show label d2*',
    'addr show type dummy',
    'addr show master vrf0',
    '-N addr show',
    'a s dev lo',
    '-s -br addr',
  ],
  // Not all groups of all links: where a datagram is full the kernel may leave statistics out (rtnl_fill_statsinfo), and it depends
  // on the reader's buffer where that is.
  ...['stats show dev d0', '-d stats show group link', 'stats show group offload', 'stats show group xstats subgroup bridge'],
  ...['stats show dev b0 group xstats subgroup bridge suite mcast', 'stats show dev d1 group xstats_slave', 'stats show group afstats'],
  ...['link xstats type bridge', 'link xstats type bridge_slave', 'link xstats type bridge_slave dev d1 stp'],
]
const PORTS: readonly string[] = [
  ...['link', '-d link show', '-d link show dev d1', 'vlan', 'vlan show dev d1', 'vlan show vid 11', 'vlan show vid 10 dev d1'],
  ...[
    '-compressvlans vlan show',
    '-compressvlans vlan show vid 15',
    '-d vlan show',
    '-d vlan show dev d1 vid 12',
    '-d -s vlan show',
    '-s vlan show',
  ],
  ...[
    '-s vlan show vid 10 dev d1',
    'vlan tunnelshow',
    'vlan tunnelshow vid 11',
    '-d vlan tunnelshow dev vx0',
    'vlan global',
    'vlan global show dev b0 vid 11',
  ],
  ...['-d vlan global show', 'fdb', '-d fdb show', '-s fdb show dev d1', 'fdb show brport d1', 'fdb show vlan 10', 'fdb show state static'],
  ...[
    'fdb show dynamic',
    'fdb show state permanent dev vx0',
    'mdb',
    '-d mdb show',
    '-d -s mdb show',
    'mdb show dev b0 vid 10',
    'vni',
    '-d vni show dev vx1',
    '-s vni',
  ],
]

/** What passes while we look. */
const PASSING = new Set([
  'gc_timer',
  'hello_timer',
  'tcn_timer',
  'topology_change_timer',
  'forward_delay_timer',
  'message_age_timer',
  'hold_timer',
])
const AGES = new Set([
  'used',
  'updated',
  'timer',
  'valid_life_time',
  'preferred_life_time',
  'ad_actor_oper_port_state',
  'ad_actor_oper_port_state_str',
])
/** Counters go on while links settle. */
const COUNTERS = /(^|_)(bytes|packets|tx_bpdu|dropped|carrier_changes)$/
const steady = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(steady)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, PASSING.has(key) || AGES.has(key) || COUNTERS.test(key) ? typeof one : steady(one)]),
  )
}

function differing(ours: unknown, theirs: unknown): string | undefined {
  if (isDeepStrictEqual(ours, theirs)) return undefined
  const [mine, others] = [ours, theirs].map((list) => (Array.isArray(list) ? list : [list])) as [unknown[], unknown[]]
  const at = Array.from({ length: Math.max(mine.length, others.length) }, (_, i) => i).find((i) => !isDeepStrictEqual(mine[i], others[i]))
  return `${mine.length} and ${others.length}; [${at}] ${JSON.stringify(mine[at ?? 0])} is not ${JSON.stringify(others[at ?? 0])}`
}

/** The kernel's answers to dumps, datagram by datagram. */
async function dump(netns: string, requests: readonly object[]): Promise<Uint8Array[]> {
  const socket = openKernelSocket({ netns })
  const answers: Uint8Array[] = []
  let done: () => void = () => {}
  socket.start({
    receive(datagrams) {
      for (const { bytes } of datagrams) {
        answers.push(bytes)
        if (decode(bytes).some(({ header }) => header.type === 'NLMSG_DONE' || header.type === 'NLMSG_ERROR')) done()
      }
    },
    overrun() {},
    fail() {},
  })
  socket.ref()
  for (const [i, { header, ...request }] of (requests as { header: object }[]).entries()) {
    const answered = new Promise<void>((resolve) => {
      done = resolve
    })
    socket.send(encode({ header: { ...header, flags: ['request', 'dump'], seq: i + 1, pid: 0 }, ...request } as never))
    await answered
  }
  await socket.close()
  return answers
}

const ask = (type: string, request: object): object => ({ header: { type }, ...request })
const LINKS_DUMP = ask('RTM_GETLINK', { family: 'packet', extMask: ['vf'] })
/** Of IPv6 alone ip asks for less; of one link it asks for that. */
const linksOf = (line: string): object => (/-6/.test(line) && !/ d\d/.test(line) ? ask('RTM_GETLINK', { family: 'inet6' }) : LINKS_DUMP)

/** Statistics by what they are asked with. */
const GROUPS: Readonly<Record<string, string>> = {
  ...{ link: 'link_64', xstats: 'link_xstats', xstats_slave: 'link_xstats_slave', offload: 'link_offload_xstats', afstats: 'af_spec' },
}
/** What each command asks for. */
function questionsOf(line: string): readonly object[] {
  const groups = (mask: readonly string[]): object => ask('RTM_GETSTATS', { family: 'unspec', filterMask: mask })
  if (line.includes('xstats type')) return [groups([line.includes('_slave') ? 'link_xstats_slave' : 'link_xstats'])]
  if (line.includes('stats ') || line === 'stats') {
    const named = [...line.matchAll(/ group (\w+)/g)].map(([, group]) => GROUPS[group as string] as string)
    return [groups(named.length === 0 ? Object.values(GROUPS) : named)]
  }
  const addresses = ask('RTM_GETADDR', { family: /-4/.test(line) ? 'inet' : /-6/.test(line) ? 'inet6' : 'unspec' })
  return /\b(addr|address|a)\b/.test(line) ? [linksOf(line), addresses] : [linksOf(line)]
}
/** bridge asks for the links first, to know their names and whether they are up. */
function bridgeQuestionsOf(line: string): readonly object[] {
  const [details, statistics] = [line.includes('-d '), line.includes('-s ')]
  const flags = statistics ? ['stats'] : []
  const stats = (mask: string): object => ask('RTM_GETSTATS', { family: 'unspec', filterMask: [mask] })
  const all = (...questions: object[]): readonly object[] => [LINKS_DUMP, ...questions]
  if (line.includes('fdb')) return all(ask('RTM_GETNEIGH', { family: 'bridge' }))
  if (line.includes('mdb')) return all(ask('RTM_GETMDB', { family: 'bridge' }), ask('RTM_GETMDB', { family: 'bridge' }))
  if (line.includes('vni')) return all(ask('RTM_GETTUNNEL', { family: 'bridge', flags }))
  if (line.includes('global')) return all(ask('RTM_GETVLAN', { family: 'bridge', flags: ['global'] }))
  if (line.includes('link')) return all(ask('RTM_GETLINK', { family: 'bridge' }))
  if (details && !line.includes('tunnelshow')) return all(ask('RTM_GETVLAN', { family: 'bridge', flags }))
  if (statistics) return all(stats('link_xstats'), stats('link_xstats_slave'))
  return all(ask('RTM_GETLINK', { family: 'bridge', extMask: [line.includes('-compress') ? 'brvlan_compressed' : 'brvlan'] }))
}

interface Tool {
  readonly name: 'ip' | 'bridge'
  readonly lines: readonly string[]
  readonly questions: (line: string) => readonly object[]
}
const TOOLS: readonly Tool[] = [
  { name: 'ip', lines: LINKS, questions: questionsOf },
  { name: 'bridge', lines: PORTS, questions: bridgeQuestionsOf },
]

/** Runs lines in the namespace; answers those that were refused. */
function setUp(netns: string, tool: string, lines: readonly string[]): string[] {
  const { stderr, status } = spawnSync(tool, ['-n', netns, '-force', '-batch', '-'], { encoding: 'utf8', input: `${lines.join('\n')}\n` })
  assert.ok(status === 0 || status === 1, `${tool} gave up: ${stderr}`)
  return [...stderr.matchAll(/^(.*)\n(?:.*\n)?Command failed -:(\d+)/gm)].map(([, why, line]) => `${lines[Number(line) - 1]} (${why})`)
}

/**
 * Statistics without the rows that say nothing: where a link's do not fit a datagram any more, the kernel ends its message there
 * and begins another one for the rest, and whose datagrams end where is a matter of whose buffers are how large.
 */
function told(rows: unknown): unknown {
  if (!Array.isArray(rows)) return rows
  const named = ['ifindex', 'ifname', 'group', 'subgroup', 'suite']
  return rows.filter((row) => Object.keys(row as object).some((key) => !named.includes(key)))
}

async function compare(t: TestContext, netns: string, { name, lines, questions }: Tool): Promise<void> {
  const wrong: string[] = []
  let compared = 0
  const known = (await dump(netns, [LINKS_DUMP])).flatMap((bytes) => decode(bytes)) as unknown as { index: number; ifname?: string }[]
  const links = Object.fromEntries(known.flatMap(({ index, ifname }) => (ifname === undefined ? [] : [[index, ifname]])))
  for (const line of lines) {
    const words = line.split(' ')
    const { stdout, status } = spawnSync(name, ['-n', netns, '-j', ...words], { encoding: 'utf8' })
    let theirs: unknown
    try {
      theirs = status === 0 ? JSON.parse(stdout) : undefined
    } catch {
      // iproute2 6.1 prints text, or broken JSON
    }
    if (theirs === undefined) {
      t.diagnostic(`${name} ${line}: no JSON: ${stdout.slice(0, 60).trim()}`)
      continue
    }
    compared++
    try {
      const datagrams = await dump(netns, questions(line))
      const only = words.includes('stats') ? told : (rows: unknown) => rows
      const ours = plain(iproute2Json([name, '-j', ...words], datagrams, { links }))
      const difference = differing(only(steady(ours)), only(steady(theirs)))
      if (difference !== undefined) wrong.push(`${name} ${line}: ${difference}`)
    } catch (error) {
      wrong.push(`${name} ${line}: ${(error as Error).message}`)
    }
  }
  t.diagnostic(`${compared} commands of ${name} compared`)
  assert.equal(wrong.join('\n'), '')
}

test('what ip and bridge print of links of most kinds, and what we print', async (t) => {
  const here = await lab(t)
  if (here === undefined) return
  const refused = [...setUp(here.name, 'ip', SETUP), ...setUp(here.name, 'bridge', BRIDGES)]
  t.diagnostic(`${SETUP.length + BRIDGES.length} lines; refused: ${refused.join('; ')}`)
  for (const tool of TOOLS) await compare(t, here.name, tool)
})

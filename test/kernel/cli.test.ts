// The command in process, in a namespace with something of everything: `-j` against ip, tc and bridge themselves; changes, refusals.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { run } from '../../src/cli/frame.ts'
import { type Lab, lab } from './reference-lab.ts'

interface Ended {
  readonly status: number
  readonly out: string
  readonly error: string
}
/** Runs a command line in the lab's namespace. */
const rtnl = async ({ name }: Lab, line: string, columns?: number): Promise<Ended> => {
  const said: Record<'out' | 'error', string[]> = { out: [], error: [] }
  const output = {
    columns,
    colour: false,
    write: async (text: string) => void said.out.push(text),
    error: (text: string) => void said.error.push(text),
  }
  const status = await run([...line.split(' '), '-n', name], output)
  return { status, out: said.out.join(''), error: said.error.join('') }
}
const succeeds = async (on: Lab, line: string): Promise<string> => {
  const { status, out, error } = await rtnl(on, line)
  assert.equal(status, 0, `rtnl ${line}: ${error}`)
  return out
}

const SETUP = `link set lo up
link add v0 type veth peer name v1
link add br0 type bridge vlan_filtering 1 mcast_snooping 1
link set v1 master br0
link add vl5 link v0 type vlan id 5 egress-qos-map 1:2
link set v0 up
link set v1 up
link set br0 up
addr add 10.0.0.1/24 dev v0
addr add 2001:db8::1/64 dev v0 nodad
route add default via 10.0.0.254
route add 10.7.0.0/16 metric 5 nexthop via 10.0.0.9 weight 2 nexthop via 10.0.0.10
route add unreachable 10.8.0.0/16 table 100
rule add from 10.0.0.0/24 lookup 100
nexthop add id 1 via 10.0.0.9 dev v0
nexthop add id 9 group 1
neigh add 10.0.0.9 lladdr 02:00:00:00:00:09 dev v0
addrlabel add prefix 2001:db8::/32 label 99`
const BRIDGE = `vlan add vid 10-12 dev v1
mdb add dev br0 port v1 grp 239.1.1.1 permanent vid 10
fdb add 02:00:00:00:00:77 dev v1 master static`
const TC = `qdisc add dev v0 root handle 1: htb default 20
class add dev v0 parent 1: classid 1:20 htb rate 1mbit
qdisc add dev v0 parent 1:20 handle 20: fq_codel
filter add dev v0 parent 1: protocol ip prio 5 u32 match ip dst 10.0.0.0/8 flowid 1:20
qdisc add dev v0 clsact
filter add dev v0 ingress protocol ip prio 7 matchall action drop
actions add action gact pass index 5`

/** What rtnl is told, and what iproute2 is, where that is not the same. */
const LISTINGS: readonly (readonly [rtnl: string, tool: string, words?: string])[] = [
  ['link', 'ip -j link show'],
  ['link -d', 'ip -j -d link show'],
  ['link -s -s -d', 'ip -j -s -s -d link show'],
  ['link show dev v0', 'ip -j link show dev v0'],
  ['link kind=veth', 'ip -j link show type veth'],
  ['link show master br0 -d', 'ip -j -d link show master br0'],
  ['addr', 'ip -j addr show'],
  ['addr -d -4', 'ip -j -d -4 addr show'],
  ['addr dev=v0', 'ip -j addr show dev v0'],
  ['route', 'ip -j route show'],
  ['route -d table=all', 'ip -j -d route show table all'],
  ['route -6', 'ip -j -6 route show'],
  ['route show dev v0', 'ip -j route show dev v0'],
  ['rule', 'ip -j rule show'],
  ['rule -6', 'ip -j -6 rule show'],
  ['neigh', 'ip -j neigh show'],
  ['nexthop', 'ip -j nexthop show'],
  ['netconf', 'ip -j netconf show'],
  ['addrlabel', 'ip -j addrlabel list'],
  ['ntable', 'ip -j ntable show'],
  ['mroute', 'ip -j mroute show'],
  ['qdisc', 'tc -j qdisc show'],
  ['qdisc -s -d dev=v0', 'tc -j -s -d qdisc show dev v0'],
  ['filter dev=v0 parent=1:', 'tc -j filter show dev v0 parent 1:'],
  ['filter show dev v0 ingress', 'tc -j filter show dev v0 ingress'],
  ['action show action gact', 'tc -j actions list action gact'],
  ['vlan', 'bridge -j vlan show'],
  ['vlan -d', 'bridge -j -d vlan show'],
  ['vlan global -d', 'bridge -j -d vlan global show'],
  ['netns list-id', 'ip -j netns list-id'],
  ['fdb', 'bridge -j fdb show'],
  ['fdb br=br0 -d', 'bridge -j -d fdb show br br0'],
  ['mdb -d', 'bridge -j -d mdb show'],
  ['brport -d', 'bridge -j -d link show'],
]

/** Counters and times go on between two looks: more looks, until both saw the same. */
const LOOKS = 4
/** The timers of bridges never stand still. */
const still = (text: string): unknown => JSON.parse(text || '[]', (key, value: unknown) => (key.endsWith('_timer') ? key : value))

test('rtnl -j prints what ip -j, tc -j and bridge -j print', async (t) => {
  const on = await lab(t)
  if (on === undefined) return
  const batch = (tool: string, lines: string) => {
    const { status, stderr } = spawnSync(tool, ['-n', on.name, '-force', '-batch', '-'], { input: `${lines}\n`, encoding: 'utf8' })
    return status === 0 ? undefined : `${tool}: ${stderr.trim().split('\n')[0]}`
  }
  for (const [tool, lines] of [
    ['ip', SETUP],
    ['bridge', BRIDGE],
    ['tc', TC],
  ] as const) {
    const missing = batch(tool, lines)
    if (missing !== undefined) return t.skip(`this kernel lacks something: ${missing}`)
  }
  for (const [ours, theirs] of LISTINGS) {
    await t.test(`rtnl -j ${ours}`, async () => {
      const [tool = '', ...words] = theirs.split(' ')
      for (let look = 1; ; look++) {
        const { stdout } = spawnSync(tool, ['-n', on.name, ...words], { encoding: 'utf8' })
        const wanted = still(stdout)
        const printed = still(await succeeds(on, `${ours} -j`))
        try {
          assert.deepEqual(printed, wanted)
          return
        } catch (error) {
          if (look >= LOOKS) throw error
        }
      }
    })
  }
})

test('rtnl changes what it is told, and says what is wrong', async (t) => {
  const on = await lab(t)
  if (on === undefined || !(await on.has('veth'))) return
  await succeeds(on, 'link add v0 kind=veth peer.ifname=v1')
  await succeeds(on, 'link set v0 up mtu=1400')
  await succeeds(on, 'addr add 10.0.0.1/24 dev=v0')
  await succeeds(on, 'route add 10.9.0.0/16 via 10.0.0.9 dev v0 metric 7')
  const [link] = on.show('link', 'show', 'v0')
  assert.deepEqual([link?.['mtu'], link?.['link']], [1400, 'v1'])
  const [route] = on.show('route', 'show', '10.9.0.0/16')
  assert.deepEqual([route?.['gateway'], route?.['metric']], ['10.0.0.9', 7])

  assert.match(await succeeds(on, 'route show'), /^10\.9\.0\.0\/16 +via 10\.0\.0\.9 dev v0 +static +7/m)
  assert.match(await succeeds(on, 'route get 10.9.1.1'), /^10\.9\.1\.1 +via 10\.0\.0\.9 dev v0/m)
  const [native] = JSON.parse(await succeeds(on, 'addr show dev v0 -4 --native')) as { local?: string }[]
  assert.equal(native?.local, '10.0.0.1')

  const dry = await succeeds(on, 'link add x0 kind=vlan link=v0 id=5 --dry-run')
  assert.match(dry, /RTM_NEWLINK .*excl\|create/)
  assert.match(dry, /IFLA_VLAN_ID \(1\) +5$/m)
  assert.deepEqual(on.show('link', 'show', 'type', 'vlan'), [])

  const taken = await rtnl(on, 'link add v0 kind=veth')
  assert.deepEqual([taken.status, taken.out], [1, ''])
  assert.match(taken.error, /^rtnl: RTM_NEWLINK: EEXIST/)
  const told = await rtnl(on, 'route add 10.1.0.0/16 via 192.0.2.77')
  assert.equal(told.status, 1)
  assert.match(told.error, /Nexthop has invalid gateway/)
  for (const [line, message] of [
    ['link set v0 mtuu=3', /'mtuu' is not an option; did you mean 'mtu'\?/],
    ['link shwo', /no command 'shwo'; did you mean 'show'\?/],
    ['lnik', /no command 'lnik'; did you mean 'link'\?/],
    ['link --statistic', /no option --statistic; did you mean '--statistics'\?/],
  ] as const) {
    const { status, error } = await rtnl(on, line)
    assert.equal(status, 2, line)
    assert.match(error, message)
  }
  assert.equal(await succeeds(on, 'addr flush dev=v0 family=inet'), '1 removed\n')
  assert.deepEqual(
    on.show('-4', 'addr', 'show', 'v0').flatMap((one) => one['addr_info'] ?? []),
    [],
  )
  await succeeds(on, 'link del v0')
  assert.deepEqual(on.show('link', 'show', 'type', 'veth'), [])
  // Wide remarks end at the edge of the terminal.
  const { out } = await rtnl(on, 'ntable', 60)
  assert.ok(out.split('\n').every((line) => line.length <= 60))
})

test('a long listing comes in pieces, as a table and as JSON', async (t) => {
  const on = await lab(t)
  if (on === undefined || !(await on.has('veth'))) return
  await on.pair()
  const count = 1200
  const answers = await on.ip.batch((b) => {
    for (let i = 0; i < count; i++) void b.route('add', { dst: `10.${i >> 8}.${i & 255}.0/24`, dev: 'a' })
  })
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, count)
  const writes: string[] = []
  const output = { columns: undefined, colour: false, write: async (text: string) => void writes.push(text), error: assert.fail }
  assert.equal(await run(['route', '-4', '-n', on.name], output), 0)
  assert.ok(writes.length > 2)
  assert.equal(writes.join('').split('\n').length, count + 2)
  writes.length = 0
  assert.equal(await run(['route', '-j', '-n', on.name], output), 0)
  assert.deepEqual(JSON.parse(writes.join('')), JSON.parse(on.text('ip', '-j', 'route')))
})

test('the command works on another machine', async (t) => {
  const on = await lab(t)
  if (on === undefined || !(await on.has('veth'))) return
  await on.pair()
  const url = `unix:///tmp/${on.name}.sock`
  await on.ip.serve(url)
  const writes: string[] = []
  const output = { columns: undefined, colour: false, write: async (text: string) => void writes.push(text), error: assert.fail }
  assert.equal(await run(['link', '-j', '--host', url], output), 0)
  assert.deepEqual(JSON.parse(writes.join('')), JSON.parse(on.text('ip', '-j', 'link')))
  const refused: string[] = []
  const deaf = { ...output, error: (text: string) => void refused.push(text) }
  assert.equal(await run(['link', '-n', 'blue', '--host', url], deaf), 2)
  assert.equal(await run(['link', '--host', 'unix:///tmp/nobody.sock', '--timeout', '1'], deaf), 1)
  assert.match(refused.join(''), /--netns is of this machine[\s\S]*nobody\.sock/)
})

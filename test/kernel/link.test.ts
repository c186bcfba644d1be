// Links of every kind this kernel has, judged by iproute2's eyes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IPRoute, netns } from '../../src/index.ts'
import { type Json, lab, only, pick } from './reference-lab.ts'

const kindOf = (link: Json): unknown => (link['linkinfo'] as Json)['info_kind']
const dataOf = (link: Json): Json => (link['linkinfo'] as Json)['info_data'] as Json
const portOf = (link: Json): Json => (link['linkinfo'] as Json)['info_slave_data'] as Json

test('a veth pair: names, properties of both ends, index and name of the answer', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  const peer = { ifname: 'b', mtu: 1300, address: '02:00:00:00:00:22' } as const
  const made = await ip.link('add', { ifname: 'a', kind: 'veth', mtu: 1400, peer })
  // The kernel takes no alias while it makes a link.
  await ip.link('set', { index: made.index, alias: 'an alias' })
  const a = only(show('link', 'show', 'dev', 'a'))
  assert.deepEqual(made, { index: a['ifindex'], ifname: 'a' })
  assert.deepEqual([kindOf(a), a['mtu'], a['ifalias']], ['veth', 1400, 'an alias'])
  const b = only(show('link', 'show', 'dev', 'b'))
  assert.deepEqual(pick(b, 'mtu', 'address'), { mtu: 1300, address: '02:00:00:00:00:22' })
})

test('a link the kernel names, moved between namespaces', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, name } = here
  const far = `${name}-far`
  await netns.create(far)
  await using there = new IPRoute({ netns: far })
  t.after(() => netns.remove(far))
  const { index, ifname } = await ip.link('add', { kind: 'veth', peer: { ifname: 'far', netns: far } })
  assert.match(ifname, /^veth\d+$/)
  assert.equal(only(show('link', 'show', 'dev', ifname))['ifindex'], index)
  assert.equal((await there.linkLookup({ ifname: 'far' })).length, 1)
  await ip.link('set', { index, netns: far })
  assert.deepEqual(
    show('link').map((one) => one['ifname']),
    ['lo'],
  )
  assert.equal((await there.linkLookup({ ifname })).length, 1)
  using opened = netns.open(name)
  await there.link('set', { ifname: 'far', netns: { fd: opened.fd } })
  assert.deepEqual(
    show('link').map((one) => one['ifname']),
    ['lo', 'far'],
  )
})

test('a bridge and its port', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  const { a } = await pair()
  await ip.link('add', {
    ifname: 'br0',
    kind: 'bridge',
    state: 'up',
    stpState: 0,
    priority: 4096,
    forwardDelay: 400,
    data: { ageingTime: 12400 },
  })
  assert.deepEqual(pick(dataOf(only(show('link', 'show', 'dev', 'br0'))), 'priority', 'forward_delay', 'ageing_time'), {
    ...{ priority: 4096, forward_delay: 400, ageing_time: 12400 },
  })
  await ip.link('set', { index: a, master: 'br0' })
  const shown = () => only(show('link', 'show', 'dev', 'a'))
  assert.equal(shown()['master'], 'br0')
  await ip.link('set', { index: a, kind: 'bridge_slave', cost: 77, learning: false, state: 'learning' })
  assert.deepEqual(pick(portOf(shown()), 'cost', 'learning', 'state'), { cost: 77, learning: false, state: 'learning' })
  await ip.link('set', { dev: 'a', slaveKind: 'bridge', slaveData: { isolated: 1, mode: 1 } })
  assert.deepEqual(pick(portOf(shown()), 'isolated', 'hairpin', 'cost'), { isolated: true, hairpin: true, cost: 77 })
  assert.deepEqual(
    (await ip.getLinks({ master: 'br0' })).map(({ ifname }) => ifname),
    ['a'],
  )
  assert.deepEqual(
    (await ip.getLinks({ kind: 'bridge' })).map(({ ifname }) => ifname),
    ['br0'],
  )
  await ip.link('set', { dev: 'br0', kind: 'bridge', priority: 8192 })
  assert.equal(dataOf(only(show('link', 'show', 'dev', 'br0')))['priority'], 8192)
  await ip.link('set', { index: a, master: null })
  assert.equal(shown()['master'], undefined)
})

test('a vlan', async (t) => {
  const here = await lab(t)
  if (!here || !(await here.has('dummy'))) return
  const { ip, show } = here
  await ip.link('add', { ifname: 'd0', kind: 'dummy' })
  await ip.link('add', { ifname: 'v0', kind: 'vlan', link: 'd0', id: 101, protocol: '802.1ad', gvrp: true, reorderHdr: false })
  const { flags, ...data } = dataOf(only(show('link', 'show', 'dev', 'v0')))
  assert.deepEqual(pick(data, 'protocol', 'id'), { protocol: '802.1ad', id: 101 })
  assert.deepEqual(flags, ['GVRP'])
  await ip.link('set', { ifname: 'v0', kind: 'vlan', data: { egressQos: [{ from: 2, to: 3 }] }, looseBinding: true })
  assert.deepEqual(pick(dataOf(only(show('link', 'show', 'dev', 'v0'))), 'flags', 'egress_qos'), {
    flags: ['GVRP', 'LOOSE_BINDING'],
    egress_qos: [{ from: 2, to: 3 }],
  })
})

test('a bond and its ports', async (t) => {
  const here = await lab(t)
  if (!here || !(await here.has('dummy')) || !(await here.has('bond'))) return
  const { ip, show } = here
  await ip.link('add', { ifname: 'd0', kind: 'dummy' })
  await ip.link('add', { ifname: 'bond7', kind: 'bond', mode: 'activebackup', miimon: 100, updelay: 200 })
  await ip.link('set', { ifname: 'd0', master: 'bond7' })
  await ip.link('set', { ifname: 'bond7', kind: 'bond', primary: 'd0' })
  await ip.link('set', { ifname: 'd0', kind: 'bond_slave', queueId: 3 })
  assert.deepEqual(pick(dataOf(only(show('link', 'show', 'dev', 'bond7'))), 'mode', 'miimon', 'updelay', 'primary'), {
    ...{ mode: 'active-backup', miimon: 100, updelay: 200, primary: 'd0' },
  })
  assert.equal(portOf(only(show('link', 'show', 'dev', 'd0')))['queue_id'], 3)
})

test('macvlan and vxlan', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  await ip.link('add', { ifname: 'm0', kind: 'macvlan', link: 'a', mode: 'bridge' })
  assert.deepEqual(dataOf(only(show('link', 'show', 'dev', 'm0')))['mode'], 'bridge')
  await ip.link('add', {
    ifname: 'vx6',
    kind: 'vxlan',
    id: 5,
    remote: '2001:db8::2',
    local: '2001:db8::1',
    dstport: 4789,
    data: { link: 'a' },
  })
  assert.deepEqual(pick(dataOf(only(show('link', 'show', 'dev', 'vx6'))), 'id', 'remote6', 'local6', 'port', 'link'), {
    ...{ id: 5, remote6: '2001:db8::2', local6: '2001:db8::1', port: 4789, link: 'a' },
  })
})

test('a vrf', async (t) => {
  const here = await lab(t)
  if (!here || !(await here.has('vrf'))) return
  const { ip, show } = here
  await ip.link('add', { ifname: 'blue', kind: 'vrf', table: 1001 })
  assert.equal(dataOf(only(show('link', 'show', 'dev', 'blue')))['table'], 1001)
})

test('flags, group and alternative names', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  const flags = () => only(show('link', 'show', 'dev', 'a'))['flags'] as string[]
  await ip.link('set', { dev: 'a', promisc: true, arp: false, multicast: false })
  assert.deepEqual([flags().includes('PROMISC'), flags().includes('NOARP'), flags().includes('MULTICAST')], [true, true, false])
  await ip.link('set', { dev: 'a', promisc: false, arp: true })
  assert.deepEqual([flags().includes('PROMISC'), flags().includes('NOARP')], [false, false])
  await ip.link('set', { dev: 'a', group: 42 })
  assert.equal(only(show('link', 'show', 'dev', 'a'))['group'], '42')
  assert.deepEqual(
    (await ip.getLinks({ group: 42 })).map(({ ifname }) => ifname),
    ['a'],
  )
  await ip.link('add-property', { dev: 'a', altname: ['a-name-of-more-than-15-bytes', 'second'] })
  await ip.link('delete-property', { dev: 'a', altname: 'second' })
  assert.deepEqual(only(show('link', 'show', 'dev', 'a'))['altnames'], ['a-name-of-more-than-15-bytes'])
  await ip.link('set', { dev: 'a-name-of-more-than-15-bytes', mtu: 1234 })
  assert.equal(only(show('link', 'show', 'dev', 'a'))['mtu'], 1234)
  assert.equal((await ip.link('get', 'a-name-of-more-than-15-bytes')).ifname, 'a')
})

test('what you get is what you can put, kind by kind', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  const wishes = [
    { kind: 'bridge', data: { stpState: 1, mcastSnooping: 0, groupFwdMask: 8 } },
    { kind: 'vxlan', id: 7, dstport: 4789, remote: '192.0.2.2', ttl: 9, learning: 0 },
    { kind: 'macvlan', link: 'a', mode: 'private' },
    { kind: 'ifb' },
    { kind: 'dummy' },
    { kind: 'vlan', link: 'a', id: 9, gvrp: true, ingressQos: [{ from: 1, to: 2 }] },
    { kind: 'bond', mode: '8023ad', miimon: 50 },
    { kind: 'vrf', table: 77 },
  ] as const
  let tried = 0
  for (const wish of wishes) {
    try {
      await ip.link('add', { ifname: 'x0', ...wish })
    } catch (error) {
      if ((error as { code?: string }).code !== 'EOPNOTSUPP') throw error
      t.diagnostic(`no links of kind ${wish.kind} in this kernel`)
      continue
    }
    tried++
    const shown = () => only(show('link', 'show', 'dev', 'x0'))
    const before = shown()
    const got = await ip.link('get', 'x0')
    await ip.linkRemove('x0')
    await ip.link('add', got)
    const stable = (link: Json) => JSON.stringify({ ...link, ifindex: 0 }).replace(/"(\w+_timer|bridge_id|root_id)":("[^"]*"|[\d.]+)/g, '')
    assert.equal(stable(shown()), stable(before), wish.kind)
    // An ifb does not let its address be set, be it the same.
    if (wish.kind !== 'ifb') await ip.link('set', await ip.link('get', 'x0'))
    assert.equal(stable(shown()), stable(before), wish.kind)
    await ip.linkRemove('x0')
  }
  assert.ok(tried >= 3)
})

test('what you get is what you can put: a link taken away and made again', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  await ip.link('add', { ifname: 'br0', kind: 'bridge', priority: 4096, mtu: 1400, address: '02:00:00:00:00:77', state: 'up', group: 9 })
  const before = only(show('link', 'show', 'dev', 'br0'))
  const got = await ip.link('get', 'br0')
  await ip.linkRemove('br0')
  await ip.link('add', got)
  const after = only(show('link', 'show', 'dev', 'br0'))
  const compared = ['ifname', 'flags', 'mtu', 'group', 'address', 'txqlen']
  assert.deepEqual(pick(after, ...compared), pick(before, ...compared))
  assert.deepEqual(
    pick(dataOf(after), 'priority', 'ageing_time', 'mcast_snooping'),
    pick(dataOf(before), 'priority', 'ageing_time', 'mcast_snooping'),
  )
  await ip.link('set', { ...(await ip.link('get', 'br0')), mtu: 1300 })
  assert.equal(only(show('link', 'show', 'dev', 'br0'))['mtu'], 1300)
})

test('replace makes a link, and the kernel refuses it of one that is there; change and set are one', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  await ip.link('replace', { ifname: 'br0', kind: 'bridge' })
  await assert.rejects(ip.link('replace', { ifname: 'br0', kind: 'bridge' }), { code: 'EOPNOTSUPP' })
  await assert.rejects(ip.link('add', { ifname: 'br0', kind: 'bridge' }), { code: 'EEXIST' })
  await ip.link('change', { ifname: 'br0', kind: 'bridge', ageingTime: 4000 })
  await ip.link('chg', { dev: 'br0', mtu: 1400 })
  const shown = only(show('link', 'show', 'dev', 'br0'))
  assert.deepEqual([shown['mtu'], dataOf(shown)['ageing_time']], [1400, 4000])
  await assert.rejects(ip.link('set', { ifname: 'nosuch', mtu: 1400 }), { code: 'ENODEV' })
  for (const command of ['dump', 'show', 'list', 18] as const) assert.equal((await ip.link(command)).length, 2)
})

// VLANs, ports and spanning trees of bridges, seen by bridge(8).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Vlan } from '../../src/index.ts'
import { type Json, type Lab, lab, only, pick } from './reference-lab.ts'

const viewer =
  ({ text }: Lab) =>
  (...words: string[]): Json[] =>
    JSON.parse(text('bridge', '-j', '-d', ...words) || '[]') as Json[]

const rows = (shown: readonly Json[], dev: string, key = 'vlans'): Json[] =>
  (shown.find(({ ifname }) => ifname === dev)?.[key] ?? []) as Json[]

test('VLANs of ports and bridges: ranges, options, global options, tunnels', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair, has } = here
  const show = viewer(here)
  const vlans = (dev: string) => rows(show('vlan', 'show'), dev)
  const { a } = await pair()
  if (!(await has('bridge'))) return
  await ip.link('add', { ifname: 'br0', kind: 'bridge', vlanFiltering: 1, mcastVlanSnooping: true, state: 'up' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  await ip.vlan('add', { dev: 'a', vid: '10-12' })
  await ip.vlan('add', { dev: 'a', vid: 20, pvid: true, untagged: true })
  await ip.vlan('add', { dev: 'br0', vid: '10-11', self: true })
  const numbers = (dev: string) => vlans(dev).map((one) => [one['vlan'], one['vlanEnd'] ?? one['vlan']])
  assert.deepEqual(numbers('a'), [
    [1, 1],
    [10, 12],
    [20, 20],
  ])
  assert.deepEqual(vlans('a').at(-1)?.['flags'], ['PVID', 'Egress Untagged'])
  assert.deepEqual(numbers('br0'), [
    [1, 1],
    [10, 11],
  ])

  // The same by our own eyes; a range is found by any VLAN in it.
  const [range] = await ip.getVlans({ dev: 'a', vid: 11 })
  assert.deepEqual([range?.index, range?.vid, range?.range, range?.state], [a, 10, 12, 'forwarding'])
  assert.deepEqual(
    (await ip.getVlans({ dev: 'a', pvid: true })).map(({ vid }) => vid),
    [20],
  )
  const counted = await ip.getVlans({ dev: 'a', vid: '10-12', stats: true })
  assert.deepEqual(
    counted.map(({ vid, stats }) => [vid, stats?.rxBytes]),
    [
      [10, 0n],
      [11, 0n],
      [12, 0n],
    ],
  )

  await ip.vlan('set', { dev: 'a', vid: 11, state: 'blocking', mcastRouter: 'perm' })
  assert.deepEqual(pick(only(vlans('a').filter(({ vlan }) => vlan === 11)), 'state', 'mcast_router'), {
    state: 'blocking',
    mcast_router: 2,
  })
  await assert.rejects(ip.vlan('set', { dev: 'a', vid: 99, state: 'blocking' }), { code: 'ENOENT' })
  await ip.vlan('set-global', { dev: 'br0', vid: '10-11', mcastQuerier: 1, mcastQueryInterval: 9900 })
  const set = { mcast_querier: 1, mcast_query_interval: 9900 }
  for (const vid of [10, 11]) {
    const covers = ({ vlan, vlanEnd = vlan }: Json) => Number(vlan) <= vid && Number(vlanEnd) >= vid
    assert.deepEqual(pick(only(rows(show('vlan', 'global', 'show'), 'br0').filter(covers)), ...Object.keys(set)), set)
  }
  const [told] = await ip.getGlobalVlans({ dev: 'br0', vid: 11 })
  assert.deepEqual([told?.mcastQuerier, told?.mcastQueryIntvl], [1, 9900n])

  // What is got is what can be put: delete everything of a and give it back.
  const before = await ip.getVlans({ dev: 'a' })
  for (const one of before) await ip.vlan('delete', one)
  assert.deepEqual(vlans('a'), [])
  for (const one of before) await ip.vlan('add', one)
  const lasting = (all: readonly Vlan[]) => all.map(({ mcastNGroups: _, ...rest }) => rest) // groups are learnt anew
  assert.deepEqual(lasting(await ip.getVlans({ dev: 'a' })), lasting(before))
  if (told !== undefined) await ip.vlan('set-global', told)

  assert.equal(await ip.vlan('ensure', { dev: 'a', vid: 12 }), 'unchanged')
  assert.equal(await ip.vlan('ensure', { dev: 'a', vid: 12, untagged: true }), 'changed')
  assert.equal(await ip.vlan('ensure', { dev: 'a', vid: 30 }), 'created')
  assert.equal(await ip.vlan('absent', { dev: 'a', vid: '30-31' }), 'deleted')
  assert.equal(await ip.vlan('absent', { dev: 'a', vid: '30-31' }), 'absent')
})

test('ports of bridges: every option that bridge can show', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair, has } = here
  const show = viewer(here)
  const { a } = await pair()
  if (!(await has('bridge'))) return
  await ip.link('add', { ifname: 'br0', kind: 'bridge', vlanFiltering: 1, state: 'up' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  await ip.link('set', { dev: 'b', master: 'br0' })
  await ip.brport('set', {
    ...{ dev: 'a', cost: 7, priority: 9, hairpin: true, guard: true, rootBlock: true, fastleave: true, flood: false },
    ...{ mcastFlood: false, bcastFlood: false, mcastRouter: 'perm', mcastToUnicast: true, neighSuppress: true, vlanTunnel: true },
    ...{ isolated: true, locked: true, backupPort: 'b' },
  })
  assert.deepEqual(
    pick(
      only(show('link', 'show', 'dev', 'a')),
      ...['cost', 'priority', 'hairpin', 'guard', 'root_block', 'fastleave', 'flood', 'mcast_flood', 'bcast_flood', 'mcast_router'],
      ...['mcast_to_unicast', 'neigh_suppress', 'vlan_tunnel', 'isolated', 'locked', 'backup_port'],
    ),
    {
      ...{ cost: 7, priority: 9, hairpin: true, guard: true, root_block: true, fastleave: true, flood: false },
      ...{ mcast_flood: false, bcast_flood: false, mcast_router: 2, mcast_to_unicast: true, neigh_suppress: true, vlan_tunnel: true },
      ...{ isolated: true, locked: true, backup_port: 'b' },
    },
  )
  // iproute2 6.1 has no words for these.
  await ip.brport('set', { dev: 'a', mab: true, learning: true, mcastMaxGroups: 5, neighVlanSuppress: true, backupPort: null })
  const [port] = await ip.getBrports({ index: a })
  assert.deepEqual(
    [port?.protinfo?.mab, port?.protinfo?.mcastMaxGroups, port?.protinfo?.neighVlanSuppress, port?.protinfo?.backupPort],
    [1, 5, 1, undefined],
  )
  assert.equal('backup_port' in only(show('link', 'show', 'dev', 'a')), false)
  // The kernel filters these listings by nothing.
  assert.deepEqual((await ip.getBrports({ master: 'br0' })).map(({ ifname }) => ifname).sort(), ['a', 'b'])
  assert.deepEqual(await ip.getBrports((one) => one.ifname === 'c'), [])
  // The same words by the message of `ip link set type bridge_slave`.
  await ip.link('set', { dev: 'a', kind: 'bridge_slave', hairpin: false, flood: true })
  assert.deepEqual(pick(only(show('link', 'show', 'dev', 'a')), 'hairpin', 'flood'), { hairpin: false, flood: true })
})

test('spanning trees: VLANs come to one, ports have a state in it', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair, has } = here
  const { a } = await pair()
  if (!(await has('bridge'))) return
  // Before there are VLANs.
  await ip.link('add', { ifname: 'br0', kind: 'bridge', vlanDefaultPvid: 0, mstEnabled: true, state: 'up' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  await ip.vlan('add', { dev: 'br0', vid: 10, self: true })
  await ip.vlan('add', { dev: 'a', vid: 10 })
  await ip.vlan('set-global', { dev: 'br0', vid: 10, msti: 2 })
  await ip.mst('set', { dev: 'a', msti: 2, state: 'blocking' })
  assert.deepEqual(await ip.getMsts({ dev: 'a', msti: 2 }), [{ index: a, msti: 2, state: 'blocking' }])
  // bridge shows the tree's state as that of its VLANs.
  assert.equal(only(rows(viewer(here)('vlan', 'show'), 'a'))['state'], 'blocking')
})

test('VLANs and VNIs of a vxlan', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, has } = here
  const show = viewer(here)
  if (!(await has('bridge'))) return
  try {
    await ip.link('add', { ifname: 'vx0', kind: 'vxlan', external: true, vnifilter: 1, dstport: 4789 })
  } catch (error) {
    return t.skip(`no vxlan with a VNI filter here: ${(error as Error).message}`)
  }
  await ip.link('add', { ifname: 'br0', kind: 'bridge', vlanFiltering: 1, state: 'up' })
  await ip.link('set', { dev: 'vx0', master: 'br0' })
  await ip.brport('set', { dev: 'vx0', vlanTunnel: true })
  await ip.vlan('add', { dev: 'vx0', vid: '10-12' })
  await ip.vlan('add', { dev: 'vx0', vid: '10-12', tunnelId: 1010 })
  assert.deepEqual(rows(show('vlan', 'tunnelshow'), 'vx0', 'tunnels'), [{ vlan: 10, vlanEnd: 12, tunid: 1010, tunidEnd: 1012 }])
  const [one] = await ip.vlan('tunnelshow', { dev: 'vx0' })
  assert.deepEqual([one?.vid, one?.range, one?.tunnelInfo?.id], [10, 12, 1010])
  if (one !== undefined) {
    await ip.vlan('delete', one)
    assert.deepEqual(rows(show('vlan', 'tunnelshow'), 'vx0', 'tunnels'), [])
    await ip.vlan('add', one)
    assert.deepEqual(await ip.vlan('tunnelshow', { dev: 'vx0' }), [one])
  }

  const vnis = () => rows(show('vni', 'show'), 'vx0', 'vnis')
  await ip.vni('add', { dev: 'vx0', vni: '100-102,200' })
  await ip.vni('add', { dev: 'vx0', vni: 300, remote: '192.0.2.9' })
  assert.deepEqual(vnis(), [{ vni: 100, vniEnd: 102 }, { vni: 200 }, { vni: 300, remote: '192.0.2.9' }])
  const told = await ip.getVnis({ dev: 'vx0' })
  assert.deepEqual(
    told.map(({ vni, end, group }) => [vni, end, group]),
    [
      [100, 102, undefined],
      [200, undefined, undefined],
      [300, undefined, '192.0.2.9'],
    ],
  )
  const [counted] = await ip.getVnis({ dev: 'vx0', vni: 101, stats: true })
  assert.deepEqual([counted?.vni, counted?.stats?.rxPkts], [101, 0n])
  for (const each of told) await ip.vni('delete', each)
  assert.deepEqual(vnis(), [])
  for (const each of told) await ip.vni('add', each)
  assert.deepEqual(await ip.getVnis({ dev: 'vx0' }), told)
  assert.equal(await ip.vni('ensure', { dev: 'vx0', vni: '100-102' }), 'unchanged')
  assert.equal(await ip.vni('absent', { dev: 'vx0', vni: 7 }), 'absent')
})

test('media redundancy: a ring of two ports', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair, has } = here
  const { a, b } = await pair()
  if (!(await has('bridge'))) return
  await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up' })
  for (const dev of ['a', 'b']) await ip.link('set', { dev, master: 'br0' })
  const ring = { ringId: 1, pIfindex: a, sIfindex: b }
  try {
    await ip.link('RTM_SETLINK', { family: 'bridge', dev: 'br0', afSpec: { mrp: { instance: ring } } })
  } catch (error) {
    assert.equal((error as { readonly code?: string }).code, 'EOPNOTSUPP')
    return t.skip('this kernel was built without media redundancy in bridges')
  }
  const [bridge] = await ip.getLinks({ family: 'bridge', extMask: ['mrp'], ifname: 'br0' })
  assert.deepEqual(
    bridge?.afSpec?.mrp?.info?.map(({ ringId, pIfindex, sIfindex }) => ({ ringId, pIfindex, sIfindex })),
    [ring],
  )
})

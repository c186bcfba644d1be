// Multicast databases of bridges and vxlans, seen by bridge(8) as far as iproute2 6.1 goes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MdbEntry } from '../../src/index.ts'
import { type Json, lab, only, pick } from './reference-lab.ts'

const [grp, group6, mac] = ['239.1.1.1', 'ff0e::99', '01:02:03:04:05:06']

test('multicast databases: entries of all kinds, listings, what is got is what can be put', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, text, pair, has } = here
  const { a } = await pair()
  if (!(await has('bridge'))) return
  await ip.link('add', { ifname: 'br0', kind: 'bridge', vlanFiltering: 1, mcastIgmpVersion: 3, state: 'up' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  const shown = () => (JSON.parse(text('bridge', '-j', '-d', 'mdb', 'show')) as [{ readonly mdb: Json[] }])[0].mdb
  const at = (grp: string) => only(shown().filter((one) => one['grp'] === grp && one['src'] === undefined))

  await ip.mdb('add', { dev: 'br0', port: 'a', grp, permanent: true, vid: 1, proto: 'zebra' })
  assert.deepEqual(pick(at(grp), 'dev', 'port', 'state', 'protocol', 'vid'), {
    ...{ dev: 'br0', port: 'a', state: 'permanent', protocol: 'zebra', vid: 1 },
  })
  await assert.rejects(ip.mdb('add', { dev: 'br0', port: 'a', grp, vid: 1 }), { code: 'EEXIST' })
  await assert.rejects(ip.mdb('add', { dev: 'br0', port: 'a', grp: '224.0.0.1' }), /local multicast/)
  await ip.mdb('add', { dev: 'br0', port: 'a', grp: group6, vid: 1 })
  await ip.mdb('add', { dev: 'br0', port: 'a', grp: mac, permanent: true, vid: 1 })
  await ip.mdb('add', { dev: 'br0', port: 'br0', grp: '239.1.1.2', vid: 1 })
  assert.deepEqual([at(group6)['state'], at(mac)['state'], at('239.1.1.2')['port']], ['temp', 'permanent', 'br0'])

  // Linux 6.3: modes and lists of sources, and replacing.
  const sources = { dev: 'br0', port: 'a', grp: '239.1.1.3', vid: 1, permanent: true }
  await ip.mdb('add', { ...sources, filterMode: 'include', srcList: ['192.0.2.1', '192.0.2.2'] })
  await ip.mdb('replace', { ...sources, filterMode: 'exclude', srcList: ['192.0.2.3'] })
  const listed = at('239.1.1.3')
  assert.equal(listed['filter_mode'], 'exclude')
  assert.deepEqual(
    (listed['source_list'] as Json[]).map(({ address }) => address),
    ['192.0.2.3'],
  )
  await ip.mdb('add', { dev: 'br0', port: 'a', grp: '239.1.1.4', vid: 1, src: '192.0.2.7' })
  const [alone] = await ip.getMdb({ dev: 'br0', grp: '239.1.1.4' })
  assert.deepEqual([alone?.source, alone?.port], ['192.0.2.7', a])

  const got = await ip.mdb('get', { dev: 'br0', grp, vid: 1 })
  assert.deepEqual(
    got.map(({ grp, port, state, rtprot }) => [grp, port, state, rtprot]),
    [[grp, a, 'permanent', 'zebra']],
  )
  assert.equal((await ip.getMdb({ dev: 'br0' })).length, shown().length)

  // Those of the port, away and back; timers run meanwhile, and what the port learnt comes back as put there (static).
  const before = await ip.getMdb({ dev: 'br0', port: 'a' })
  const learnt = new Set(before.filter(({ rtprot }) => rtprot === 'kernel').map(({ grp }) => grp))
  const still = (all: readonly MdbEntry[]) =>
    all
      .filter(({ flags, grp, rtprot }) => {
        return rtprot !== 'kernel' && !flags.includes('star_excl') && !flags.includes('blocked') && !learnt.has(grp)
      })
      .map(({ timer: _, srcList, ...rest }) => JSON.stringify({ ...rest, sources: srcList?.map(({ address }) => address) }))
      .sort()
  for (const one of before) await ip.mdb('absent', one)
  // The links at its ends speak for themselves at any moment, and the bridge learns.
  assert.deepEqual(await ip.getMdb((one) => one.port === a && one.rtprot !== 'kernel'), [])
  for (const one of before) if (!one.flags.includes('star_excl') && !one.flags.includes('blocked')) await ip.mdb('add', one)
  assert.deepEqual(still(await ip.getMdb({ dev: 'br0', port: 'a' })), still(before))

  assert.equal(await ip.mdb('ensure', { dev: 'br0', port: 'a', grp, vid: 1, permanent: true }), 'unchanged')
  assert.equal(await ip.mdb('ensure', { dev: 'br0', port: 'a', grp, vid: 1, temp: true }), 'changed')
  assert.equal(at(grp)['state'], 'temp')
  assert.equal(await ip.mdb('absent', { dev: 'br0', port: 'a', grp: '239.9.9.9', vid: 1 }), 'absent')

  // Linux 6.8.
  await ip.mdb('flush', { dev: 'br0', port: 'a', permanent: true })
  assert.deepEqual((await ip.getMdb({ dev: 'br0', port: 'a', permanent: true })).length, 0)
  assert.equal(at(grp)['state'], 'temp')
  await ip.mdb('delete', { dev: 'br0', port: 'a', grp, vid: 1 })

  await ip.brport('set', { dev: 'a', mcastRouter: 'perm' })
  const routers = await ip.getMdbRouterPorts({ dev: 'br0' })
  assert.deepEqual(
    routers.map(({ port, type }) => [port, type]),
    [[a, 'perm']],
  )
})

test('the multicast database of a vxlan', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair } = here
  const { a } = await pair()
  try {
    await ip.link('add', { ifname: 'vx0', kind: 'vxlan', external: true, dstport: 4789, state: 'up' })
  } catch (error) {
    return t.skip(`no vxlan here: ${(error as Error).message}`)
  }
  const far = { dst: '198.51.100.1', dstPort: 4790, vni: 7, srcVni: 10010 }
  await ip.mdb('add', { dev: 'vx0', port: 'vx0', grp, permanent: true, src: '192.0.2.1', via: 'a', ...far })
  const [one] = await ip.getMdb({ dev: 'vx0' })
  assert.deepEqual(
    [one?.grp, one?.source, one?.dst, one?.dstPort, one?.vni, one?.srcVni, one?.via],
    [grp, '192.0.2.1', '198.51.100.1', 4790, 7, 10010, a],
  )
  assert.ok(one)
  await ip.mdb('delete', one)
  assert.deepEqual(await ip.getMdb({ dev: 'vx0' }), [])
  await ip.mdb('add', one)
  assert.deepEqual(await ip.getMdb({ dev: 'vx0' }), [one])
  assert.deepEqual(await ip.mdb('get', { dev: 'vx0', grp, src: '192.0.2.1', srcVni: 10010 }), [one])
  await ip.mdb('flush', { dev: 'vx0', srcVni: 10010 })
  assert.deepEqual(await ip.getMdb({ dev: 'vx0' }), [])
})

test('events of VLANs, groups and VNIs', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair, has } = here
  await pair()
  if (!(await has('bridge'))) return
  await ip.link('add', { ifname: 'br0', kind: 'bridge', vlanFiltering: 1, state: 'up' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  const events = ip.events('vlan', 'mdb', 'tunnel')
  await ip.vlan('add', { dev: 'a', vid: '40-41' })
  await ip.mdb('add', { dev: 'br0', port: 'a', grp, vid: 40 })
  const seen = new Set<string>()
  for await (const event of events) {
    if (event.type === 'RTM_NEWVLAN') for (const { info, range } of event.message.entry ?? []) seen.add(`vlan ${info?.vid} ${range}`)
    if (event.type === 'RTM_NEWMDB') for (const one of event.message.mdb?.flat() ?? []) seen.add(`group ${one.grp} ${one.vid}`)
    if (seen.has('vlan 40 41') && seen.has(`group ${grp} 40`)) break
  }
  assert.ok(seen.size >= 2)
})

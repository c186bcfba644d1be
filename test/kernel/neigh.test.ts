import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, lab, only, pick } from './reference-lab.ts'

test('neighbours: add, change, replace, get, proxies, listings, flush', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text, pair } = here
  await pair()
  const shown = (to: string) => only(show('neigh', 'show', 'to', to))
  const lladdr = '02:00:00:00:00:99'
  await ip.neigh('add', { dev: 'a', to: '192.0.2.9', lladdr })
  assert.deepEqual(pick(shown('192.0.2.9'), 'dev', 'lladdr', 'state'), { dev: 'a', lladdr, state: ['PERMANENT'] })
  await assert.rejects(ip.neigh('add', { dev: 'a', to: '192.0.2.9', lladdr }), { code: 'EEXIST' })
  await ip.neigh('change', { dev: 'a', to: '192.0.2.9', lladdr: '02:00:00:00:00:98' })
  await ip.neigh('replace', { dev: 'a', to: '2001:db8::9', lladdr, router: true, nud: 'stale' })
  assert.equal(shown('192.0.2.9')['lladdr'], '02:00:00:00:00:98')
  assert.match(text('ip', '-6', 'neigh', 'show', 'to', '2001:db8::9'), /dev a lladdr 02:00:00:00:00:99 router STALE/)
  const got = await ip.neigh('get', { dev: 'a', to: '192.0.2.9' })
  assert.deepEqual([got.dst, got.lladdr, got.state], ['192.0.2.9', '02:00:00:00:00:98', ['permanent']])
  await ip.neigh('add', { dev: 'a', to: '192.0.2.77', proxy: true })
  assert.match(text('ip', 'neigh', 'show', 'proxy'), /192\.0\.2\.77 dev a\s+proxy/)
  assert.deepEqual(
    (await ip.getNeighbors({ proxy: true })).map(({ dst }) => dst),
    ['192.0.2.77'],
  )
  assert.deepEqual(
    (await ip.getNeighbors({ dev: 'a', family: 'inet' })).map(({ dst }) => dst),
    ['192.0.2.9'],
  )
  assert.deepEqual((await ip.getNeighbors({ dev: 'b', family: 'inet' })).length, 0)
  await ip.neigh('del', { dev: 'a', to: '192.0.2.9' })
  assert.deepEqual(show('-4', 'neigh', 'show'), [])
  await ip.neigh('add', got)
  assert.equal(shown('192.0.2.9')['lladdr'], '02:00:00:00:00:98')
  assert.equal(await ip.neigh('flush', { dev: 'a', family: 'inet6', dst: '2001:db8::9' }), 1)
  assert.equal(await ip.neigh('flush', { dev: 'a', family: 'inet' }), 0)
  assert.equal(await ip.neigh('flush', { dev: 'a', family: 'inet', nud: 'permanent' }), 1)
  assert.deepEqual(show('-4', 'neigh', 'show'), [])
})

test('the forwarding databases of a bridge and of a vxlan', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, text, pair } = here
  const { a } = await pair()
  const shown = (...words: string[]) => JSON.parse(text('bridge', '-j', 'fdb', 'show', ...words)) as Json[]
  // A bridge with VLANs also makes an entry for each VLAN of the port.
  const entry = (mac: string, dev: string) => only(shown('dev', dev).filter((one) => one['mac'] === mac && one['vlan'] === undefined))
  await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  const lladdr = '02:00:00:00:00:41'
  await ip.fdb('add', { dev: 'a', lladdr, master: true, state: 'static', sticky: true })
  assert.deepEqual(pick(entry(lladdr, 'a'), 'master', 'state', 'flags'), { master: 'br0', state: 'static', flags: ['sticky'] })
  await ip.fdb('replace', { dev: 'a', lladdr, master: true, state: 'permanent' })
  assert.equal(entry(lladdr, 'a')['state'], 'permanent')
  const found = await ip.fdb('dump', { bridge: 'br0', lladdr, vlan: null })
  assert.deepEqual(
    found.map(({ index, state }) => [index, state]),
    [[a, ['permanent']]],
  )
  assert.equal((await ip.fdb('get', { dev: 'br0', lladdr, master: false })).lladdr, lladdr)
  await ip.fdb('del', { dev: 'a', lladdr, master: true })
  assert.deepEqual(
    shown('dev', 'a').filter((one) => one['mac'] === lladdr),
    [],
  )
  await ip.fdb('add', found[0] as object)
  assert.equal(entry(lladdr, 'a')['state'], 'permanent')
  await ip.link('add', { ifname: 'vx0', kind: 'vxlan', id: 5, dstport: 4789 })
  const zero = '00:00:00:00:00:00'
  await ip.fdb('append', { dev: 'vx0', lladdr: zero, dst: '192.0.2.10' })
  await ip.fdb('append', { dev: 'vx0', lladdr: zero, dst: '192.0.2.11', port: 4790, vni: 77 })
  assert.deepEqual(
    shown('dev', 'vx0').map((one) => pick(one, 'mac', 'dst', 'port', 'vni')),
    [
      { mac: zero, dst: '192.0.2.10', port: undefined, vni: undefined },
      { mac: zero, dst: '192.0.2.11', port: 4790, vni: 77 },
    ],
  )
})

test('the kernel flushes a forwarding database by state, port and link', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, text, pair } = here
  const { a } = await pair()
  await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  const macs = () => text('bridge', 'fdb', 'show', 'dev', 'a').match(/02:00:00:00:00:4\d/g) ?? []
  await ip.fdb('add', { dev: 'a', lladdr: '02:00:00:00:00:41', master: true, state: 'static' })
  await ip.fdb('add', { dev: 'a', lladdr: '02:00:00:00:00:42', master: true, state: 'dynamic' })
  try {
    await ip.fdb('flush', { dev: 'br0', via: a, state: 'dynamic' })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EOPNOTSUPP') throw error
    return t.skip('a kernel before 5.19 flushes no forwarding database')
  }
  assert.deepEqual([...new Set(macs())], ['02:00:00:00:00:41'])
  await ip.fdb('flush', { dev: 'br0', state: 'static' })
  assert.deepEqual(macs(), [])
})

test('what is said of entries: origin, protocol, activity; listings and flushes of a prefix', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text, pair } = here
  await pair()
  const lladdr = '02:00:00:00:00:99'
  await ip.neigh('add', { dev: 'a', to: '192.0.2.9', lladdr, externLearn: true, protocol: 99, nud: 'stale' })
  assert.deepEqual(pick(only(show('neigh', 'show', 'to', '192.0.2.9')), 'extern_learn', 'state'), { extern_learn: null, state: ['STALE'] })
  assert.equal((await ip.neigh('get', { dev: 'a', to: '192.0.2.9' })).protocol, 'openr')
  await ip.neigh('append', { dev: 'a', to: '198.51.100.9', lladdr, nud: 'stale' })
  assert.deepEqual(
    (await ip.getNeighbors({ to: '192.0.2.0/24' })).map(({ dst }) => dst),
    ['192.0.2.9'],
  )
  assert.equal(await ip.neigh('flush', { to: '198.51.100.0/24' }), 1)
  assert.deepEqual(
    show('-4', 'neigh', 'show').map((one) => one['dst']),
    ['192.0.2.9'],
  )
  await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  const mac = '02:00:00:00:00:41'
  try {
    await ip.fdb('add', { dev: 'a', mac, master: true, state: 'static', activityNotify: true, inactive: true })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EINVAL') throw error
    return t.skip('a kernel before 5.9 does not tell of activity')
  }
  const [entry] = await ip.fdb('show', { bridge: 'br0', mac, vlan: null })
  assert.deepEqual(entry?.fdbExtAttrs?.activityNotify, ['bit', 'inactive_bit'])
  await ip.fdb('add', { dev: 'a', mac: '02:00:00:00:00:42', master: true, state: 'dynamic', externLearn: true })
  const left = () => [...new Set(text('bridge', 'fdb', 'show', 'dev', 'a').match(/02:00:00:00:00:4\d/g) ?? [])].sort()
  assert.deepEqual(left(), [mac, '02:00:00:00:00:42'])
  await ip.fdb('flush', { dev: 'br0', externLearn: true })
  assert.deepEqual(left(), [mac])
  await ip.fdb('flush', { dev: 'br0', addedByUser: false })
  assert.deepEqual(left(), [mac])
  await ip.fdb('flush', { dev: 'br0', addedByUser: true })
  assert.deepEqual(left(), [])
})

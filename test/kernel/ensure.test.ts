import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, lab, only, pick } from './reference-lab.ts'

test('a link is made, left alone, changed; absent', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  const wish = { ifname: 'br0', kind: 'bridge', mtu: 1400, priority: 4096, state: 'up', group: 5 } as const
  const shown = () => only(show('link', 'show', 'dev', 'br0'))
  assert.equal(await ip.link('ensure', wish), 'created')
  const { ifindex } = shown()
  assert.equal(await ip.link('ensure', wish), 'unchanged')
  assert.equal(await ip.link('ensure', { ...wish, mtu: 1300 }), 'changed')
  assert.equal(await ip.link('ensure', { ...wish, mtu: 1300, data: { ageingTime: 5000 } }), 'changed')
  assert.equal(await ip.link('ensure', { ...wish, mtu: 1300, data: { ageingTime: 5000 } }), 'unchanged')
  assert.equal(await ip.link('ensure', { ...wish, mtu: 1300, state: 'down' }), 'changed')
  assert.deepEqual(pick(shown(), 'ifindex', 'mtu'), { ifindex, mtu: 1300 })
  assert.ok(!(shown()['flags'] as string[]).includes('UP'))
  assert.equal(((shown()['linkinfo'] as Json)['info_data'] as Json)['ageing_time'], 5000)
  await assert.rejects(ip.link('ensure', { ifname: 'br0', kind: 'veth' }), { code: 'EEXIST' })
  assert.equal(await ip.link('ensure', { ifname: 'a', kind: 'veth', peer: 'b', master: 'br0' }), 'changed')
  assert.equal(await ip.link('ensure', { ifname: 'a', kind: 'veth', peer: 'b', master: 'br0' }), 'unchanged')
  assert.equal(await ip.link('ensure', { ifname: 'a', kind: 'veth', master: null }), 'changed')
  assert.equal(await ip.link('ensure', { ifname: 'a', kind: 'veth', master: null }), 'unchanged')
  assert.equal(await ip.link('absent', 'br0'), 'deleted')
  assert.equal(await ip.link('absent', 'br0'), 'absent')
})

test('an address', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  const shown = (local: string) =>
    only(
      show('addr', 'show', 'dev', 'a')
        .flatMap((one) => one['addr_info'] as Json[])
        .filter((one) => one['local'] === local),
    )
  for (const address of ['192.0.2.1/24', '2001:db8::1/64']) {
    assert.equal(await ip.addr('ensure', { dev: 'a', address }), 'created')
    assert.equal(await ip.addr('ensure', { dev: 'a', address }), 'unchanged')
    assert.equal(await ip.addr('ensure', { dev: 'a', address, metric: 7 }), 'changed')
    assert.equal(await ip.addr('ensure', { dev: 'a', address, metric: 7 }), 'unchanged')
    assert.equal(await ip.addr('ensure', { dev: 'a', address, validLft: 1000, preferredLft: 500 }), 'changed')
    assert.equal(await ip.addr('ensure', { dev: 'a', address }), 'changed', 'for ever again')
    const [local = ''] = address.split('/')
    assert.equal(shown(local)['valid_life_time'], 0xffffffff)
  }
  assert.equal(await ip.addr('ensure', { dev: 'a', address: '192.0.2.1/24', label: 'a:x', broadcast: '+' }), 'changed')
  assert.deepEqual(pick(shown('192.0.2.1'), 'label', 'broadcast'), { label: 'a:x', broadcast: '192.0.2.255' })
  assert.equal(await ip.addr('ensure', { dev: 'a', address: '2001:db8::1/48' }), 'changed')
  assert.equal(shown('2001:db8::1')['prefixlen'], 48)
  assert.equal(await ip.addr('absent', { dev: 'a', address: '192.0.2.1/24' }), 'deleted')
  assert.equal(await ip.addr('absent', { dev: 'a', address: '192.0.2.1/24' }), 'absent')
  assert.equal(await ip.addr('absent', { dev: 'nosuch', address: '192.0.2.1/24' }), 'absent')
})

test('a route', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
  await ip.addr('add', { dev: 'a', address: '2001:db8::1/64', flags: ['nodad'] })
  for (const [dst, via, other] of [
    ['10.1.0.0/16', '192.0.2.9', '192.0.2.8'],
    ['2001:db8:f::/48', '2001:db8::9', '2001:db8::8'],
  ] as const) {
    assert.equal(await ip.route('ensure', { dst, via }), 'created')
    assert.equal(await ip.route('ensure', { dst, via }), 'unchanged')
    assert.equal(await ip.route('ensure', { dst, via, dev: 'a' }), 'unchanged')
    assert.equal(await ip.route('ensure', { dst, via: other }), 'changed')
    assert.equal(await ip.route('ensure', { dst, via: other, mtu: 1400 }), 'changed')
    assert.equal(await ip.route('ensure', { dst, via: other, mtu: 1400 }), 'unchanged')
    assert.equal(await ip.route('ensure', { dst, via: other }), 'changed', 'without the metric')
    assert.equal(await ip.route('ensure', { dst, dev: 'a' }), 'changed', 'without the gateway')
    assert.equal(await ip.route('ensure', { dst, dev: 'a' }), 'unchanged')
    assert.equal(await ip.route('ensure', { dst, via, metric: 7 }), 'created', 'another metric, another route')
    assert.equal(show(dst.includes(':') ? '-6' : '-4', 'route', 'show', dst).length, 2)
    assert.equal(await ip.route('absent', { dst, metric: 7 }), 'deleted')
    assert.equal(await ip.route('absent', dst), 'deleted')
    assert.equal(await ip.route('absent', dst), 'absent')
  }
  const multipath = [{ via: '192.0.2.9', weight: 2 }, { via: '192.0.2.8' }]
  assert.equal(await ip.route('ensure', { dst: '10.2.0.0/16', multipath }), 'created')
  assert.equal(await ip.route('ensure', { dst: '10.2.0.0/16', multipath }), 'unchanged')
  assert.equal(
    await ip.route('ensure', { dst: '10.2.0.0/16', multipath: [{ via: '192.0.2.9', weight: 3 }, { via: '192.0.2.8' }] }),
    'changed',
  )
})

test('a rule, a neighbour and an entry of a bridge', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text, pair } = here
  await pair()
  assert.equal(await ip.rule('ensure', { priority: 100, from: '192.0.2.0/24', table: 77 }), 'created')
  assert.equal(await ip.rule('ensure', { priority: 100, from: '192.0.2.0/24', table: 77 }), 'unchanged')
  assert.equal(await ip.rule('ensure', { from: '192.0.2.0/24', table: 77 }), 'unchanged')
  assert.equal(
    text('ip', 'rule', 'show')
      .split('\n')
      .filter((line) => line.includes('192.0.2.0/24')).length,
    1,
  )
  assert.equal(await ip.rule('absent', { from: '192.0.2.0/24' }), 'deleted')
  assert.equal(await ip.rule('absent', { from: '192.0.2.0/24' }), 'absent')

  const neighbour = { dev: 'a', to: '192.0.2.9', lladdr: '02:00:00:00:00:99' } as const
  assert.equal(await ip.neigh('ensure', neighbour), 'created')
  assert.equal(await ip.neigh('ensure', neighbour), 'unchanged')
  assert.equal(await ip.neigh('ensure', { ...neighbour, lladdr: '02:00:00:00:00:98' }), 'changed')
  assert.equal(only(show('neigh', 'show', 'to', '192.0.2.9'))['lladdr'], '02:00:00:00:00:98')
  assert.equal(await ip.neigh('absent', { dev: 'a', to: '192.0.2.9' }), 'deleted')
  assert.equal(await ip.neigh('absent', { dev: 'a', to: '192.0.2.9' }), 'absent')

  await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up' })
  await ip.link('set', { dev: 'a', master: 'br0' })
  const entry = { dev: 'a', lladdr: '02:00:00:00:00:41', master: true, state: 'static' } as const
  assert.equal(await ip.fdb('ensure', entry), 'created')
  assert.equal(await ip.fdb('ensure', entry), 'unchanged')
  assert.equal(await ip.fdb('ensure', { ...entry, state: 'permanent' }), 'changed')
  assert.equal(await ip.fdb('absent', entry), 'deleted')
  assert.equal(await ip.fdb('absent', entry), 'absent')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Lab, lab, only, pick } from './reference-lab.ts'

/** 192.0.2.1/24 and 2001:db8::1/64 on `a`, 198.51.100.1/24 on `b`. */
const network = async ({ ip, pair }: Lab) => {
  const links = await pair()
  await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
  await ip.addr('add', { dev: 'a', address: '2001:db8::1/64', flags: ['nodad'] })
  await ip.addr('add', { dev: 'b', address: '198.51.100.1/24' })
  return links
}

test('add, change, replace, append, prepend, test and delete', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  await network(here)
  const dst = '10.1.0.0/16'
  const gateways = () => show('route', 'show', dst).map(({ gateway }) => gateway)
  await assert.rejects(ip.route('change', { dst, via: '192.0.2.9' }), { code: 'ENOENT' })
  await ip.route('add', { dst, via: '192.0.2.9' })
  await assert.rejects(ip.route('add', { dst, via: '192.0.2.8' }), { code: 'EEXIST' })
  await assert.rejects(ip.route('test', { dst, via: '192.0.2.8' }), { code: 'EEXIST' })
  await ip.route('replace', { dst, via: '192.0.2.8' })
  assert.deepEqual(gateways(), ['192.0.2.8'])
  await ip.route('change', { dst, via: '192.0.2.7' })
  await ip.route('append', { dst, via: '192.0.2.6' })
  await ip.route('prepend', { dst, via: '192.0.2.5' })
  assert.deepEqual(gateways(), ['192.0.2.5', '192.0.2.7', '192.0.2.6'])
  await ip.route('del', { dst, via: '192.0.2.7' })
  assert.deepEqual(gateways(), ['192.0.2.5', '192.0.2.6'])
  await ip.route('del', dst)
  assert.deepEqual(gateways(), ['192.0.2.6'])
})

test('types, tables, metrics, realms, several next hops, gateways of the other family', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text } = here
  await network(here)
  const shown = (...words: string[]) => only(show('route', 'show', ...words))
  await ip.route('add', { dst: 'default', via: '192.0.2.254', dev: 'a', metric: 50 })
  assert.deepEqual(pick(shown('default'), 'dst', 'gateway', 'metric'), { dst: 'default', gateway: '192.0.2.254', metric: 50 })
  await ip.route('add', { dst: '10.1.0.0/16', type: 'unreachable', table: 77 })
  assert.equal(shown('10.1.0.0/16', 'table', '77')['type'], 'unreachable')
  await ip.route('add', { dst: '10.2.0.0/16', dev: 'a', table: 4000000000, prefsrc: '192.0.2.1', tos: 16 })
  assert.deepEqual(pick(shown('10.2.0.0/16', 'table', '4000000000'), 'dev', 'prefsrc', 'scope', 'tos'), {
    ...{ dev: 'a', prefsrc: '192.0.2.1', scope: 'link', tos: '0x10' },
  })
  await ip.route('add', {
    dst: '10.3.0.0/16',
    via: '192.0.2.9',
    mtu: 1400,
    congctl: 'cubic',
    rtoMin: '1s',
    metrics: { advmss: 1200, lock: ['mtu'] },
  })
  assert.match(text('ip', 'route', 'show', '10.3.0.0/16'), /mtu lock 1400 advmss 1200 rto_min lock 1s congctl cubic/)
  await ip.route('add', {
    dst: '10.4.0.0/16',
    multipath: [
      { via: '192.0.2.9', weight: 10 },
      { dev: 'b', weight: 20 },
      { via: '203.0.113.9', dev: 'b', onlink: true },
    ],
  })
  const hops = shown('10.4.0.0/16')['nexthops'] as Record<string, unknown>[]
  assert.deepEqual(
    hops.map((hop) => [hop['gateway'], hop['dev'], hop['weight'], hop['flags']]),
    [
      ['192.0.2.9', 'a', 10, []],
      [undefined, 'b', 20, []],
      ['203.0.113.9', 'b', 1, ['onlink']],
    ],
  )
  await ip.route('add', { dst: '10.5.0.0/16', via: '2001:db8::9', dev: 'a' })
  assert.deepEqual(shown('10.5.0.0/16')['via'], { family: 'inet6', host: '2001:db8::9' })
  await ip.route('add', { dst: '2001:db8:f::/48', via: '2001:db8::9', pref: 'high', expires: 300 })
  const six = only(show('-6', 'route', 'show', '2001:db8:f::/48'))
  assert.equal(six['pref'], 'high')
  assert.ok((six['expires'] as number) > 290, JSON.stringify(six))
})

test('lookups', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  const { a } = await network(here)
  await ip.route('add', { dst: '10.1.0.0/16', via: '192.0.2.9' })
  const found = await ip.route('get', '10.1.2.3')
  const theirs = only(show('route', 'get', '10.1.2.3'))
  assert.deepEqual([found.dst, found.gateway, found.oif, found.prefsrc], [theirs['dst'], theirs['gateway'], a, theirs['prefsrc']])
  const match = await ip.route('get', { dst: '10.1.2.3', fibmatch: true })
  assert.deepEqual([match.dst, match.dstLen, match.protocol], ['10.1.0.0', 16, 'static'])
  assert.equal((await ip.route('get', '2001:db8::9', { oif: 'a' })).oif, a)
  await assert.rejects(ip.route('get', '203.0.113.1'), { code: 'ENETUNREACH' })
})

test('listings filtered by the kernel and here, the default route, flush', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  await network(here)
  assert.equal(await ip.defaultRoute(), undefined)
  for (const [dst, table] of [
    ['10.1.0.0/16', 77],
    ['10.2.0.0/16', 77],
    ['10.3.0.0/16', 'main'],
  ] as const)
    await ip.route('add', { dst, via: '192.0.2.9', table, proto: 99 })
  await ip.route('add', 'default', { via: '192.0.2.254', metric: 100 })
  await ip.route('add', 'default', { via: '192.0.2.253', metric: 10 })
  await ip.route('add', 'default', { via: '2001:db8::fe' })
  assert.equal((await ip.defaultRoute())?.gateway, '192.0.2.253')
  assert.equal((await ip.defaultRoute('inet6'))?.gateway, '2001:db8::fe')
  const dsts = async (filter: Parameters<typeof ip.getRoutes>[0]) => (await ip.getRoutes(filter as object)).map(({ dst }) => dst)
  assert.deepEqual(await dsts({ table: 77 }), ['10.1.0.0', '10.2.0.0'])
  assert.deepEqual(await dsts({ family: 'inet', proto: 99, dev: 'a', table: 'main' }), ['10.3.0.0'])
  assert.deepEqual(await dsts({ dst: '10.2.0.0/16' }), ['10.2.0.0'])
  const locals = show('-4', 'route', 'show', 'table', 'all', 'type', 'local')
  assert.equal((await ip.getRoutes({ family: 'inet', type: 'local' })).length, locals.length)
  assert.equal(await ip.route('flush', { proto: 99 }), 1)
  assert.equal(await ip.route('flush', { table: 77 }), 2)
  assert.deepEqual(await dsts({ proto: 99 }), [])
  assert.equal(show('route', 'show', 'default').length, 2)
})

test('what you get is what you can put', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text } = here
  await network(here)
  text('ip', 'route', 'add', '10.1.0.0/16', 'via', '192.0.2.9', 'mtu', 'lock', '1400', 'realm', '5', 'src', '192.0.2.1')
  text('ip', 'route', 'add', '10.2.0.0/16', 'nexthop', 'via', '192.0.2.9', 'weight', '3', 'nexthop', 'dev', 'b', 'weight', '5')
  text('ip', 'route', 'add', 'blackhole', '10.3.0.0/16', 'table', '500', 'metric', '7')
  text('ip', 'route', 'add', '10.4.0.0/16', 'via', 'inet6', '2001:db8::9', 'dev', 'a', 'onlink')
  text('ip', '-6', 'route', 'add', '2001:db8:f::/48', 'via', '2001:db8::9', 'mtu', '1300', 'pref', 'low')
  text('ip', '-6', 'route', 'add', '2001:db8:e::/48', 'nexthop', 'via', '2001:db8::9', 'nexthop', 'via', '2001:db8::8')
  const shown = () =>
    [...show('-4', 'route', 'show', 'table', 'all'), ...show('-6', 'route', 'show', 'table', 'all')].filter(({ dst }) =>
      /^(10|2001:db8:[ef])/.test(String(dst)),
    )
  const before = shown()
  const got = (await ip.getRoutes()).filter(({ dst = '' }) => /^(10\.|2001:db8:[ef])/.test(dst))
  for (const one of got) await ip.route('delete', one)
  assert.deepEqual(shown(), [])
  for (const one of got) await ip.route('add', one)
  assert.deepEqual(shown(), before)
  for (const one of got) await ip.route('replace', one)
  assert.deepEqual(shown(), before)
})

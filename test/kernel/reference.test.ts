// Every example of the reference page, literally translated, except traffic control. What `index=62` is there is the
// index of a link of the test's own here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AF, IPRoute, NetlinkError, netns, RTM } from '../../src/index.ts'
import { type Json, lab, only, pick } from './reference-lab.ts'

const addressesOf = (shown: readonly Json[]): string[] =>
  shown.flatMap((link) => (link['addr_info'] as Json[]).map(({ local, prefixlen }) => `${String(local)}/${String(prefixlen)}`))

test('addr(command, index, address, mask)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  const { a: index } = await pair()
  await ip.addr('add', index, { address: '10.0.0.1', mask: 24 })
  await ip.addr('add', index, { address: '10.0.0.2', mask: 24 })
  await ip.addr('add', index, '10.0.0.3', 24)
  await ip.addr('add', index, { address: '10.0.1.1' })
  assert.deepEqual(addressesOf(show('-4', 'addr', 'show', 'dev', 'a')), ['10.0.0.1/24', '10.0.1.1/24', '10.0.0.2/24', '10.0.0.3/24'])
  await ip.addr('add', index, { address: '2001:db8::1', mask: 64, family: AF.INET6, scope: 0 })
  assert.ok(addressesOf(show('-6', 'addr', 'show', 'dev', 'a')).includes('2001:db8::1/64'))
  await ip.addr('delete', index, { address: '10.0.0.2', mask: 24 })
  await ip.addr('delete', index, '10.0.1.1')
  assert.deepEqual(addressesOf(show('-4', 'addr', 'show', 'dev', 'a')), ['10.0.0.1/24', '10.0.0.3/24'])
})

test('getAddr(family)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  const { a } = await pair()
  await ip.addr('add', a, { address: '10.0.0.1', mask: 24 })
  // Link-local addresses come by themselves, at their own time.
  const sorted = (all: string[]) => all.filter((one) => !one.startsWith('fe80')).sort()
  const text = (all: readonly { local?: string; address?: string; prefixlen: number }[]) =>
    sorted(all.map((one) => `${one.local ?? one.address}/${one.prefixlen}`))
  assert.deepEqual(text(await ip.getAddr()), sorted(addressesOf(show('addr'))))
  assert.deepEqual(text(await ip.getAddr(AF.INET6)), sorted(addressesOf(show('-6', 'addr'))))
  assert.deepEqual(text(await ip.getAddr({ family: AF.INET })), sorted(addressesOf(show('-4', 'addr'))))
})

test('getLinks(...indexes)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  await pair()
  const all = show('link').map(({ ifname }) => ifname)
  const names = async (listing: PromiseLike<readonly { ifname?: string }[]>) => (await listing).map(({ ifname }) => ifname)
  assert.deepEqual(await names(ip.getLinks()), all)
  assert.deepEqual(await names(ip.getLinks('all')), all)
  const indexes = show('link').map(({ ifindex }) => ifindex as number)
  assert.equal(indexes.length, 3)
  const [one, two, three] = indexes as [number, number, number]
  assert.deepEqual(await names(ip.getLinks(one, two, three)), all)
  assert.deepEqual(await names(ip.getLinks(...indexes)), all)
  await assert.rejects(async () => await ip.getLinks(77777), { code: 'ENODEV' })
})

test('getNeighbors(family)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text, pair } = here
  await pair()
  text('ip', 'neigh', 'add', '192.0.2.9', 'lladdr', '02:00:00:00:00:99', 'dev', 'a')
  text('ip', 'neigh', 'add', '2001:db8::9', 'lladdr', '02:00:00:00:00:98', 'dev', 'a')
  const listed = async (family?: number) =>
    (await ip.getNeighbors(family ?? 0)).filter((one) => one.state.includes('permanent')).map(({ dst }) => dst)
  const shown = (...words: string[]) => show(...words, 'neigh', 'show', 'nud', 'permanent').map(({ dst }) => dst)
  assert.deepEqual((await listed()).sort(), shown().sort())
  assert.deepEqual(await listed(AF.INET), ['192.0.2.9'])
  assert.deepEqual(await listed(AF.INET6), shown('-6'))
})

test('getRoutes(family, options)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text, pair } = here
  const { a } = await pair()
  await ip.addr('add', a, { address: '10.0.0.1', mask: 24 })
  text('ip', 'route', 'add', '10.7.0.0/16', 'via', '10.0.0.9', 'table', '77')
  // Those of link-local addresses come by themselves, at their own time.
  const steady = (one: { dst?: unknown }) => !/^f[ef]/.test(String(one.dst))
  const count = (...words: string[]) => show(...words).filter(steady).length
  assert.equal(
    (await ip.getRoutes(steady)).length,
    count('-4', 'route', 'show', 'table', 'all') + count('-6', 'route', 'show', 'table', 'all'),
  )
  assert.equal((await ip.getRoutes({ family: AF.INET6 })).filter(steady).length, count('-6', 'route', 'show', 'table', 'all'))
  assert.equal((await ip.getRoutes({ family: AF.INET, table: 254 })).length, count('-4', 'route', 'show', 'table', 'main'))
  assert.deepEqual(
    (await ip.getRoutes({ table: 77 })).map(({ dst }) => dst),
    ['10.7.0.0'],
  )
})

test('getRules(family)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  const shown = (family: string) => show(family, 'rule').map(({ priority }) => priority)
  const priorities = async (family: number) => (await ip.getRules(family)).map(({ priority }) => priority ?? 0)
  assert.deepEqual(await priorities(AF.INET), shown('-4'))
  assert.deepEqual(await priorities(AF.INET6), shown('-6'))
  const all = await ip.getRules()
  assert.ok(all.length >= shown('-4').length + shown('-6').length)
})

test('link("set", ...)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  const { a: x } = await pair()
  const shown = () => only(show('link').filter(({ ifindex }) => ifindex === x))
  await ip.link('set', { index: x, state: 'down' })
  assert.ok(!(shown()['flags'] as string[]).includes('UP'))
  await ip.link('set', { index: x, address: '00:11:22:33:44:55', name: 'bala' })
  await ip.link('set', { index: x, mtu: 1000, txqlen: 2000 })
  assert.deepEqual(pick(shown(), 'address', 'ifname', 'mtu', 'txqlen'), {
    address: '00:11:22:33:44:55',
    ifname: 'bala',
    mtu: 1000,
    txqlen: 2000,
  })
  await ip.link('set', { index: x, state: 'up' })
  assert.ok((shown()['flags'] as string[]).includes('UP'))
  await ip.link('set', { index: x, flags: 0, mask: 1 })
  assert.ok(!(shown()['flags'] as string[]).includes('UP'))
  await ip.link('set', { index: x, flags: 1, mask: 1 })
  assert.ok((shown()['flags'] as string[]).includes('UP'))
  await ip.link('set', { index: x, mtu: 1100 })
  assert.equal(shown()['mtu'], 1100)
  await ip.link('set', { index: x, IFLA_MTU: 1000 })
  assert.equal(shown()['mtu'], 1000)
  await ip.link(RTM.SETLINK, { index: x, mtu: 1200 })
  assert.equal(shown()['mtu'], 1200)
  await ip.link('delete', { index: x })
  assert.deepEqual(
    show('link').map(({ ifname }) => ifname),
    ['lo'],
  )
})

test('linkLookup(options)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  const { a, b } = await pair()
  await ip.link('set', { index: a, address: '52:54:00:9d:4e:3d' })
  assert.deepEqual(await ip.linkLookup({ address: '52:54:00:9d:4e:3d' }), [a])
  assert.deepEqual(await ip.linkLookup({ ifname: 'lo' }), [1])
  assert.deepEqual(await ip.linkLookup({ ifname: 'nosuch' }), [])
  const up = show('link').filter(({ operstate }) => operstate === 'UP')
  assert.deepEqual(
    await ip.linkLookup({ operstate: 'UP' }),
    up.map(({ ifindex }) => ifindex),
  )
  assert.deepEqual((await ip.linkLookup({ operstate: 'UP' })).sort(), [a, b].sort())
})

test('linkUp, linkDown, linkRename, linkRemove', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  const { a } = await pair()
  const shown = () => only(show('link').filter(({ ifindex }) => ifindex === a))
  await ip.linkDown(a)
  assert.ok(!(shown()['flags'] as string[]).includes('UP'))
  await ip.linkRename(a, 'bala')
  assert.equal(shown()['ifname'], 'bala')
  await ip.linkRename('bala', 'bali')
  await ip.linkUp('bali')
  assert.deepEqual([shown()['ifname'], (shown()['flags'] as string[]).includes('UP')], ['bali', true])
  await ip.linkRemove(a)
  assert.deepEqual(
    show('link').map(({ ifname }) => ifname),
    ['lo'],
  )
})

test('route(command, prefix, mask, options)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  const { a } = await pair()
  await ip.addr('add', a, { address: '192.168.0.2', mask: 24 })
  await ip.route('add', { prefix: '10.0.0.0', mask: 24, gateway: '192.168.0.1' })
  assert.deepEqual(pick(only(show('route', 'show', '10.0.0.0/24')), 'gateway', 'dev', 'protocol', 'scope', 'type'), {
    ...{ gateway: '192.168.0.1', dev: 'a', protocol: 'static', scope: 'global', type: 'unicast' },
  })
  await ip.route('add', '10.1.0.0', 16, 'RTN_UNICAST', 'RTPROT_BOOT', 'RT_SCOPE_LINK', a, AF.INET)
  assert.deepEqual(pick(only(show('route', 'show', '10.1.0.0/16')), 'dev', 'protocol', 'scope'), {
    dev: 'a',
    protocol: 'boot',
    scope: 'link',
  })
  await ip.route('delete', '10.0.0.0', 24)
  assert.deepEqual(show('route', 'show', '10.0.0.0/24'), [])
})

test('rule(command, table, priority, rtype, options)', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, text } = here
  await ip.rule('add', 10, 32000)
  await ip.rule('add', 11, 32001, 'RTN_UNREACHABLE')
  await ip.rule('add', 14, 32004, { src: '10.64.75.141' })
  const shown = text('ip', 'rule', 'show')
    .split('\n')
    .map((line) => line.trim())
  assert.ok(shown.includes('32000:\tfrom all lookup 10'), shown.join('\n'))
  assert.ok(
    shown.some((line) => /^32001:\tfrom all (lookup 11 )?unreachable$/.test(line)),
    shown.join('\n'),
  )
  assert.ok(shown.includes('32004:\tfrom 10.64.75.141 lookup 14'), shown.join('\n'))
  await ip.rule('delete', 10, 32000)
  assert.doesNotMatch(text('ip', 'rule', 'show'), /^32000:/m)
})

test('an object of IPRoute and its explicit release()', async (t) => {
  const here = await lab(t)
  if (!here) return
  const ip = new IPRoute({ netns: here.name, timeout: 3000 })
  assert.equal((await ip.getLinks(1))[0]?.ifname, 'lo')
  await ip.release()
  await assert.rejects(async () => await ip.getLinks())
  assert.ok(netns.list().includes(here.name))
})

test('an error of the kernel', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair } = here
  const { a } = await pair()
  await ip.addr('add', a, { address: '10.0.0.1', mask: 24 })
  await assert.rejects(
    ip.addr('add', a, { address: '10.0.0.1', mask: 24 }),
    (error) => error instanceof NetlinkError && error.code === 'EEXIST',
  )
})

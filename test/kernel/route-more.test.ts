// Routes of vrfs, of MPLS, listings by prefix and next hop, and what each verb does to each family.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import type { RouteCommand } from '../../src/index.ts'
import { type Lab, lab, only, pick } from './reference-lab.ts'

const network = async ({ ip, pair }: Lab) => {
  const links = await pair()
  await ip.addr('add', { dev: 'a', address: '192.0.2.1/24' })
  await ip.addr('add', { dev: 'a', address: '2001:db8::1/64', flags: ['nodad'] })
  await ip.addr('add', { dev: 'b', address: '198.51.100.1/24' })
  return links
}

const codeOf = async (asked: PromiseLike<unknown>): Promise<string> => {
  try {
    await asked
    return 'done'
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error)
  }
}

/** What each verb comes to where there is no such route, and where there is one. */
const VERBS: Readonly<Record<string, readonly [string, string]>> = {
  test: ['ENOENT', 'EEXIST'],
  change: ['ENOENT', 'done'],
  add: ['done', 'EEXIST'],
  prepend: ['done', 'done'],
  append: ['done', 'done'],
  replace: ['done', 'done'],
}

test('verbs of IPv4 and IPv6: refusals, and what they leave', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  await network(here)
  for (const [dst, net, hops] of [
    ['10.1.0.0/16', '192.0.2.', { prepend: ['8', '9'], append: ['9', '8'] }],
    ['2001:db8:f::/48', '2001:db8::', { prepend: ['8', '9'], append: ['8', '9'] }],
  ] as const) {
    const six = dst.includes(':')
    const gateways = () =>
      show(six ? '-6' : '-4', 'route', 'show', dst)
        .flatMap((one) => [one, ...((one['nexthops'] as Record<string, unknown>[] | undefined) ?? [])])
        .flatMap(({ gateway }) => (gateway === undefined ? [] : [String(gateway).slice(net.length)]))
    for (const [verb, [without, beside]] of Object.entries(VERBS)) {
      // IPv6 takes a request without NLM_F_CREATE and NLM_F_REPLACE for an addition, with a warning in the kernel's log.
      if (!(six && verb === 'test'))
        assert.equal(await codeOf(ip.route(verb as 'add', { dst, via: `${net}8` })), without, `${dst}: ${verb} alone`)
      await ip.route('absent', dst)
      await ip.route('add', { dst, via: `${net}9` })
      assert.equal(await codeOf(ip.route(verb as 'add', { dst, via: `${net}8` })), beside, `${dst}: ${verb} beside another`)
      const wanted = verb in hops ? hops[verb as 'append'] : verb === 'change' || verb === 'replace' ? ['8'] : ['9']
      assert.deepEqual(six ? gateways().sort() : gateways(), wanted, `${dst}: ${verb}`)
      await ip.route('flush', { exact: dst })
    }
  }
})

test('a vrf is its table, and the way out of a lookup', async (t) => {
  const here = await lab(t)
  if (!here || !(await here.has('dummy'))) return
  const { ip, show } = here
  try {
    await ip.link('add', { ifname: 'blue', kind: 'vrf', table: 10 })
  } catch (error) {
    if ((error as { code?: string }).code === 'EOPNOTSUPP') return t.skip('this kernel has no vrf')
    throw error
  }
  await ip.link('add', { ifname: 'd0', kind: 'dummy' })
  await ip.link('set', { dev: 'd0', master: 'blue', state: 'up' })
  await ip.linkUp('blue')
  await ip.addr('add', { dev: 'd0', address: '192.0.2.1/24' })
  await ip.route('add', { dst: '10.1.0.0/16', via: '192.0.2.9', vrf: 'blue' })
  assert.equal(only(show('route', 'show', 'vrf', 'blue', '10.1.0.0/16'))['gateway'], '192.0.2.9')
  const found = await ip.route('get', '10.1.2.3', { vrf: 'blue' })
  assert.deepEqual([found.gateway, found.table], ['192.0.2.9', 10])
  assert.equal(only(show('route', 'get', '10.1.2.3', 'vrf', 'blue'))['gateway'], found.gateway)
  assert.equal((await ip.getRoutes({ family: 'inet', vrf: 'blue' })).length, show('route', 'show', 'table', '10').length)
  const results = await ip.batch((batch) => {
    batch.route('add', { dst: '10.2.0.0/16', via: '192.0.2.9', vrf: 'blue' })
    batch.route('add', { dst: '10.3.0.0/16', vrf: 'd0' })
  })
  assert.match(String((results[1] as PromiseRejectedResult | undefined)?.reason), /'d0' is no vrf but a link of kind dummy/)
  assert.equal(show('route', 'show', 'table', '10', '10.2.0.0/16').length, 1)
  assert.equal(await ip.route('flush', { vrf: 'blue', proto: 'static' }), 2)
})

test('listings by prefix, link and gateway, beside what ip shows', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  const { a, b } = await network(here)
  for (const dst of ['default', '10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '10.128.0.0/9'])
    await ip.route('add', { dst, via: '192.0.2.9' })
  await ip.route('add', { dst: '172.16.0.0/12', multipath: [{ via: '192.0.2.9' }, { dev: 'b' }] })
  await ip.route('add', { dst: '2001:db8:f::/48', via: '2001:db8::9' })
  const ours = async (filter: Parameters<typeof ip.getRoutes>[0]) =>
    (await ip.getRoutes(filter as object)).map(({ dst, dstLen }) =>
      dst === undefined ? 'default' : dstLen === 32 ? dst : `${dst}/${dstLen}`,
    )
  const theirs = (...filter: string[]) => show('route', 'show', ...filter).map(({ dst }) => dst)
  assert.deepEqual(await ours({ root: '10.1.0.0/16', table: 'main' }), theirs('root', '10.1.0.0/16'))
  assert.deepEqual(await ours({ match: '10.1.2.3', table: 'main' }), theirs('match', '10.1.2.3'))
  assert.deepEqual(await ours({ match: '10.1.2.3', root: '10.0.0.0/8', table: 'main' }), theirs('match', '10.1.2.3', 'root', '10.0.0.0/8'))
  assert.deepEqual(await ours({ exact: '10.1.0.0/16' }), theirs('exact', '10.1.0.0/16'))
  // Of a route over several links iproute2 says nothing when one of them is asked for; the kernel lists it.
  const overB = (await ip.getRoutes({ family: 'inet', table: 'main', dev: 'b' })).map(({ dst }) => dst)
  assert.deepEqual(overB, ['172.16.0.0', '198.51.100.0'])
  assert.ok((await ip.getRoutes({ dev: 'a', via: '192.0.2.9' })).every(({ oif, multipath }) => (multipath?.[0]?.oif ?? oif) === a))
  assert.deepEqual(await ours({ dev: 'b', via: '192.0.2.9' }), [])
  assert.ok(b > 0)
  assert.equal(await ip.route('flush', { root: '10.0.0.0/8' }), 4)
  assert.deepEqual(theirs('root', '10.0.0.0/8'), [])
})

test('lookups with all that a packet has', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text } = here
  await network(here)
  await ip.route('add', { dst: '10.1.0.0/16', via: '192.0.2.9' })
  for (const [i, selector] of [
    { fwmark: 7 },
    { ipproto: 'tcp', dport: 80 } as const,
    { ipproto: 'udp', sport: 5 } as const,
    { uidrange: 1000 },
    { from: '192.0.2.1' },
    { tos: 16 },
  ].entries()) {
    await ip.rule('add', { ...selector, table: 100 + i, priority: 100 + i })
    await ip.route('add', { dst: '10.1.0.0/16', via: `192.0.2.${100 + i}`, table: 100 + i })
  }
  const cases = [
    [{ mark: 7 }, ['mark', '7']],
    [{ ipProto: 'tcp', dport: 80 }, ['ipproto', 'tcp', 'dport', '80']],
    [{ ipProto: 'udp', sport: 5, dport: 9 }, ['ipproto', 'udp', 'sport', '5', 'dport', '9']],
    [{ uid: 1000 }, ['uid', '1000']],
    [{ from: '192.0.2.1' }, ['from', '192.0.2.1']],
    [{ tos: 16 }, ['tos', '0x10']],
  ] as const
  for (const [i, [options, theirs]] of cases.entries()) {
    const found = await ip.route('get', '10.1.2.3', options)
    assert.equal(found.gateway, `192.0.2.${100 + i}`, JSON.stringify(options))
    assert.equal(found.table, 100 + i)
    assert.equal(only(show('route', 'get', '10.1.2.3', ...theirs))['gateway'], found.gateway)
  }
  assert.equal((await ip.route('get', '2001:db8::9', { flowlabel: 7 }).catch((error: Error) => error.message)) !== '', true)
  const match = await ip.route('get', { dst: '10.1.2.3', fibmatch: true, oif: 'a' })
  assert.deepEqual([match.dst, match.dstLen], ['10.1.0.0', 16])
  assert.match(text('ip', 'route', 'get', 'fibmatch', '10.1.2.3', 'oif', 'a'), /^10\.1\.0\.0\/16/)
})

test('routes of MPLS', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show } = here
  await network(here)
  // Nothing loads it by itself; it adds no link.
  spawnSync('modprobe', ['mpls_router'])
  const add = (command: RouteCommand, options: object) =>
    codeOf(ip.route(command as 'add', { family: 'mpls', via: '192.0.2.9', as: '200', ...options }))
  if ((await add('add', { dst: 100 })) === 'EOPNOTSUPP') return t.skip('this kernel has no MPLS (mpls_router)')
  sysctl(here, 'net/mpls/platform_labels', '1000')
  sysctl(here, 'net/mpls/conf/a/input', '1')
  const labels = () => show('-f', 'mpls', 'route', 'show')
  for (const [verb, [without, beside]] of Object.entries(VERBS)) {
    // MPLS has one route for a label.
    const wanted = verb === 'append' ? ['EOPNOTSUPP', 'EOPNOTSUPP'] : verb === 'prepend' ? ['done', 'EEXIST'] : [without, beside]
    assert.equal(await add(verb as RouteCommand, { dst: 100 }), wanted[0], `${verb} alone`)
    await ip.route('absent', { family: 'mpls', dst: 100 })
    await ip.route('add', { family: 'mpls', dst: 100, via: '192.0.2.9', as: '200' })
    assert.equal(await add(verb as RouteCommand, { dst: '100', as: '201' }), wanted[1], `${verb} beside another`)
    await ip.route('del', { family: 'mpls', dst: 100 })
  }
  await ip.route('add', { family: 'mpls', dst: 100, as: '200/300', via: '192.0.2.9', dev: 'a', ttlPropagate: false })
  await ip.route('add', { family: 'mpls', dst: 101, via: '2001:db8::9', dev: 'a' })
  await ip.route('add', {
    family: 'mpls',
    dst: 102,
    multipath: [
      { as: '200', via: '192.0.2.9', dev: 'a' },
      { as: '300', via: '198.51.100.9', dev: 'b' },
    ],
  })
  const shown = labels()
  // The misspelt word is iproute2's.
  assert.deepEqual(pick(shown.find(({ dst }) => dst === '100') ?? {}, 'to', 'via', 'dev', 'ttl-propogate'), {
    ...{ to: '200/300', via: { family: 'inet', host: '192.0.2.9' }, dev: 'a', 'ttl-propogate': false },
  })
  assert.deepEqual(shown.find(({ dst }) => dst === '101')?.['via'], { family: 'inet6', host: '2001:db8::9' })
  assert.deepEqual(
    (shown.find(({ dst }) => dst === '102')?.['nexthops'] as { to: string }[] | undefined)?.map(({ to }) => to),
    ['200', '300'],
  )
  const chosen = await ip.route('add', { family: 'mpls', as: '400', via: '192.0.2.9', dev: 'a' })
  assert.equal(labels().find(({ to }) => to === '400')?.['dst'], chosen)
  await ip.route('del', { family: 'mpls', dst: String(chosen) })
  const match = await ip.route('get', { family: 'mpls', dst: 100, fibmatch: true })
  assert.deepEqual([match.newdst, match.ttlPropagate], ['200/300', 0])
  assert.deepEqual(
    (await ip.getRoutes({ family: 'mpls', dev: 'b' })).map(({ dst }) => dst),
    ['102'],
  )
  assert.deepEqual(
    (await ip.getRoutes({ family: 'mpls', via: '2001:db8::9' })).map(({ dst }) => dst),
    ['101'],
  )
  const got = await ip.getRoutes({ family: 'mpls' })
  assert.equal(await ip.route('flush', { family: 'mpls', table: 254 }), 3)
  assert.deepEqual(labels(), [])
  for (const one of got) await ip.route('add', one)
  assert.deepEqual(labels(), shown)
})

/** Writes a sysctl of the namespace: /proc/sys/net is that of the process which opens it. */
function sysctl({ name }: Lab, path: string, value: string): void {
  const { status, stderr } = spawnSync('ip', ['netns', 'exec', name, 'sh', '-c', `echo ${value} > /proc/sys/${path}`], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
}

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { type TestContext, test } from 'node:test'
import { type ChangeEvent, NETCONFA_IFINDEX } from '../../src/index.ts'
import { type Json, type Lab, lab, only, pick } from './reference-lab.ts'

/** A namespace with two links of kind veth, `a` of them 192.0.2.1/24 and 2001:db8::1/64. */
const ways = async (t: TestContext): Promise<(Lab & { readonly a: number; readonly b: number }) | undefined> => {
  const here = await lab(t)
  if (!here) return undefined
  const { a, b } = await here.pair()
  await here.ip.addr('add', { index: a, address: '192.0.2.1/24' })
  await here.ip.addr('add', { index: a, address: '2001:db8::1/64', flags: ['nodad'] })
  try {
    await here.ip.nexthop('absent', 1)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EOPNOTSUPP') throw error
    return void t.skip('a kernel before 5.3 has no next hop objects')
  }
  return { ...here, a, b }
}

const shownOne = (here: Lab, id: number): Json | undefined => here.show('nexthop', 'show').find((one) => one['id'] === id)

test('next hops: add, replace, change, get, listings, ensure, absent, flush', async (t) => {
  const here = await ways(t)
  if (!here) return
  const { ip, a, b } = here
  assert.deepEqual(await ip.nexthop('add', { id: 5, via: '192.0.2.9', dev: 'a', protocol: 'bird' }), { id: 5 })
  const shown = { id: 5, gateway: '192.0.2.9', dev: 'a', scope: 'link', protocol: 'bird', flags: [] }
  assert.deepEqual(shownOne(here, 5), shown)
  await assert.rejects(ip.nexthop('add', { id: 5, via: '192.0.2.9', dev: 'a' }), { code: 'EEXIST' })
  const { id } = await ip.nexthop('add', { via: '203.0.113.9', dev: a, onlink: true })
  assert.ok(id > 0 && id !== 5, `the kernel chose ${id}`)
  assert.deepEqual(pick(shownOne(here, id) ?? {}, 'gateway', 'flags'), { gateway: '203.0.113.9', flags: ['onlink'] })
  await ip.nexthop('replace', { id: 5, via: '2001:db8::9', dev: 'a' })
  await ip.nexthop('replace', { id: 6, dev: b, family: 'inet6' })
  await ip.nexthop('change', { id: 6, dev: 'b' })
  await assert.rejects(ip.nexthop('change', { id: 7, dev: 'b' }), { code: 'ENOENT' })
  await ip.nexthop('add', { id: 8, blackhole: true })
  await ip.nexthop('add', { id: 10, via: '192.0.2.10', fdb: true })
  assert.equal(shownOne(here, 5)?.['gateway'], '2001:db8::9')
  assert.equal(shownOne(here, 8)?.['blackhole'], null)
  assert.deepEqual(pick(shownOne(here, 10) ?? {}, 'gateway', 'fdb'), { gateway: '192.0.2.10', fdb: null })
  const got = await ip.nexthop('get', 5)
  assert.deepEqual(pick(got as unknown as Json, 'family', 'scope', 'protocol', 'oif', 'gateway'), {
    ...{ family: 'inet6', scope: 'link', protocol: 'unspec', oif: a, gateway: '2001:db8::9' },
  })
  await assert.rejects(ip.nexthop('get', 77), { code: 'ENOENT' })
  const ids = async (filter?: Parameters<typeof ip.getNexthops>[0]) => (await ip.getNexthops(filter as object)).map((one) => one.id)
  assert.deepEqual((await ids()).sort(), [5, 6, 8, 10, id].sort())
  assert.deepEqual(await ids({ dev: 'b' }), [6])
  assert.deepEqual(await ids({ family: 'inet6' }), [5])
  assert.deepEqual(await ids({ fdb: true }), [10])
  assert.deepEqual(await ids({ protocol: 'unspec', blackhole: true }), [8])
  assert.deepEqual(await ids((one) => one.flags.includes('onlink')), [id])
  assert.equal(await ip.nexthop('ensure', got), 'unchanged')
  assert.equal(await ip.nexthop('ensure', { id: 5, via: '2001:db8::a', dev: 'a' }), 'changed')
  assert.equal(await ip.nexthop('ensure', { id: 11, via: '192.0.2.9', dev: 'a' }), 'created')
  assert.equal(shownOne(here, 5)?.['gateway'], '2001:db8::a')
  await ip.nexthop('del', { id: 11 })
  assert.equal(await ip.nexthop('absent', 11), 'absent')
  assert.equal(await ip.nexthop('absent', 10), 'deleted')
  await ip.nexthop('delete', 5)
  await ip.nexthop('add', got)
  assert.equal(shownOne(here, 5)?.['gateway'], '2001:db8::9')
  assert.equal(await ip.nexthop('flush', { dev: 'b' }), 1)
  assert.equal(await ip.nexthop('flush'), 3)
  assert.deepEqual(here.show('nexthop', 'show'), [])
})

test('groups of next hops, and routes over them', async (t) => {
  const here = await ways(t)
  if (!here) return
  const { ip } = here
  for (const id of [1, 2, 3]) await ip.nexthop('add', { id, via: `192.0.2.1${id}`, dev: 'a' })
  const { id } = await ip.nexthop('add', { group: [{ id: 1, weight: 10 }, 2, { id: 3, weight: 256 }], protocol: 'zebra' })
  assert.deepEqual(shownOne(here, id), {
    id,
    group: [{ id: 1, weight: 10 }, { id: 2 }, { id: 3, weight: 256 }],
    ...{ scope: 'global', protocol: 'zebra', flags: [] },
  })
  await ip.route('add', { dst: '10.1.0.0/16', nhid: id })
  const route = only(here.show('route', 'show', '10.1.0.0/16'))
  assert.equal(route['nhid'], id)
  assert.equal((route['nexthops'] as Json[]).length, 3)
  const got = await ip.nexthop('get', id)
  await ip.nexthop('replace', { id, group: '1/2,20' })
  assert.deepEqual(shownOne(here, id)?.['group'], [{ id: 1 }, { id: 2, weight: 20 }])
  assert.equal(await ip.nexthop('ensure', { id, group: '1/2,20' }), 'unchanged')
  assert.equal(await ip.nexthop('ensure', got), 'changed')
  assert.equal((shownOne(here, id)?.['group'] as Json[] | undefined)?.length, 3)
  await assert.rejects(ip.nexthop('replace', { id: 1, group: [2] }), /Can not replace a nexthop with a nexthop group/)
  assert.deepEqual(
    (await ip.getNexthops({ groups: true })).map((one) => one.id),
    [id],
  )
  // A group loses a member with the next hop, and goes with the last.
  await ip.nexthop('del', 3)
  assert.deepEqual(shownOne(here, id)?.['group'], [{ id: 1, weight: 10 }, { id: 2 }])
  assert.equal(await ip.nexthop('flush'), 3)
  assert.deepEqual(here.show('route', 'show', '10.1.0.0/16'), [])
})

/** Makes a group of next hop 1 as wished; false, and the test skipped, where the kernel refuses it. */
const makes = async (t: TestContext, here: Lab, wish: object, reason: string): Promise<boolean> => {
  try {
    await here.ip.nexthop('add', wish)
    return true
  } catch (error) {
    if (!['EINVAL', 'EOPNOTSUPP'].includes(String((error as { code?: string }).code))) throw error
    t.skip(reason)
    return false
  }
}

test('resilient groups and their buckets', async (t) => {
  const here = await ways(t)
  if (!here) return
  const { ip } = here
  for (const id of [1, 2]) await ip.nexthop('add', { id, via: `192.0.2.1${id}`, dev: 'a' })
  const wish = { id: 9, group: '1,3/2', type: 'resilient', buckets: 8, idleTimer: '500ms', unbalancedTimer: 300 }
  if (!(await makes(t, here, wish, 'a kernel before 5.13 has no resilient groups'))) return
  const shown = shownOne(here, 9) ?? {}
  assert.equal(shown['type'], 'resilient')
  assert.deepEqual(shown['resilient_args'], { buckets: 8, idle_timer: 0.5, unbalanced_timer: 300, unbalanced_time: 0 })
  const got = await ip.nexthop('get', 9)
  assert.deepEqual([got.groupType, got.resGroup?.buckets, got.resGroup?.idleTimer], ['res', 8, 50])
  const buckets = await ip.getBuckets()
  const seen = here.show('nexthop', 'bucket', 'show') as { readonly id: number; readonly bucket: Json }[]
  assert.deepEqual(
    buckets.map(({ id, resBucket }) => [id, resBucket?.index, resBucket?.nhId]),
    seen.map(({ id, bucket }) => [id, bucket['index'], bucket['nhid']]),
  )
  assert.equal(buckets.length, 8)
  assert.equal(typeof buckets[0]?.resBucket?.idleTime, 'bigint')
  assert.equal((await ip.getBuckets({ id: 9, nhid: 2, dev: 'a' })).length, 2)
  assert.equal((await ip.getBuckets({ dev: 'b' })).length, 0)
  assert.equal((await ip.getBuckets((one) => one.resBucket?.nhId === 1)).length, 6)
  const bucket = await ip.nexthop('get-bucket', { id: 9, index: 3 })
  assert.deepEqual([bucket.id, bucket.resBucket?.index], [9, 3])
  await assert.rejects(ip.nexthop('get-bucket', { id: 9, index: 8 }), { code: 'ENOENT' })
  assert.equal(await ip.nexthop('ensure', got), 'unchanged')
  await ip.nexthop('replace', { ...got, group: [1], oif: undefined })
  assert.deepEqual(shownOne(here, 9)?.['group'], [{ id: 1 }])
})

test('weights of 16 bits and counters', async (t) => {
  const here = await ways(t)
  if (!here) return
  const { ip } = here
  await ip.nexthop('add', { id: 1, via: '192.0.2.11', dev: 'a' })
  if (!(await makes(t, here, { id: 9, group: '1,60000', hwStats: true }, 'a kernel before 6.12 has weights of 8 bits'))) return
  const [one] = await ip.getNexthops({ groups: true, stats: 'hw' })
  assert.deepEqual(one?.group, [{ id: 1, weight: 60000 }])
  assert.deepEqual([one?.hwStatsEnable, one?.groupStats?.[0]?.id, Number(one?.groupStats?.[0]?.packets)], [1, 1, 0])
  assert.equal(await ip.nexthop('ensure', { id: 9, group: '1,60000', hwStats: true }), 'unchanged')
  assert.equal(await ip.nexthop('ensure', { id: 9, group: '1,60000', hwStats: false }), 'changed')
  assert.equal((await ip.nexthop('get', 9, { stats: true })).hwStatsEnable, 0)
})

test('masters, encapsulations and a batch of next hops', async (t) => {
  const here = await ways(t)
  if (!here || !(await here.has('vrf'))) return
  const { ip } = here
  await ip.link('add', { ifname: 'v0', kind: 'vrf', state: 'up', data: { table: 77 } })
  await ip.link('set', { dev: 'b', master: 'v0' })
  const done = await ip.batch((batch) => {
    batch.nexthop('add', { id: 1, dev: 'a' })
    batch.nexthop('add', { id: 2, dev: 'b' })
    batch.nexthop('add', { id: 3, group: [1, 2] })
    batch.nexthop('del', 3)
  })
  assert.deepEqual([...new Set(done.map(({ status }) => status))], ['fulfilled'])
  assert.deepEqual(
    (await ip.getNexthops({ vrf: 'v0' })).map(({ id }) => id),
    [2],
  )
  if (!(await makes(t, here, { id: 5, encap: { type: 'ip', id: 7, dst: '192.0.2.9' }, dev: 'a' }, 'no encapsulations'))) return
  assert.match(here.text('ip', 'nexthop', 'show', 'id', '5'), /encap ip id 7 src 0\.0\.0\.0 dst 192\.0\.2\.9/)
  const got = await ip.nexthop('get', 5)
  assert.equal(await ip.nexthop('ensure', got), 'unchanged')
  await ip.nexthop('replace', { ...got, id: 6 })
  assert.match(here.text('ip', 'nexthop', 'show', 'id', '6'), /encap ip id 7/)
})

/** The next event that fits. */
const next = async (events: AsyncIterable<unknown>, fits: (event: ChangeEvent) => boolean): Promise<ChangeEvent> => {
  for await (const event of events) if (fits(event as ChangeEvent)) return event as ChangeEvent
  throw new Error('the events ended')
}

test('events of next hops and settings', { timeout: 60_000 }, async (t) => {
  const here = await ways(t)
  if (!here) return
  const { ip, a } = here
  await using events = ip.events('nexthop')
  here.text('ip', 'nexthop', 'add', 'id', '5', 'via', '192.0.2.9', 'dev', 'a')
  here.text('ip', 'nexthop', 'del', 'id', '5')
  const told: unknown[] = []
  for await (const event of events) {
    if (event.type === 'RTM_NEWNEXTHOP' || event.type === 'RTM_DELNEXTHOP') told.push([event.type, event.message.id, event.message.gateway])
    if (event.type === 'RTM_DELNEXTHOP') break
  }
  assert.deepEqual(told, [
    ['RTM_NEWNEXTHOP', 5, '192.0.2.9'],
    ['RTM_DELNEXTHOP', 5, '192.0.2.9'],
  ])
  await using settings = ip.events('netconf')
  await ip.link('del', { index: a })
  const gone = await next(settings, (one) => one.type === 'RTM_DELNETCONF')
  assert.deepEqual((gone.message as { ifindex?: unknown }).ifindex, a)
})

test('settings of IPv4 and IPv6', async (t) => {
  const here = await ways(t)
  if (!here) return
  const { ip, a } = here
  const words = { forwarding: 'forwarding', mc_forwarding: 'mcForwarding', proxy_neigh: 'proxyNeigh' } as const
  const names = new Map((await ip.getLinks()).map(({ index, ifname }) => [index as number | string, ifname]))
  const ours = (await ip.getNetconf()).filter(({ family }) => family !== 'mpls')
  assert.deepEqual(
    ours.map((one) => [
      one.family,
      names.get(one.ifindex ?? 0) ?? one.ifindex,
      ...Object.values(words).map((key) => (one[key] === undefined ? undefined : one[key] !== 0)),
    ]),
    here
      .show('netconf', 'show')
      .filter((one) => one['family'] !== 'mpls')
      .map((one) => [one['family'], one['interface'], ...Object.keys(words).map((key) => one[key])]),
  )
  assert.ok(ours.length >= 10, `${ours.length} of two families, three links, all and default`)
  const one = await ip.netconf('get', { family: 'inet6', dev: 'a' })
  assert.deepEqual([one.family, one.ifindex, one.forwarding], ['inet6', a, 0])
  assert.equal((await ip.netconf('get', 'all')).ifindex, 'all')
  assert.equal((await ip.netconf('get', { index: NETCONFA_IFINDEX.DEFAULT })).ifindex, 'default')
  assert.deepEqual(await ip.getNetconf('inet6', { dev: 'a' }), [one])
  await assert.rejects(ip.netconf('get', { family: 'inet', ifindex: 4711 }), /E(INVAL|NODEV)/)
})

test('settings of MPLS', async (t) => {
  const here = await lab(t)
  if (!here) return
  spawnSync('modprobe', ['mpls_router'])
  const { a } = await here.pair()
  const found = await here.ip.getNetconf('mpls', { dev: 'a' })
  if (found.length === 0) return t.skip('this kernel has no MPLS')
  assert.deepEqual(
    found.map(({ family, ifindex, input }) => [family, ifindex, input]),
    [['mpls', a, 0]],
  )
  assert.match(here.text('ip', '-f', 'mpls', 'netconf', 'show', 'dev', 'a'), /mpls a input off/)
  assert.equal((await here.ip.netconf('get', { family: 'mpls', dev: 'a' })).input, 0)
})

test('address labels: add, replace, get, listings, flush', async (t) => {
  const here = await ways(t)
  if (!here) return
  const { ip, a } = here
  const shown = (...words: string[]) => JSON.parse(here.text('ip', '-j', 'addrlabel', ...words)) as Json[]
  const before = shown('list')
  assert.deepEqual(
    (await ip.getAddrlabels()).map(({ address, prefixlen, label }) => ({ address, prefixlen, label })),
    before,
  )
  await ip.addrlabel('add', { prefix: '2001:db8::/32', label: 99 })
  await ip.addrlabel('add', { prefix: '2001:db8:1::/48', dev: 'a', label: 7 })
  await assert.rejects(ip.addrlabel('add', { prefix: '2001:db8::/32', label: 98 }), { code: 'EEXIST' })
  const label = (address: string) => shown('list').find((one) => one['address'] === address)
  assert.deepEqual(label('2001:db8::'), { address: '2001:db8::', prefixlen: 32, label: 99 })
  assert.deepEqual(label('2001:db8:1::'), { address: '2001:db8:1::', prefixlen: 48, ifname: 'a', label: 7 })
  await ip.addrlabel('replace', { prefix: '2001:db8::/32', label: 98 })
  assert.equal(label('2001:db8::')?.['label'], 98)
  assert.equal((await ip.addrlabel('get', '2001:db8::1')).label, 98)
  const [own] = await ip.getAddrlabels({ dev: 'a' })
  assert.deepEqual([own?.index, own?.label], [a, 7])
  assert.equal(await ip.addrlabel('ensure', own as object), 'unchanged')
  assert.equal(await ip.addrlabel('ensure', { prefix: '2001:db8::/32', label: 97 }), 'changed')
  await ip.addrlabel('del', { prefix: '2001:db8:1::/48', dev: 'a' })
  assert.equal(await ip.addrlabel('absent', own as object), 'absent')
  await ip.addrlabel('add', own as object)
  assert.equal(await ip.addrlabel('flush', { dev: 'a' }), 1)
  assert.equal(await ip.addrlabel('flush'), before.length + 1)
  assert.deepEqual(shown('list'), [])
})

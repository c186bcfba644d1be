import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lab, only } from './reference-lab.ts'

test('ids of namespaces: set, choose, ask, list, from afar, and their end', async (t) => {
  const [here, blue, red] = [await lab(t), await lab(t), await lab(t)]
  if (!here || !blue || !red) return
  const { ip } = here
  const listed = () => JSON.parse(here.text('ip', '-j', 'netns', 'list-id') || '[]') as { readonly nsid: number; readonly name?: string }[]
  const events = ip.events('nsid', { signal: AbortSignal.timeout(30_000) })
  assert.equal(await ip.netns('set', { netns: blue.name, nsid: 7 }), 7)
  const chosen = await ip.netns('add', red.name, 'auto')
  assert.deepEqual(
    listed().filter(({ name }) => name === blue.name || name === red.name),
    [
      { nsid: chosen, name: red.name },
      { nsid: 7, name: blue.name },
    ].sort((a, b) => a.nsid - b.nsid),
  )
  await assert.rejects(ip.netns('set', { netns: blue.name, nsid: 8 }), { code: 'EEXIST', message: /already has a nsid/ })
  assert.equal((await ip.netns('get', blue.name)).nsid, 7)
  assert.equal((await ip.netns('get', { netns: here.name })).nsid, -1)
  assert.deepEqual((await ip.getNsids()).map(({ nsid }) => nsid).sort(), [chosen, 7].sort())
  // What blue calls red, asked from here.
  assert.equal(await blue.ip.netns('set', { netns: red.name, nsid: 33 }), 33)
  const target = { family: 'unspec', nsid: 33, currentNsid: chosen }
  assert.deepEqual(await ip.netns('get', { nsid: chosen, targetNsid: 7 }), target)
  assert.deepEqual(await ip.getNsids({ targetNsid: 7 }), [target])
  // Addresses of another namespace, without going there (IFA_TARGET_NETNSID).
  await blue.ip.linkUp('lo')
  await blue.ip.addr('add', { dev: 'lo', address: '192.0.2.33/32' })
  const far = await ip.getAddr({ targetNetnsid: 7, family: 'inet' })
  assert.deepEqual(
    far.filter(({ local }) => local === '192.0.2.33').map(({ targetNetnsid }) => targetNetnsid),
    [7],
  )
  const told: unknown[] = []
  for await (const event of events) {
    if (event.type !== 'RTM_NEWNSID') continue
    told.push(event.message.nsid)
    if (told.length === 2) break
  }
  assert.deepEqual(told, [7, chosen])
})

test('an alternative name does wherever a link is meant', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, pair } = here
  const { a } = await pair()
  const long = 'an-alternative-name-of-a'
  await ip.link('add-property', { dev: 'a', altname: [long, 'short'] })
  for (const name of [long, 'short']) assert.equal((await ip.link('get', name)).index, a)
  await ip.link('set', { dev: long, mtu: 1400 })
  await ip.addr('add', { dev: long, address: '192.0.2.1/24' })
  await ip.route('add', { dst: '198.51.100.0/24', dev: 'short' })
  await ip.neigh('add', { dev: long, to: '192.0.2.9', lladdr: '02:00:00:00:00:99' })
  assert.equal(only(show('link', 'show', 'dev', 'a'))['mtu'], 1400)
  assert.equal(only(show('route', 'show', '198.51.100.0/24'))['dev'], 'a')
  assert.deepEqual(
    (await ip.getAddr({ dev: 'short', family: 'inet' })).map(({ index }) => index),
    [a],
  )
  await ip.link('delete-property', { dev: 'short', altname: ['short'] })
  await assert.rejects(ip.link('get', 'short'), { code: 'ENODEV' })
  await ip.link('del', long)
  assert.deepEqual(await ip.linkLookup({ ifname: 'a' }), [])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, lab, only, pick } from './reference-lab.ts'

test('statistics: groups, subgroups and suites, and what the hardware is asked to count', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text, pair } = here
  const { a } = await pair()
  await ip.link('add', { ifname: 'br0', kind: 'bridge', state: 'up', mcastStatsEnabled: 1 })
  await ip.link('set', { dev: 'a', master: 'br0' })
  const stats = (...words: string[]) => JSON.parse(text('ip', '-j', 'stats', 'show', ...words)) as Json[]
  const one = await ip.stats('get', 'a')
  assert.deepEqual([one.index, one.filterMask.length], [a, 5])
  const { rx, tx } = only(stats('dev', 'lo', 'group', 'link'))['stats64'] as { readonly rx: Json; readonly tx: Json }
  const lo = await ip.stats('get', 'lo', { group: 'link' })
  assert.deepEqual([Number(lo.link64?.rxBytes), Number(lo.link64?.txPackets)], [rx['bytes'], tx['packets']])
  assert.equal(lo.linkOffloadXstats, undefined)
  const whole = await ip.getStats()
  assert.deepEqual(
    whole.map(({ index }) => index),
    show('link', 'show').map((link) => link['ifindex']),
  )
  const ports = await ip.getStats({ group: 'xstats_slave', subgroup: 'bridge', suite: 'stp' })
  assert.deepEqual(
    ports.map(({ index, linkXstatsSlave }) => [index, Object.keys(linkXstatsSlave?.bridge ?? {})]),
    [[a, ['stp']]],
  )
  const bridges = await ip.getStats({ group: { xstats: { bridge: 'mcast' } } })
  assert.deepEqual(
    bridges.map(({ linkXstats }) => linkXstats?.bridge?.mcast?.mcastBytes?.length),
    [2],
  )
  await ip.stats('set', 'a', { l3Stats: true })
  const shown = only(stats('dev', 'a', 'group', 'offload', 'subgroup', 'hw_stats_info'))
  assert.deepEqual(pick(shown['info'] as Json, 'l3_stats'), { l3_stats: { request: true, used: false } })
  const [counted] = await ip.getStats({ dev: 'a', group: 'offload', subgroup: 'l3_stats' })
  assert.deepEqual(counted?.linkOffloadXstats?.hwSInfo?.l3Stats, { request: 1, used: 0 })
  assert.equal(counted?.linkOffloadXstats?.l3Stats?.rxErrors, 0n)
  await ip.stats('set', { dev: a, l3Stats: 'off' })
  assert.deepEqual((await ip.stats('get', a, { group: 'offload' })).linkOffloadXstats?.hwSInfo?.l3Stats, { request: 0, used: 0 })
  await assert.rejects(ip.stats('get', 99), { code: 'ENODEV' })
})

test('links: how IPv6 makes addresses, tokens, settings of IPv4, reasons to be held down', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, show, text, pair } = here
  const { a } = await pair()
  const link = (name: string) => only(show('-d', 'link', 'show', 'dev', name))
  await ip.link('set', { index: a, addrgenmode: 'none' })
  assert.equal(link('a')['inet6_addr_gen_mode'], 'none')
  assert.deepEqual(
    (await ip.getLinks({ addrgenmode: 'none' })).map(({ index }) => index),
    [a],
  )
  await ip.link('set', { index: a, token: '::5' })
  assert.match(text('ip', 'token', 'get', 'dev', 'a'), /token ::5/)
  assert.equal((await ip.link('get', a)).afSpec?.inet6?.token, '::5')
  await ip.link('set', { index: a, token: null })
  assert.match(text('ip', 'token', 'get', 'dev', 'a'), /token ::\s/)
  await ip.link('set', { index: a, afSpec: { inet: { conf: { forwarding: 1, rpFilter: 2 } } } })
  const conf = (await ip.link('get', a)).afSpec?.inet?.conf
  assert.deepEqual([conf?.forwarding, conf?.rpFilter], [1, 2])
  assert.match(text('ip', 'netconf', 'show', 'dev', 'a'), /forwarding on rp_filter loose/)
  const below = await ip.link('add', { ifname: 'm0', kind: 'macvlan', link: 'a' }).catch((error: { readonly code: string }) => error.code)
  if (typeof below === 'string') return t.skip(`no macvlan here: ${below}`)
  await ip.link('set', { dev: 'm0', protodown: true, protodownReason: { 3: true, 7: true } })
  assert.deepEqual(pick(link('m0'), 'proto_down', 'proto_down_reason'), { proto_down: true, proto_down_reason: ['3', '7'] })
  const down = await ip.link('get', 'm0')
  assert.deepEqual([down.protoDown, down.protoDownReason?.value], [1, 0x88])
  await assert.rejects(ip.link('set', { dev: 'm0', protodown: false }), { code: 'EBUSY' })
  await ip.link('set', { dev: 'm0', protodownReason: { 3: false, 7: false } })
  await ip.link('set', { dev: 'm0', protodown: false })
  assert.equal(link('m0')['proto_down'], undefined)
})

test('virtual functions and programs where there are none: the kernel refuses, and says why', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, pair } = here
  const { a } = await pair()
  await assert.rejects(ip.link('set', { index: a, vf: 0, mac: '02:00:00:00:00:01', vlan: 5 }), { code: 'EOPNOTSUPP' })
  await assert.rejects(ip.link('set', { index: a, vf: [{ vf: 0, trust: true }] }), { code: 'EOPNOTSUPP' })
  await ip.link('set', { index: a, xdp: 'off' })
  await ip.link('set', { index: a, xdp: { fd: 'off', mode: 'generic' } })
  await assert.rejects(ip.link('set', { index: a, xdp: { fd: 9999, mode: 'generic' } }), { code: 'EBADF' })
  assert.equal((await ip.link('get', a)).xdp?.attached, 'none')
  await assert.rejects(ip.dcb('get', 'a'), { code: 'EOPNOTSUPP' })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, lab, only, pick } from './reference-lab.ts'

test('tables of neighbours: listings, changes, and an answer as input', async (t) => {
  const here = await lab(t)
  if (!here) return
  const { ip, text, pair } = here
  const { a } = await pair()
  const shown = (...words: string[]) => JSON.parse(text('ip', '-j', 'ntable', 'show', ...words)) as Json[]
  const ofLink = () => only(shown('dev', 'a', 'name', 'arp_cache'))
  const before = await ip.getNeighbourTables({ name: 'arp_cache', dev: 'a' })
  assert.equal(before.length, 1)
  assert.deepEqual(Number(before[0]?.parms?.baseReachableTime), ofLink()['base_reachable'])
  const words = { delayProbe: 4000, gcStale: 61_000, retrans: 900, queue: 33, proxyQueue: 65, locktime: 500 }
  await ip.ntable('change', { name: 'arp_cache', dev: 'a', baseReachable: 20_000, ...words, ucastProbes: 4, mcastProbes: 5, appProbes: 2 })
  const keys = ['base_reachable', 'delay_probe', 'gc_stale', 'retrans', 'proxy_queue', 'locktime', 'ucast_probes', 'mcast_probes'] as const
  assert.deepEqual(pick(ofLink(), ...keys, 'app_probes', 'queue'), {
    ...{ base_reachable: 20_000, delay_probe: 4000, gc_stale: 61_000, retrans: 900, proxy_queue: 65, locktime: 500 },
    ...{ ucast_probes: 4, mcast_probes: 5, app_probes: 2, queue: 33 },
  })
  assert.equal(only(shown('dev', 'b', 'name', 'arp_cache'))['ucast_probes'], 3, 'the other link is as it was')
  await ip.ntable('change', before[0] as object)
  assert.equal(ofLink()['base_reachable'], Number(before[0]?.parms?.baseReachableTime))
  assert.equal(ofLink()['queue'], before[0]?.parms?.queueLen)
  const tables = await ip.getNeighbourTables({ dev: null })
  assert.deepEqual(tables.map(({ name }) => name).sort(), ['arp_cache', 'ndisc_cache'])
  assert.deepEqual(
    (await ip.ntable('show', 'inet6', { dev: a })).map(({ name }) => name),
    ['ndisc_cache'],
  )
  // Thresholds are of the first namespace.
  await assert.rejects(ip.ntable('change', { name: 'arp_cache', thresh1: 5 }), { code: 'ENOENT' })
  await assert.rejects(ip.ntable('change', { name: 'no_cache', dev: 'a', queue: 5 }), { code: 'ENOENT' })
})

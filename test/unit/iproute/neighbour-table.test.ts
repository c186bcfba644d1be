import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getNeighbourTables, ntable } from '../../../src/iproute/neighbour-table/neighbour-table.ts'
import type { NeighbourTable } from '../../../src/iproute/neighbour-table/types.ts'
import { NeighbourTableMessage } from '../../../src/schema/neighbour-table.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

const arp = { name: 'arp_cache', dev: 'd0' }

sameAsRecorded({
  area: 'neigh',
  codec: NeighbourTableMessage,
  headerSize: 4,
  others: { 'ip neigh': 'another noun', 'ip -s neigh': 'another noun', 'ip addrlabel': 'another noun', 'bridge fdb': 'another noun' },
  wishes: {
    'ip ntable show': (c) => ntable(c, 'show'),
    'ip -s ntable show name ndisc_cache': (c) => getNeighbourTables(c, { name: 'ndisc_cache' }),
    'ip ntable change name arp_cache dev d0 base_reachable 20000': (c) => ntable(c, 'change', { ...arp, baseReachable: 20000 }),
    'ip ntable change name arp_cache dev d0 base_reachable 25000': (c) =>
      ntable(c, 'set', { NDTA_NAME: 'arp_cache', parms: { ifindex: 2, NDTPA_BASE_REACHABLE_TIME: 25000 } }),
    'ip ntable change name arp_cache dev d0 delay_probe 4000': (c) => ntable(c, 'chg', { ...arp, delayProbe: 4000n }),
    'ip ntable change name arp_cache dev d0 queue 33': (c) => ntable(c, 67, { ...arp, queue: 33 }),
    'ip ntable change name arp_cache dev d0 app_probes 2 ucast_probes 4 mcast_probes 5': (c) =>
      ntable(c, 'RTM_SETNEIGHTBL', { ...arp, appProbes: 2, ucastProbes: 4, mcastProbes: 5 }),
  },
})

const own = {
  ...{ family: 'inet', name: 'arp_cache', thresh1: 128, thresh2: 512, thresh3: 1024, gcInterval: 30000n },
  config: { keyLen: 4, entrySize: 408, entries: 0, lastFlush: 1, lastRand: 1, hashRnd: 1, hashMask: 7, hashChainGc: 0, proxyQlen: 0 },
  parms: { refcnt: 1, reachableTime: 24960n, baseReachableTime: 30000n, queueLen: 101, queueLenbytes: 212992 },
} as unknown as NeighbourTable
const ofLink = { family: 'inet', name: 'arp_cache', parms: { ...own.parms, ifindex: 2 } } as unknown as NeighbourTable

test('listings by name, link and family', async () => {
  const context = new Recorder({ d0: 2 }, () => [own, ofLink])
  assert.deepEqual(await getNeighbourTables(context, { dev: 'd0' }), [ofLink])
  assert.deepEqual(context.last.message, {})
  assert.deepEqual(await getNeighbourTables(context, { dev: null, family: 'inet' }), [own])
  assert.deepEqual(context.last.message, { family: 2 })
  assert.deepEqual(await ntable(context, 'show', 'inet', { thresh1: 128 }), [own])
  assert.deepEqual(await getNeighbourTables(context, { queue: 102 }), [])
  assert.deepEqual(await getNeighbourTables(context, (one) => one.stats !== undefined), [])
})

test('what you get is what you can put', async () => {
  const context = new Recorder({ d0: 2 })
  await ntable(context, 'change', ofLink)
  const parms = { ifindex: 2, baseReachableTime: 30000n, queueLen: 101, queueLenbytes: 212992 }
  assert.deepEqual(context.last.message, { family: 2, name: 'arp_cache', parms })
  assert.deepEqual(context.last.flags, ['replace'])
  await ntable(context, 'change', { ...ofLink, queue: 33 })
  assert.deepEqual((context.last.message as { parms: unknown }).parms, { ifindex: 2, baseReachableTime: 30000n, queueLen: 33 })
  await ntable(context, 'change', own)
  const { config: _, ...rest } = own
  assert.deepEqual(context.last.message, { ...rest, family: 2, parms: { baseReachableTime: 30000n, queueLen: 101, queueLenbytes: 212992 } })
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder({ d0: 2 })
  await assert.rejects(
    ntable(context, 'change', { ...arp, delayprobe: 1 } as object),
    /'delayprobe' is not an option; did you mean 'delayProbe'/,
  )
  await assert.rejects(ntable(context, 'change', { dev: 'd0', queue: 1 }), /the name is missing/)
  await assert.rejects(ntable(context, 'add' as 'change', arp), /'add' is not a command here/)
  await assert.rejects(ntable(context, 'change', { name: 'arp_cache', dev: 'd1' }), { code: 'ENODEV' })
  assert.deepEqual(context.sent, [])
})

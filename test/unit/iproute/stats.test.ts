import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getStats, stats } from '../../../src/iproute/stats/stats.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { StatsRequest } from '../../../src/schema/stats/stats.ts'
import { vectors } from '../../vectors/read.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

sameAsRecorded({
  area: 'link-kinds',
  codec: StatsRequest,
  headerSize: 12,
  wishes: {
    'ip stats show dev d0': (c) => stats(c, 'show', { dev: 'd0' }),
    'ip stats show group afstats subgroup mpls': (c) => getStats(c, { group: 'afstats', subgroup: 'mpls' }),
    'ip link afstats dev d0': (c) => stats(c, 'RTM_GETSTATS', { group: 'afstats' }),
    'ip link xstats type bridge_slave dev d0': (c) => getStats(c, { group: 'xstats_slave', subgroup: 'bridge' }),
    'ip stats set dev d0 l3_stats off': (c) => stats(c, 'set', 'd0', { l3Stats: false }),
    'ip stats show dev d0 group offload subgroup l3_stats': (c) => stats(c, 'get', 'd0', { group: { offload: 'l3_stats' } }),
  },
})

sameAsRecorded({
  area: 'bridge',
  codec: StatsRequest,
  headerSize: 12,
  wishes: { 'bridge -s vlan show': (c) => getStats(c, { group: 'xstats_slave', subgroup: 'bridge', suite: 'vlan' }) },
})

/** The answers of a recorded command. */
const answers = (id: string) => {
  const found = vectors(id.startsWith('bridge/') ? 'bridge' : 'link-kinds').find((one) => one.id === id)
  assert.ok(found, id)
  return found.exchange
    .filter(({ dir }) => dir === 'in')
    .flatMap(({ hex }) => [...rtnetlink.decode(new Uint8Array(Buffer.from(hex, 'hex')))])
    .filter((message) => message.header.type === 'RTM_NEWSTATS')
}

test('answers: groups by their names, VLANs and directions as they were counted', async () => {
  const context = new Recorder({}, () => answers('bridge/vlan/s-vlan-show').slice(-3))
  const [port, ...others] = await getStats(context, { group: 'xstats_slave', subgroup: 'bridge', suite: ['vlan', 'stp'] })
  assert.deepEqual(others, [])
  assert.equal(port?.index, 3)
  assert.deepEqual(port?.filterMask, ['link_xstats_slave'])
  const zero = { rxBytes: 0n, rxPackets: 0n, txBytes: 0n, txPackets: 0n }
  assert.deepEqual(port?.linkXstatsSlave?.bridge?.vlan, [
    { ...zero, vid: 1, flags: ['pvid', 'untagged'] },
    { ...zero, vid: 10, flags: [] },
  ])
  assert.deepEqual(Object.keys(port?.linkXstatsSlave?.bridge ?? {}), ['vlan', 'stp'])
  const whole = await getStats(new Recorder({}, () => answers('bridge/vlan/s-vlan-show').slice(-3)), { group: 'xstats_slave' })
  assert.equal(whole.length, 3)
  assert.deepEqual(whole.at(-1)?.linkXstatsSlave?.bridge?.mcast?.igmpV2reports, [0n, 0n])
})

test('answers: what the hardware was asked to count, and whether it does', async () => {
  const id = 'link-kinds/stats-set/stats-show-dev-d0-group-offload-subgroup-l3_stats'
  const found = await stats(new Recorder({}, () => answers(id)), 'get', 2, { group: 'offload', subgroup: 'l3_stats' })
  assert.deepEqual(found.linkOffloadXstats?.hwSInfo, { l3Stats: { request: 1, used: 0 } })
  assert.equal(found.linkOffloadXstats?.l3Stats?.rxPackets, 0n)
})

test('several groups, each with subgroups of its own', async () => {
  const context = new Recorder({ eth0: 7 })
  await stats(context, 'get', { dev: 'eth0', group: { link: true, offload: ['cpu_hit', 'hw_stats_info'], xstats: { bridge: 'stp' } } })
  assert.deepEqual(context.last.message, { index: 7, filterMask: 1 | 2 | 8, getFilters: { linkOffloadXstats: 1 | 2 } })
  await getStats(context, { group: ['link', 'afstats'] })
  assert.deepEqual(context.last.message, { filterMask: 1 | 16 })
  await stats(context, 95, { index: 3, l3Stats: 'on' })
  assert.deepEqual([context.last.type, context.last.message], ['RTM_SETSTATS', { index: 3, setOffloadXstatsL3Stats: 1 }])
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder({ eth0: 7 })
  await assert.rejects(async () => getStats(context, { group: 'ofload' as 'offload' }), /did you mean 'offload'/)
  await assert.rejects(async () => getStats(context, { group: 'offload', subgroup: 'l3stats' as 'l3_stats' }), /did you mean 'l3_stats'/)
  await assert.rejects(async () => getStats(context, { group: ['link', 'xstats'], subgroup: 'bridge' }), /of one 'group'/)
  await assert.rejects(async () => getStats(context, { group: 'xstats', suite: 'stp' }), /none is named/)
  await assert.rejects(async () => getStats(context, { group: 'xstats', subgroup: 'bond', suite: 'stp' }), /suite of bond: 'stp' is none/)
  await assert.rejects(async () => getStats(context, { grup: 'link' } as object), /did you mean 'group'/)
  await assert.rejects(stats(context, 'set', { dev: 'eth0' }), /what to set is not said/)
  await assert.rejects(stats(context, 'set', { dev: 'eth0', l3Stats: 'maybe' as 'on' }), /true or false is wanted/)
  await assert.rejects(stats(context, 'get', {}), /which link is not said/)
  await assert.rejects(stats(context, 'add' as 'set', { dev: 'eth0' }), /'add' is not a command/)
  assert.deepEqual(context.sent, [])
})

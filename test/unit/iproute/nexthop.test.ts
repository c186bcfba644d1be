import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getBuckets, getNexthops, nexthop } from '../../../src/iproute/nexthop/nexthop.ts'
import type { Nexthop } from '../../../src/iproute/nexthop/types.ts'
import { NexthopBucketMessage, NexthopMessage } from '../../../src/schema/nexthop.ts'
import { decodeOne } from '../../vectors/check.ts'
import { datagramMessages, vectors } from '../../vectors/read.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

const dev = 'd0'
const via = '192.0.2.9'

sameAsRecorded({
  area: 'nexthop',
  codec: NexthopMessage,
  headerSize: 8,
  wishes: {
    'ip nexthop add id 5 via 203.0.113.9 dev d0 onlink': (c) => nexthop(c, 'add', { id: 5, via: '203.0.113.9', dev, onlink: true }),
    'ip nexthop add id 5 blackhole': (c) => nexthop(c, 'add', { id: 5, blackhole: true }),
    'ip nexthop add id 4294967295 via 192.0.2.9 dev d0': (c) => nexthop(c, 'add', { id: 4294967295, gateway: via, oif: dev }),
    'ip nexthop add id 5 via fe80::9 dev d0': (c) => nexthop(c, 'add', { id: 5, via: 'fe80::9', dev }),
    'ip nexthop add id 5 via 192.0.2.9 dev d0 protocol bird': (c) => nexthop(c, 'add', { id: 5, via, dev, protocol: 'bird' }),
    'ip nexthop add id 5 via 192.0.2.9 dev d0 proto 99': (c) => nexthop(c, 'add', { id: 5, via, dev, proto: 99 }),
    'ip nexthop add id 5 via 192.0.2.9 fdb': (c) => nexthop(c, 'add', { id: 5, via, fdb: true }),
    'ip nexthop add id 5 encap ip id 7 dst 192.0.2.9 dev d0': (c) =>
      nexthop(c, 'add', { id: 5, encap: { type: 'ip', id: 7, dst: via }, dev }),
    'ip nexthop add id 5 encap seg6 mode encap segs 2001:db8::a via 2001:db8::9 dev d0': (c) =>
      nexthop(c, 'add', { id: 5, encap: { type: 'seg6', segs: '2001:db8::a' }, via: '2001:db8::9', dev }),
    'ip -6 nexthop add id 5 dev d0': (c) => nexthop(c, 'add', { id: 5, dev, family: 'inet6' }),
    'ip nexthop replace id 5 via 192.0.2.10 dev d0': (c) => nexthop(c, 'replace', { id: 5, via: '192.0.2.10', dev }),
    'ip nexthop flush': (c) => nexthop(c, 'flush'),
    'ip nexthop show dev d0': (c) => getNexthops(c, { dev }),
    'ip nexthop show vrf v0': (c) => nexthop(c, 'show', { vrf: 'v0' }),
    'ip nexthop show fdb': (c) => nexthop(c, 'list', { fdb: true }),
    'ip nexthop add id 9 group 1,10/2,20/3,256': (c) => nexthop(c, 'add', { id: 9, group: '1,10/2,20/3,256' }),
    'ip nexthop add id 9 group 1/2 type mpath': (c) => nexthop(c, 'add', { id: 9, group: [1, 2], type: 'mpath' }),
    'ip nexthop add id 9 group 1/2 proto zebra': (c) => nexthop(c, 'add', { id: 9, group: [1, { id: 2 }], protocol: 'zebra' }),
    'ip nexthop add id 9 group 4/5 fdb': (c) => nexthop(c, 'add', { id: 9, group: '4/5', fdb: true }),
    'ip nexthop add id 9 group 1/2 type resilient buckets 8': (c) =>
      nexthop(c, 'add', { id: 9, group: '1/2', type: 'resilient', buckets: 8 }),
    'ip nexthop add id 9 group 1,2/2,3 type resilient buckets 16 idle_timer 60 unbalanced_timer 300': (c) =>
      nexthop(c, 'add', {
        id: 9,
        group: [
          { id: 1, weight: 2 },
          { id: 2, weight: 3 },
        ],
        buckets: 16,
        idleTimer: '60s',
        unbalancedTimer: '5m',
      }),
    'ip nexthop add id 9 group 1/2 type resilient buckets 4 idle_timer 0': (c) =>
      nexthop(c, 'add', { id: 9, group: '1/2', type: 'res', resGroup: { buckets: 4, idleTimer: 0 } }),
    'ip nexthop replace id 9 group 1/2/3 type resilient': (c) => nexthop(c, 'replace', { id: 9, group: '1/2/3', type: 'resilient' }),
    'ip nexthop show groups': (c) => nexthop(c, 'show', { groups: true }),
  },
})
sameAsRecorded({
  area: 'nexthop',
  codec: NexthopBucketMessage,
  headerSize: 8,
  wishes: {
    'ip nexthop bucket show': (c) => getBuckets(c),
    'ip nexthop bucket show dev d0': (c) => nexthop(c, 'show-bucket', { dev }),
    'ip nexthop bucket get id 9 index 2': (c) => nexthop(c, 'get-bucket', { id: 9, index: 2 }),
  },
})
sameAsRecorded({
  area: 'wrong',
  codec: NexthopMessage,
  headerSize: 8,
  wishes: {
    'ip nexthop get id 5': (c) => nexthop(c, 'get', 5),
    'ip nexthop add id 9 group 1/7': (c) => nexthop(c, 'add', { id: 9, group: [1, 7] }),
    'ip nexthop add id 9 group 1/1': (c) => nexthop(c, 'add', { id: 9, group: [1, 1] }),
    'ip nexthop add id 9 group 1 type resilient': (c) => nexthop(c, 'add', { id: 9, group: [1], type: 'resilient' }),
    'ip nexthop add id 8 via 192.0.2.12 dev d1': (c) => nexthop(c, 'add', { id: 8, via: '192.0.2.12', dev: 'd1' }),
    'ip nexthop replace id 1 group 2': (c) => nexthop(c, 'replace', { id: 1, group: [2] }),
  },
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder({ d0: 2 })
  const add = (options: object) => nexthop(context, 'add', options)
  await assert.rejects(add({ id: 5, via, dve: dev }), /'dve' is not an option; did you mean 'dev'/)
  await assert.rejects(add({ id: 5, via }), /where it leads is missing/)
  await assert.rejects(add({ id: 5, via: 'fe80::9', family: 'inet', dev }), /'fe80::9' is not of the family given/)
  await assert.rejects(add({ id: 5, via: 'nowhere', dev }), /via: 'nowhere' is not an IP address/)
  await assert.rejects(add({ id: 9, group: '1-2' }), /'1-2' is not a group/)
  await assert.rejects(add({ id: 9, group: [] }), /it has no members/)
  await assert.rejects(add({ id: 9, group: [1], family: 'inet' }), /a group has no family/)
  await assert.rejects(add({ id: 9, group: [1], type: 'mpath', buckets: 8 }), /'buckets' is a word of groups of type 'resilient'/)
  await assert.rejects(add({ id: 9, group: [1], type: 'resilent' }), /did you mean 'resilient'/)
  await assert.rejects(add({ id: 5, via, dev, type: 'mpath' }), /'type' is a word of groups/)
  await assert.rejects(add({ id: 9, group: [1], idleTimer: 'long' }), /idleTimer: seconds or a time/)
  await assert.rejects(add({ id: 9, group: [1], idleTimer: -1 }), RangeError)
  await assert.rejects(nexthop(context, 'replace', { via, dev }), /the id is missing/)
  await assert.rejects(nexthop(context, 'get', 0), /a whole number above 0, not 0/)
  await assert.rejects(nexthop(context, 'get-bucket', { id: 9 } as never), /'index' in the group is missing/)
  await assert.rejects(nexthop(context, 'appent' as 'add', { id: 1, dev }), /'appent' is not a command here/)
  assert.deepEqual(context.sent, [])
})

test('the kernel tells the id that it chose', async () => {
  const context = new Recorder({ d0: 2 }, () => [{ id: 17 }])
  assert.deepEqual(await nexthop(context, 'add', { via, dev }), { id: 17 })
  assert.deepEqual(context.last.flags, ['create', 'excl', 'echo'])
  assert.deepEqual(await nexthop(new Recorder({ d0: 2 }), 'add', { id: 3, via, dev }), { id: 3 })
})

/** What the kernel answered to the show command of a recorded case, the last message of it. */
const recorded = (id: string): Nexthop => {
  const vector = vectors('nexthop').find((one) => one.id === `nexthop/${id}`)
  const raw = vector?.show?.exchange
    .filter(({ dir }) => dir === 'in')
    .flatMap(({ hex }) => datagramMessages(hex))
    .findLast(({ type }) => type === 104)
  assert.ok(raw, id)
  return decodeOne(raw) as unknown as Nexthop
}
const WEIGHTED = 'group/id-9-group-1-10_2-20_3-256'
const RESILIENT = 'group/nexthop-replace-id-9-group-1_2_3-type-resilient'

test('what you get is what you can put', async () => {
  const context = new Recorder()
  await nexthop(context, 'add', recorded(RESILIENT))
  assert.deepEqual(context.last.message, {
    ...{ family: 0, protocol: 0, flags: 0, id: 9, groupType: 1 },
    group: [1, 2, 3].map((id) => ({ id, weight: 1 })),
    resGroup: { buckets: 6, idleTimer: 12000, unbalancedTimer: 1000 },
  })
  await nexthop(context, 'replace', recorded('plain/id-5-via-203.0.113.9-dev-d0-onlink'))
  assert.deepEqual(context.last.message, { family: 2, protocol: 0, flags: 4, id: 5, oif: 2, gateway: '203.0.113.9' })
})

test('an older kernel has no high byte of weights', async () => {
  const group = [{ id: 1, weight: 0x6b0a }]
  const answers = [
    { id: 9, group, opFlags: ['resp_grp_resvd_0'] },
    { id: 9, group },
  ]
  const found = await getNexthops(new Recorder({}, () => answers))
  assert.deepEqual(
    found.map((one) => one.group?.[0]?.weight),
    [0x6b0a, 10],
  )
})

test('a flush deletes groups before their members, and counts what it found', async () => {
  const answers = [recorded('plain/id-5-via-203.0.113.9-dev-d0-onlink'), recorded(WEIGHTED)]
  const context = new Recorder({}, ({ type }) => (type === 'RTM_GETNEXTHOP' ? answers : []))
  assert.equal(await nexthop(context, 'flush'), 2)
  assert.deepEqual(
    context.sent.map(({ type, message }) => [type, (message as { id?: number }).id]),
    [
      ['RTM_GETNEXTHOP', undefined],
      ['RTM_DELNEXTHOP', 9],
      ['RTM_DELNEXTHOP', 5],
    ],
  )
})

test('ensure compares before it replaces', async () => {
  const existing = recorded(WEIGHTED)
  const context = new Recorder({}, ({ type, flags }) => {
    if (type === 'RTM_GETNEXTHOP') return [existing]
    if (flags?.includes('excl')) throw Object.assign(new Error('there is one'), { code: 'EEXIST' })
    return []
  })
  assert.equal(await nexthop(context, 'ensure', { id: 9, group: '1,10/2,20/3,256' }), 'unchanged')
  assert.equal(await nexthop(context, 'ensure', existing), 'unchanged')
  assert.equal(await nexthop(context, 'ensure', { id: 9, group: '1,10/2,20/3' }), 'changed')
  assert.deepEqual(context.last.flags, ['create', 'replace'])
})

test('an encapsulation is answered, taken again, and compared', async () => {
  const existing = recorded('plain/id-5-encap-ip-id-7-dst-192.0.2.9-dev-d0')
  const context = new Recorder({ d0: 2 }, ({ type, flags }) => {
    if (type === 'RTM_GETNEXTHOP') return [existing]
    if (flags?.includes('excl')) throw Object.assign(new Error('there is one'), { code: 'EEXIST' })
    return []
  })
  assert.equal(await nexthop(context, 'ensure', existing), 'unchanged')
  assert.equal(await nexthop(context, 'ensure', { id: 5, encap: { type: 'ip', id: 7, dst: via }, dev }), 'unchanged')
  assert.equal(await nexthop(context, 'ensure', { id: 5, encap: { type: 'ip', id: 8, dst: via }, dev }), 'changed')
  assert.equal(await nexthop(context, 'ensure', { id: 5, dev }), 'changed')
  await assert.rejects(nexthop(context, 'add', { encap: { id: 7 } as never, dev }), /'type' is missing/)
})

test('ensure compares all of a next hop that the kernel replaces', async () => {
  const existing = recorded('plain/id-5-via-203.0.113.9-dev-d0-onlink')
  const context = new Recorder({ d0: 2 }, ({ type, flags }) => {
    if (type === 'RTM_GETNEXTHOP') return [existing]
    if (flags?.includes('excl')) throw Object.assign(new Error('there is one'), { code: 'EEXIST' })
    return []
  })
  const wish = { id: 5, via: '203.0.113.9', dev: 'd0', onlink: true }
  assert.equal(await nexthop(context, 'ensure', wish), 'unchanged')
  assert.equal(await nexthop(context, 'ensure', { ...wish, onlink: false }), 'changed')
  assert.equal(await nexthop(context, 'ensure', { ...wish, protocol: 'bird' }), 'changed')
  assert.equal(await nexthop(context, 'ensure', { id: 5, dev: 'd0' }), 'changed')
  assert.equal(await nexthop(context, 'ensure', { id: 5, blackhole: true }), 'changed')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getMdb, getMdbRouterPorts, mdb } from '../../../src/iproute/mdb/mdb.ts'
import { MdbMessage } from '../../../src/schema/bridge/mdb.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

const [dev, port, grp] = ['b0', 'd0', '239.1.1.1']

sameAsRecorded({
  area: 'bridge',
  codec: MdbMessage,
  headerSize: 8,
  wishes: {
    'bridge mdb add dev b0 port d0 grp 239.1.1.1': (c) => mdb(c, 'add', { dev, port, grp }),
    'bridge mdb add dev b0 port d0 grp 239.1.1.1 temp': (c) => mdb(c, 'add', { dev, port, group: grp, temp: true }),
    'bridge mdb add dev b0 port d0 grp 239.1.1.1 vid 1': (c) => mdb(c, 'RTM_NEWMDB', { dev, port, grp, vid: 1 }),
    'bridge mdb add dev b0 port d0 grp ff05::99 permanent vid 1': (c) =>
      mdb(c, 'add', { dev, port, grp: 'ff05::99', permanent: true, vid: 1 }),
    'bridge mdb add dev b0 port b0 grp 239.1.1.2': (c) => mdb(c, 'add', { dev, port: 'b0', grp: '239.1.1.2' }),
    'bridge mdb add dev b0 port d0 grp 01:02:03:04:05:06 permanent': (c) =>
      mdb(c, 'add', { dev, port, grp: '01:02:03:04:05:06', state: 'permanent' }),
    'bridge mdb del dev b0 port d0 grp 239.1.1.1': (c) => mdb(c, 'del', { dev, port, grp, permanent: true }),
  },
})

sameAsRecorded({
  area: 'wrong',
  codec: MdbMessage,
  headerSize: 8,
  wishes: {
    'bridge mdb add dev b0 port d0 grp 224.0.0.1': (c) => mdb(c, 'add', { dev, port, grp: '224.0.0.1' }),
    'bridge mdb del dev b0 port d0 grp 239.1.1.1': (c) => mdb(c, 'delete', { dev, port, grp }),
  },
})

const links = { b0: 2, d0: 3, x0: 5, e0: 6 }

test('what is refused before anything is sent', async () => {
  const context = new Recorder(links)
  await assert.rejects(mdb(context, 'add', { dev, port }), /the group is missing/)
  await assert.rejects(mdb(context, 'add', { dev, grp }), /'port' is missing/)
  await assert.rejects(mdb(context, 'add', { port, grp }), /the bridge is missing/)
  await assert.rejects(mdb(context, 'add', { dev, port, grp, permanent: true, temp: true }), /contradict/)
  await assert.rejects(mdb(context, 'add', { dev, port, grp, permenent: true } as object), /did you mean 'permanent'/)
  await assert.rejects(mdb(context, 'flush', { dev, src: '192.0.2.1' }), /'source' has no meaning with flush/)
  await assert.rejects(mdb(context, 'add', { dev, port, grp, proto: 'nobody' }), /'nobody' is not the name of a routing protocol/)
  assert.deepEqual(context.sent, [])
})

test('sources, modes, protocols, and the other end of a vxlan', async () => {
  const context = new Recorder(links)
  await mdb(context, 'replace', { dev, port, grp, permanent: true, filterMode: 'exclude', srcList: ['192.0.2.1'], proto: 'zebra' })
  assert.deepEqual(context.last, {
    type: 'RTM_NEWMDB',
    flags: ['create', 'replace'],
    message: {
      family: 7,
      index: 2,
      entry: { grp, state: 1, port: 3 },
      entryAttrs: { groupMode: 'exclude', srcList: [{ address: '192.0.2.1' }], rtprot: 11 },
    },
  })
  const far = { dst: '198.51.100.1', dstPort: 4790, vni: 7, srcVni: 10010 }
  await mdb(context, 'add', { dev: 'x0', port: 'x0', grp, permanent: true, src: '192.0.2.1', via: 'e0', ...far })
  assert.deepEqual((context.last.message as { readonly entryAttrs: object }).entryAttrs, { source: '192.0.2.1', via: 6, ...far })
  await mdb(context, 'get', { dev, grp, vid: 10, src: '192.0.2.1' })
  assert.deepEqual(context.last, {
    type: 'RTM_GETMDB',
    flags: [],
    message: { family: 7, index: 2, entry: { vid: 10, grp }, entryAttrs: { source: '192.0.2.1' } },
  })
  await mdb(context, 'flush', { dev, port, permanent: false })
  assert.deepEqual(context.last, {
    type: 'RTM_DELMDB',
    flags: ['bulk'],
    message: { family: 7, index: 2, entry: { state: 0, port: 3 }, entryAttrs: { stateMask: 1 } },
  })
})

const entry = { port: 3, state: 'permanent', flags: ['offload'], vid: 1, grp, timer: 0, rtprot: 'static' }
const told = [
  {
    family: 'unspec',
    index: 2,
    mdb: [[entry, { ...entry, port: 2, state: 'temporary', rtprot: undefined }], [{ ...entry, grp: 'ff02::6a', rtprot: 'kernel' }]],
    router: [{ port: 3, timer: 0, type: 'perm' }],
  },
]

test('listings are flat, and what is told is input again', async () => {
  const context = new Recorder(links, ({ type }) => (type === 'RTM_GETMDB' ? told : []))
  const all = await getMdb(context)
  assert.equal(all.length, 3)
  assert.deepEqual(context.last.message, { family: 7 })
  const [one] = await getMdb(context, { dev, port, grp })
  assert.deepEqual(one, { family: 'bridge', index: 2, ...entry })
  await mdb(context, 'add', one as never)
  assert.deepEqual(context.last.message, {
    family: 7,
    index: 2,
    entry: { vid: 1, grp, state: 1, port: 3 },
    entryAttrs: { rtprot: 4 },
  })
  const [, host, learnt] = all
  await mdb(context, 'add', host as never)
  assert.deepEqual(context.last.message, { family: 7, index: 2, entry: { vid: 1, grp, state: 0, port: 2 } })
  // What the kernel learnt has a protocol of its own, which it does not take.
  await mdb(context, 'add', learnt as never)
  assert.equal('entryAttrs' in context.last.message, false)
  assert.deepEqual(await getMdbRouterPorts(context, { dev }), [{ index: 2, port: 3, timer: 0, type: 'perm' }])
  assert.deepEqual(await getMdbRouterPorts(context, { dev: 'd0' }), [])
})

test('ensure and absent', async () => {
  const exists = Object.assign(new Error('exists'), { code: 'EEXIST' })
  const context = new Recorder(links, ({ type, flags }) => {
    if (type === 'RTM_NEWMDB' && flags?.includes('excl')) throw exists
    return type === 'RTM_GETMDB' ? told : []
  })
  assert.equal(await mdb(context, 'ensure', { dev, port, grp, vid: 1, permanent: true, proto: 'static' }), 'unchanged')
  assert.equal(await mdb(context, 'ensure', { dev, port, grp, vid: 1, temp: true }), 'changed')
  assert.equal(await mdb(context, 'absent', { dev, port, grp: '239.9.9.9' }), 'absent')
  assert.equal(await mdb(context, 'absent', { dev, port, grp, vid: 1 }), 'deleted')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context, Request } from '../../../src/iproute/context.ts'
import { getNsids, ipNetns } from '../../../src/iproute/netns/netns.ts'
import { NsidMessage } from '../../../src/schema/nsid.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

/** Answers the id that the kernel chose, which iproute2 does not ask for. */
const echoing = (context: Context): Context =>
  Object.assign(Object.create(context) as Context, {
    request: async (request: Request) => {
      await context.request(request)
      return [{ family: 'unspec', nsid: 0 }]
    },
  })

/** The file that iproute2 had open of the namespace. */
const netns = { fd: 7 }

sameAsRecorded({
  area: 'netns',
  codec: NsidMessage,
  headerSize: 1,
  others: { 'ip link': 'another noun', 'ip -n blue link': 'another noun' },
  wishes: {
    'ip netns set blue 5': (c) => ipNetns(c, 'set', { netns, nsid: 5 }),
    'ip netns set blue auto': (c) => ipNetns(echoing(c), 88, netns, 'auto'),
    'ip netns list-id target-nsid 5': (c) => ipNetns(c, 'list-id', { targetNsid: 5 }),
    'ip netns list-id nsid 5': (c) => ipNetns(c, 'get', { nsid: 5 }),
  },
})

test('an id that the kernel chose is answered, by its echo or a question behind it', async () => {
  const echoing = new Recorder({}, ({ flags }) => (flags?.includes('echo') ? [{ family: 'unspec', nsid: 4 }] : []))
  assert.equal(await ipNetns(echoing, 'add', { pid: 77, nsid: 'auto' }), 4)
  assert.deepEqual(echoing.sent, [{ type: 'RTM_NEWNSID', flags: ['echo'], message: { pid: 77, nsid: -1 } }])
  const silent = new Recorder({}, ({ type }) => (type === 'RTM_GETNSID' ? [{ family: 'unspec', nsid: 3 }] : []))
  assert.equal(await ipNetns(silent, 'set', 77, 'auto'), 3)
  assert.deepEqual(silent.last, { type: 'RTM_GETNSID', flags: [], message: { pid: 77 } })
  assert.equal(await ipNetns(silent, 'set', 77, 9), 9)
  assert.deepEqual(silent.last, { type: 'RTM_NEWNSID', flags: [], message: { pid: 77, nsid: 9 } })
})

test('a question, and a listing', async () => {
  const ids = [
    { family: 'unspec', nsid: 0 },
    { family: 'unspec', nsid: 7 },
  ]
  const context = new Recorder({}, () => ids)
  assert.deepEqual(await ipNetns(context, 'get', { netns, targetNsid: 7 }), ids[0])
  assert.deepEqual(context.last.message, { fd: 7, targetNsid: 7 })
  assert.deepEqual(await getNsids(context), ids)
  assert.deepEqual(await getNsids(context, { nsid: 7 }), [ids[1]])
  assert.deepEqual(await ipNetns(context, 'show', (one) => one.nsid === 0), [ids[0]])
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder()
  await assert.rejects(ipNetns(context, 'set', { netns: 7, nsidd: 5 } as object), /'nsidd' is not an option; did you mean 'nsid'/)
  await assert.rejects(ipNetns(context, 'set', { nsid: 5 }), /the namespace is missing/)
  await assert.rejects(ipNetns(context, 'set', { pid: 7 }), /the id is missing/)
  await assert.rejects(ipNetns(context, 'set', { netns: 7, fd: 3, nsid: 1 }), /say the same thing/)
  await assert.rejects(ipNetns(context, 'set', { pid: 7, nsid: 'any' as 'auto' }), /nsid: a number or 'auto' is wanted, not any/)
  await assert.rejects(ipNetns(context, 'get', {}), /'netns', 'pid', 'fd' or 'nsid' is wanted/)
  await assert.rejects(ipNetns(context, 'get', { netns: 'no-such-namespace' }), { code: 'ENOENT' })
  await assert.rejects(ipNetns(context, 'del' as 'set', { netns, nsid: 5 }), /'delete' is not a command here/)
  assert.deepEqual(context.sent, [])
})

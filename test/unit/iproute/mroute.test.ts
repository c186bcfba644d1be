import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getMroutes, mroute } from '../../../src/iproute/mroute/mroute.ts'
import type { Mroute } from '../../../src/iproute/mroute/types.ts'
import { RouteMessage } from '../../../src/schema/route/route.ts'
import { walk } from '../../vectors/read.ts'
import { payload, Recorder } from './input-recorder.ts'

const group = '239.1.1.1'
const src = '192.0.2.9'

/** Interface 0 is link 4, interface 2 link 6, of the table `default`; table 100 has link 4 as its 1. */
const tables = [
  {
    family: 'ipmr',
    afSpec: {
      id: 'default',
      vifs: [
        { ifindex: 4, vifId: 0 },
        { ifindex: 6, vifId: 2 },
      ],
    },
  },
  { family: 'ipmr', afSpec: { id: 100, vifs: [{ ifindex: 4, vifId: 1 }] } },
]
const daemon = (routes: readonly object[] = []) =>
  new Recorder({ a: 4, b: 6, c: 8 }, ({ type }) => (type === 'RTM_GETLINK' ? tables : routes))

test('outgoing links take the places of their interfaces', async () => {
  const context = daemon()
  await mroute(context, 'add', { group, src, iif: 'a', oifs: ['b'] })
  assert.deepEqual(context.sent[0]?.message, { family: 128 })
  assert.deepEqual(context.last.message, {
    ...{ family: 128, dst: group, dstLen: 32, src, srcLen: 32, type: 'multicast', protocol: 4, table: 253, iif: 4 },
    multipath: [
      { oif: 0, hops: 0 },
      { oif: 0, hops: 0 },
      { oif: 6, hops: 1 },
    ],
  })
  await mroute(context, 'replace', { group, iif: 4, oifs: [{ dev: 'a', ttl: 8 }], table: 100, proto: 'mrouted', proxy: true })
  const { multipath, prefsrc, protocol } = context.last.message as Record<string, unknown>
  assert.deepEqual(
    [multipath, prefsrc, protocol],
    [
      [
        { oif: 0, hops: 0 },
        { oif: 4, hops: 8 },
      ],
      '0.0.0.0',
      17,
    ],
  )
})

test('the table is told in an attribute, for the kernel looks at nothing else', async () => {
  const context = daemon()
  await mroute(context, 'delete', { group, src, table: 100 })
  const bytes = payload(RouteMessage, context.last.message)
  assert.equal(bytes[4], 0, 'rtm_table')
  const attribute = walk(bytes, 12).find(({ type }) => type === 15)
  assert.deepEqual([...(attribute?.payload ?? [])], [...new Uint8Array(new Uint32Array([100]).buffer)])
  await mroute(context, 'get', { group })
  assert.deepEqual(context.last.message, { family: 128, dst: group, dstLen: 32, table: 253 })
  assert.equal(payload(RouteMessage, context.last.message)[4], 0)
})

const got = {
  ...{ family: 'ipmr', dst: group, dstLen: 32, src, srcLen: 32, tos: 0, table: 'default', protocol: 'static', scope: 'universe' },
  ...{ type: 'multicast', flags: [], iif: 4, multipath: [{ flags: [], oif: 6, hops: 3 }], expires: 12n },
  mfcStats: { packets: 1n, bytes: 28n, wrongIf: 0n },
} as unknown as Mroute

test('what you get is what you can put', async () => {
  const context = daemon()
  await mroute(context, 'add', got)
  const { multipath, mfcStats, expires, table } = context.last.message as Record<string, unknown>
  assert.deepEqual((multipath as unknown[])[2], { oif: 6, hops: 3 })
  assert.deepEqual([mfcStats, expires, table], [undefined, undefined, 253])
})

test('listings: the kernel filters by family, table and outgoing link', async () => {
  const other = { ...got, family: 'ip6mr', dst: 'ff0e::1', src: '2001:db8::9', table: 'main' } as unknown as Mroute
  const unicast = { family: 'inet', type: 'unicast', dst: '10.0.0.0', dstLen: 8 }
  const context = daemon([got, other, unicast])
  assert.deepEqual(await getMroutes(context), [got, other])
  assert.deepEqual(context.last.message, { type: 'multicast' })
  assert.deepEqual(await getMroutes(context, 'inet6'), [other])
  assert.deepEqual(context.last.message, { family: 129 })
  assert.deepEqual(await mroute(context, 'show', { family: 'ipmr', table: 'default', oif: 'b', group }), [got])
  assert.deepEqual(context.last.message, { family: 128, table: 253, oif: 6 })
  assert.deepEqual(await getMroutes(context, { oif: 8 }), [])
  assert.deepEqual(await getMroutes(context, { from: '2001:db8::9' }), [other])
  assert.deepEqual(await getMroutes(context, { iif: 'b' }), [])
  assert.deepEqual(
    await mroute(context, 'tables'),
    tables.map(({ afSpec }) => afSpec),
  )
})

test('what is refused before anything is sent', async () => {
  const context = daemon()
  const refused = (options: object, error: RegExp, kind = TypeError) =>
    assert.rejects(mroute(context, 'add', options), (thrown: Error) => thrown instanceof kind && error.test(thrown.message))
  await refused({ src }, /the group is missing/)
  await refused({ group: 'ff0e::1' }, /only from a daemon, by MRT6_ADD_MFC/)
  await refused({ group: '239.0.0.0/8' }, /a whole address is wanted/)
  await refused({ group, family: 'mpls' }, /of inet \(ipmr\) or inet6/)
  await refused({ grup: group }, /did you mean 'group'/)
  await refused({ group, oifs: [{ dev: 'b', ttl: 255 }] }, /oifs.0.ttl: 255/, RangeError)
  await refused({ group, oifs: [{ dev: 'b', tll: 5 }] }, /oifs.0: 'tll'.*did you mean 'ttl'/)
  assert.deepEqual(context.sent, [])
  await refused({ group, oifs: ['c'] }, /link 8 is no interface of table 253/)
})

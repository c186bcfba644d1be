import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getRoutes, route } from '../../../src/iproute/route/route.ts'
import type { Route } from '../../../src/iproute/route/types.ts'
import { rtnetlink } from '../../../src/schema/index.ts'
import { vectors } from '../../vectors/read.ts'
import { Recorder } from './input-recorder.ts'

type Heard = Route & { readonly header: { readonly type: string } }

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))

/** A recorded command: the routes that the kernel listed, and the prefixes that iproute2 showed or deleted. */
const recording = (command: string) => {
  const vector = vectors('route').find(({ argv }) => argv.join(' ') === command)
  assert.ok(vector, command)
  const heard = (wanted: 'in' | 'out', type: string) =>
    vector.exchange
      .filter(({ dir, protocol }) => dir === wanted && protocol === undefined)
      .flatMap(({ hex }) => rtnetlink.decode(bytesOf(hex)) as unknown as Heard[])
      .filter(({ header }) => header.type === type)
  const routes = heard('in', 'RTM_NEWROUTE')
  const shown = vector.show === undefined || !Array.isArray(vector.show.json) ? [] : (vector.show.json as { readonly dst: string }[])
  return { vector, routes, shown, deleted: heard('out', 'RTM_DELROUTE') }
}

const prefix = ({ dst, dstLen, family }: { dst?: string; dstLen: number; family: string | number }): string =>
  dst === undefined ? 'default' : dstLen === (family === 'inet6' ? 128 : 32) ? dst : `${dst}/${dstLen}`

for (const [command, filter] of [
  ['ip route flush root 10.0.0.0/8', { root: '10.0.0.0/8' }],
  ['ip route flush 10.0.0.0/8', { exact: '10.0.0.0/8', family: 'inet' }],
  ['ip route flush proto static', { proto: 'static', family: 'inet' }],
  ['ip route flush table 9', { table: 9, family: 'inet' }],
  ['ip -6 route flush 2001:db8:f::/48', { exact: '2001:db8:f::/48', family: 'inet6' }],
] as const) {
  test(`${command}: the same routes are deleted`, async () => {
    const { vector, routes, deleted } = recording(command)
    const context = new Recorder({}, ({ type }) => (type === 'RTM_GETROUTE' ? routes.filter((one) => !('error' in one)) : []))
    const count = await route(context, 'flush', filter)
    const ours = context.sent.filter(({ type }) => type === 'RTM_DELROUTE').map(({ message }) => message as Heard)
    assert.equal(count, ours.length)
    assert.deepEqual(ours.map(prefix).sort(), [...new Set(deleted.map(prefix))].sort(), vector.id)
    assert.ok(deleted.length > 0 || command.endsWith('10.0.0.0/8'), 'something to delete')
  })
}

const table = [
  ...['default', '10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/23', '10.1.2.3', '10.128.0.0/9', '192.0.2.0/24'].map((text) => ['inet', text]),
  ...['default', '2001:db8::/32', '2001:db8:1::/48', '2001:db8:2::/47', '2001:db8:1::1'].map((text) => ['inet6', text]),
].map(([family = '', text = '']) => {
  const [dst, length] = text.split('/')
  return { family, ...(text !== 'default' && { dst }), dstLen: text === 'default' ? 0 : Number(length ?? (family === 'inet' ? 32 : 128)) }
}) as unknown as Route[]

test('root: all within a prefix; match: all that hold it; both: between the two', async () => {
  const context = new Recorder({}, () => table)
  const found = async (filter: Parameters<typeof getRoutes>[1]) => (await getRoutes(context, filter as object)).map(prefix)
  assert.deepEqual(await found({ root: '10.0.0.0/8' }), ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/23', '10.1.2.3', '10.128.0.0/9'])
  assert.deepEqual(context.last.message, { family: 2 }, 'the other families are not asked for')
  assert.deepEqual(await found({ root: '10.1.2.0/23' }), ['10.1.2.0/23', '10.1.2.3'])
  assert.deepEqual(await found({ match: '10.1.2.3' }), ['default', '10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/23', '10.1.2.3'])
  assert.deepEqual(await found({ match: '10.1.4.0/24', root: '10.0.0.0/8' }), ['10.0.0.0/8', '10.1.0.0/16'])
  assert.deepEqual(await found({ root: '2001:db8::/46' }), ['2001:db8:1::/48', '2001:db8:2::/47', '2001:db8:1::1'])
  assert.deepEqual(await found({ match: '2001:db8:3::/48' }), ['default', '2001:db8::/32', '2001:db8:2::/47'])
  assert.equal((await found({ root: 'default', family: 'inet6' })).length, 5)
  assert.deepEqual(await found({ exact: '10.1.0.0/16' }), ['10.1.0.0/16'])
  await assert.rejects(found({ root: '10.0.0.0/8', match: '2001:db8::1' }), /match: .* not of the family given/)
  await assert.rejects(found({ exact: '10.0.0.0/8', dst: '10.0.0.0/8' }), /says again/)
  await assert.rejects(route(context, 'add', { root: '10.0.0.0/8' } as object), /a word of listings only/)
})

test('the same of sources', async () => {
  const sources = table.map((one) => ({ ...one, src: one.dst, srcLen: one.dstLen, dst: undefined, dstLen: 0 })) as unknown as Route[]
  const context = new Recorder({}, () => sources)
  const found = async (from: object) => (await getRoutes(context, { from } as object)).map(({ src, srcLen }) => `${src}/${srcLen}`)
  assert.deepEqual(await found({ root: '10.1.0.0/16' }), ['10.1.0.0/16', '10.1.2.0/23', '10.1.2.3/32'])
  assert.deepEqual(await found({ match: '10.128.0.0/9' }), ['undefined/0', '10.0.0.0/8', '10.128.0.0/9'])
  await assert.rejects(found({ rot: '10.0.0.0/8' }), /'rot' is none of root, match, exact/)
})

test('links and gateways are those of any next hop, all of one', async () => {
  const several = { family: 'inet', multipath: [{ oif: 2, gateway: '192.0.2.9' }, { oif: 3 }] } as unknown as Route
  const single = { family: 'inet', oif: 3, gateway: '198.51.100.9' } as unknown as Route
  const context = new Recorder({ d0: 2 }, () => [several, single])
  assert.deepEqual(await getRoutes(context, { dev: 'd0' }), [several])
  assert.deepEqual(await getRoutes(context, { oif: 3 }), [several, single])
  assert.deepEqual(await getRoutes(context, { via: '192.0.2.9', dev: 2 }), [several])
  assert.deepEqual(await getRoutes(context, { via: '192.0.2.9', dev: 3 }), [])
  assert.deepEqual(await getRoutes(context, { gateway: null }), [several])
})

test('cached routes are asked for by a flag, a vrf by its table', async () => {
  const vrf = { linkinfo: { kind: 'vrf', data: { table: 10 } } }
  const context = new Recorder({}, ({ type }) => (type === 'RTM_GETLINK' ? [vrf] : []))
  await getRoutes(context, { cached: true })
  assert.deepEqual(context.last.message, { flags: 0x200 })
  await getRoutes(context, { vrf: 'blue' })
  assert.deepEqual(context.sent[1], { type: 'RTM_GETLINK', message: { ifname: 'blue' } })
  assert.deepEqual(context.last.message, { table: 10 })
  await route(context, 'add', { dst: '10.1.0.0/16', via: '192.0.2.9', vrf: 7 })
  assert.equal((context.last.message as { table: number }).table, 10)
  await assert.rejects(route(context, 'add', { dst: '10.1.0.0/16', vrf: 7, table: 5 }), /say the same/)
  const other = new Recorder({}, () => [{ linkinfo: { kind: 'veth' } }])
  await assert.rejects(route(other, 'add', { dst: '10.1.0.0/16', vrf: 'v' }), /'v' is no vrf but a link of kind veth/)
})

test('switches, locks and times of metrics', async () => {
  const context = new Recorder()
  await route(context, 'add', {
    ...{ dst: '10.1.0.0/16', via: '192.0.2.9', quickack: true, fastopenNoCookie: false, mtu: 1400 },
    ...{ rtt: '100ms', rttvar: '2secs', rtoMin: '500msec', congctl: 'bbr' },
    features: ['ecn', 'tcp_usec_ts'],
    lock: ['mtu', 'congctl'],
  })
  assert.deepEqual((context.last.message as { metrics: object }).metrics, {
    ...{ lock: (1 << 2) | (1 << 13) | (1 << 16), mtu: 1400, rtt: 800, rttvar: 8000, rtoMin: 500, features: ['ecn', 'tcp_usec_ts'] },
    ...{ quickack: 1, fastopenNoCookie: 0, ccAlgo: 'bbr' },
  })
})

test('an MPLS route without a label answers the one that the kernel picked', async () => {
  const context = new Recorder({}, () => [{ dst: '16' }])
  assert.equal(await route(context, 'add', { family: 'mpls', via: '192.0.2.9', as: '200' }), '16')
  const { flags, message } = context.last
  assert.deepEqual(flags, ['create', 'excl', 'echo'])
  assert.deepEqual(message, { family: 28, dstLen: 20, newdst: '200', via: '192.0.2.9', type: 1, protocol: 4, table: 254, scope: 0 })
  await assert.rejects(route(context, 'delete', { family: 'mpls' }), /prefix to delete is missing/)
})

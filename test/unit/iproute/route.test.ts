import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultRoute, getRoutes, route } from '../../../src/iproute/route/route.ts'
import type { Route } from '../../../src/iproute/route/types.ts'
import { RouteMessage } from '../../../src/schema/route/route.ts'
import { vectors } from '../../vectors/read.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'
import { dev, dst, unsaid, via, wishes } from './route-wishes.ts'

sameAsRecorded({ area: 'route', codec: RouteMessage, headerSize: 12, wishes })

test('every recorded command is a wish, or stands with its reason', () => {
  const commands = vectors('route')
    .filter(({ kind }) => !kind.startsWith('encap-'))
    .map(({ argv }) => argv.join(' '))
  const left = commands.filter((command) => !(command in wishes) && !Object.keys(unsaid).some((start) => command.startsWith(start)))
  assert.deepEqual(left, [])
  for (const start of Object.keys(unsaid))
    assert.ok(
      commands.some((command) => command.startsWith(start)),
      start,
    )
})

test('the page: a route by prefix and mask is static, unicast and in the table main', async () => {
  const context = new Recorder()
  await route(context, 'add', { prefix: '10.0.0.0', mask: 24, gateway: '192.168.0.1' })
  const { type, flags, message } = context.last
  assert.deepEqual([type, flags], ['RTM_NEWROUTE', ['create', 'excl']])
  assert.deepEqual(message, { family: 2, dst: '10.0.0.0', dstLen: 24, gateway: '192.168.0.1', type: 1, protocol: 4, table: 254, scope: 0 })
})

test('one name is asked for once, and names only if there are any', async () => {
  const context = new Recorder({ d0: 4 })
  await route(context, 'add', { dst, multipath: [{ dev }, { dev, via }, { dev: 7 }] })
  assert.deepEqual(context.lookups, ['d0'])
  const again = new Recorder()
  const pending = route(again, 'add', { dst, dev: 3 })
  assert.equal(again.sent.length, 1, 'sent within the call')
  await pending
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder({ d0: 2 })
  const refused = (options: object, error: RegExp, kind = TypeError) =>
    assert.rejects(route(context, 'add', options), (thrown: Error) => thrown instanceof kind && error.test(thrown.message))
  await refused({ pefix: dst }, /'pefix' is not an option; did you mean 'prefix'/)
  await refused({ RTA_GATEWEY: via }, /did you mean 'RTA_GATEWAY'/)
  await refused({ dst, table: 'mian' }, /routing table; did you mean 'main'/)
  await refused({ dst, protocol: 'statik' }, /routing protocol; did you mean 'static'/)
  await refused({ dst, gateway: '192.0.2' }, /not an IP address/)
  await refused({ dst, gateway: via, via }, /say the same/)
  await refused({ dst, type: 'unicst' }, /did you mean 'unicast'/)
  await refused({ dst, mask: 17 }, /length of its own/)
  await refused({ dst: '10.0.0.0/33' }, /within 0 .. 32/, RangeError)
  await refused({ dst, family: 'inet6' }, /not of the family/)
  await refused({ dst, multipath: [{ gatway: via }] }, /multipath.0: 'gatway'.*did you mean 'gateway'/)
  await refused({ dst, multipath: [{ via, weight: 0 }] }, /multipath.0.weight/, RangeError)
  await refused({ dst, rtt: '5m' }, /not a time/)
  await refused({ dst, mtu: 1400, metrics: { mtu: 1300 } }, /given twice/)
  await assert.rejects(route(context, 'delete', { dev: 2 }), /'default' for the default route/)
  await assert.rejects(route(context, 'flush', {}), /a filter is wanted/)
  assert.deepEqual(context.sent, [])
})

/** As the kernel answers it, with what it only tells. */
const got = {
  ...{ family: 'inet', dstLen: 16, srcLen: 0, tos: 0, table: 'main', protocol: 'static', scope: 'universe', type: 'unicast' },
  ...{ flags: ['linkdown', 'onlink'], dst: '10.1.0.0', gateway: '192.0.2.9', oif: 2, priority: 5 },
  ...{ cacheinfo: { clntref: 0, lastuse: 0, expires: 0, error: 0, used: 0, id: 0, ts: 0, tsage: 0 } },
} as unknown as Route

test('what you get is what you can put, without what the kernel only tells', async () => {
  const context = new Recorder()
  await route(context, 'add', got)
  assert.deepEqual(context.last.message, {
    ...{ family: 2, dst: '10.1.0.0', dstLen: 16, srcLen: 0, tos: 0, table: 254, protocol: 4, scope: 0, type: 'unicast' },
    ...{ flags: 4, gateway: '192.0.2.9', oif: 2, priority: 5 },
  })
  const group = { ...got, nhId: 9, multipath: [{ flags: ['dead'], hops: 0, oif: 2, gateway: '192.0.2.9' }] } as unknown as Route
  await route(context, 'replace', group)
  const message = context.last.message as Record<string, unknown>
  assert.deepEqual([message['nhId'], message['gateway'], message['multipath']], [9, undefined, undefined])
  const { nhId: _, gateway: __, ...several } = group
  await route(context, 'add', several)
  assert.deepEqual((context.last.message as Record<string, unknown>)['multipath'], [{ flags: 0, hops: 0, oif: 2, gateway: '192.0.2.9' }])
})

test('a listing asks the kernel for what it filters by, and compares everything itself', async () => {
  const other = { ...got, dst: '10.2.0.0', protocol: 'kernel', table: 100, oif: 3 } as unknown as Route
  const context = new Recorder({ d0: 2 }, () => [got, other])
  assert.deepEqual(await getRoutes(context), [got, other])
  assert.deepEqual(context.last.message, {})
  assert.deepEqual(await getRoutes(context, 'AF_INET', { table: 254, dev, proto: 'static', type: 'UNICAST' }), [got])
  assert.deepEqual(context.last.message, { family: 2, table: 254, oif: 2, protocol: 4, type: 'UNICAST' })
  assert.deepEqual(await getRoutes(context, { dst: '10.2.0.0/16' }), [other])
  assert.deepEqual(context.last.message, {})
  assert.deepEqual(await getRoutes(context, { via: '192.0.2.9', RTA_PRIORITY: 5, prefsrc: null }), [got, other])
  assert.deepEqual(await getRoutes(context, { gateway: null }), [])
  assert.deepEqual(await getRoutes(context, { dst: 'default' }), [])
  assert.deepEqual(await getRoutes(context, (one) => one.oif === 3), [other])
  await assert.rejects(async () => await getRoutes(context, { tabel: 5 } as object), /did you mean 'table'/)
})

test('the default route is the one with the least metric', async () => {
  const route = (priority?: number) => ({ ...got, dst: undefined, dstLen: 0, ...(priority === undefined ? {} : { priority }) })
  const context = new Recorder({}, () => [route(100), route(7), got, route(50)])
  assert.equal((await defaultRoute(context))?.priority, 7)
  assert.equal(await defaultRoute(new Recorder({}, () => [got])), undefined)
})

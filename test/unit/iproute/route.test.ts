import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultRoute, getRoutes, route } from '../../../src/iproute/route/route.ts'
import type { Route } from '../../../src/iproute/route/types.ts'
import { RouteMessage } from '../../../src/schema/route/route.ts'
import { Recorder, sameAsRecorded } from './input-recorder.ts'

const dst = '10.1.0.0/16'
const via = '192.0.2.254'
const dev = 'd0'
const six = '2001:db8:f::/48'
// `ip` says boot where nothing is said, the reference page static.
const proto = 'boot'
const base = { dst, via, proto } as const

sameAsRecorded({
  area: 'route',
  codec: RouteMessage,
  headerSize: 12,
  wishes: {
    'ip route add default via 192.0.2.254': (c) => route(c, 'add', 'default', { via, proto }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 dev d0': (c) => route(c, 'add', { ...base, dev }),
    'ip route add 10.1.0.0/16 dev d0 scope link': (c) => route(c, 'add', { dst, dev, proto, scope: 'link' }),
    'ip route add 10.1.0.0/16 dev d0 src 192.0.2.1': (c) => route(c, 'add', dst, { dev, proto, prefsrc: '192.0.2.1' }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 table 4000000000': (c) => route(c, 'add', { ...base, table: 4000000000 }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 proto static': (c) => route(c, 'add', '10.1.0.0', 16, { gateway: via }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 proto 99': (c) => route(c, 'add', '10.1.0.0', '255.255.0.0', { via, rtproto: 99 }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 proto boot': (c) => route(c, 'add', '10.1.0.0', 16, 'RTN_UNICAST', 'RTPROT_BOOT', { via }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 tos 0x10': (c) => route(c, 'add', { ...base, tos: '0x10' }),
    'ip route add 10.1.0.0/16 via 203.0.113.1 dev d0 onlink': (c) => route(c, 'add', { dst, via: '203.0.113.1', dev, proto, onlink: true }),
    'ip route add 10.1.0.0/16 via inet6 2001:db8::9 dev d0': (c) => route(c, 'add', { dst, gateway: '2001:db8::9', dev, proto }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 realm 5': (c) => route(c, 'add', { ...base, realm: '5' }),
    'ip route add 10.1.0.0/16 nexthop via 192.0.2.253 dev d0 weight 10 nexthop dev d1 weight 20': (c) =>
      route(c, 'add', {
        dst,
        proto,
        multipath: [
          { via: '192.0.2.253', dev, weight: 10 },
          { dev: 'd1', weight: 20 },
        ],
      }),
    'ip route add 10.1.0.0/16 nexthop via 192.0.2.253 realm 4 nexthop via 198.51.100.7 realm 5': (c) =>
      route(c, 'add', {
        dst,
        proto,
        multipath: [
          { gateway: '192.0.2.253', realm: 4 },
          { gateway: '198.51.100.7', realms: '5' },
        ],
      }),
    'ip route append 10.1.0.0/16 via 198.51.100.9': (c) => route(c, 'append', { ...base, via: '198.51.100.9' }),
    'ip route prepend 10.1.0.0/16 via 198.51.100.9': (c) => route(c, 'prepend', { ...base, via: '198.51.100.9' }),
    'ip route replace 10.1.0.0/16 via 198.51.100.9': (c) => route(c, 'replace', { ...base, via: '198.51.100.9' }),
    'ip route change 10.1.0.0/16 via 198.51.100.9': (c) => route(c, 'change', { ...base, via: '198.51.100.9' }),
    'ip route del 10.1.0.0/16': (c) => route(c, 'del', dst),
    'ip route add unreachable 10.1.0.0/16': (c) => route(c, 'add', { dst, type: 'unreachable', proto }),
    'ip route add throw 10.1.0.0/16 table 5': (c) => route(c, 'add', { dst, rtype: 'RTN_THROW', proto, table: '5' }),
    'ip route add unreachable default metric 4294967295': (c) =>
      route(c, 'add', { dst: 'default', type: 'unreachable', proto, metric: 4294967295 }),
    'ip route add local 10.1.0.0/16 dev d0': (c) => route(c, 'add', { dst, type: 'local', dev, proto }),
    'ip route add local 10.1.0.9 dev lo': (c) => route(c, 'add', { dst: '10.1.0.9', type: 'local', dev: 'lo', proto }),
    'ip route add broadcast 10.1.0.255 dev d0': (c) => route(c, 'add', { dst: '10.1.0.255', type: 'broadcast', dev, proto }),
    'ip route add multicast 239.0.0.0/8 dev d0': (c) => route(c, 'add', { dst: '239.0.0.0/8', type: 'multicast', dev, proto }),
    'ip -6 route add local 2001:db8:f::/48 dev lo': (c) => route(c, 'add', { dst: six, type: 'local', dev: 'lo', proto }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 mtu 1400': (c) => route(c, 'add', { ...base, mtu: 1400 }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 mtu lock 1400': (c) => route(c, 'add', { ...base, metrics: { mtu: 1400, lock: ['mtu'] } }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 rtt 100': (c) => route(c, 'add', { ...base, rtt: 100 }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 rto_min 1s': (c) => route(c, 'add', { ...base, rtoMin: '1s' }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 congctl cubic': (c) => route(c, 'add', { ...base, congctl: 'cubic' }),
    'ip route add 10.1.0.0/16 via 192.0.2.254 congctl lock reno': (c) =>
      route(c, 'add', { ...base, metrics: { RTAX_CC_ALGO: 'reno', lock: 'cc_algo' } }),
    'ip -6 route add 2001:db8:f::/48 via 2001:db8::9 mtu 1300 hoplimit 7': (c) =>
      route(c, 'add', { dst: six, via: '2001:db8::9', proto, mtu: 1300, hoplimit: 7 }),
    'ip -6 route add 2001:db8:f::/48 dev d0 pref high': (c) => route(c, 'add', { dst: six, dev, proto, pref: 'high' }),
    'ip -6 route add 2001:db8:f::/48 via 2001:db8::9 expires 300': (c) =>
      route(c, 'add', { dst: six, via: '2001:db8::9', proto, expires: 300 }),
    'ip -6 route add 2001:db8:f::/48 via 2001:db8::9 proto ra': (c) => route(c, 'add', { dst: six, via: '2001:db8::9', proto: 'ra' }),
    'ip -6 route add 2001:db8:f::/48 nexthop via 2001:db8::9 weight 3 nexthop via 2001:db8:1::9 weight 9': (c) =>
      route(c, 'add', {
        dst: six,
        proto,
        multipath: [
          { via: '2001:db8::9', weight: 3 },
          { via: '2001:db8:1::9', weight: 9 },
        ],
      }),
    'ip -6 route add 2001:db8:f::/48 from 2001:db8:1::/64 via 2001:db8::9': (c) =>
      route(c, 'add', { dst: six, from: '2001:db8:1::/64', via: '2001:db8::9', proto }),
    'ip route get 10.1.2.3 oif d0 mark 7 tos 0x10': (c) => route(c, 'get', '10.1.2.3', { oif: 'd0', mark: 7, tos: 16 }),
    'ip route get fibmatch 10.1.2.3': (c) => route(c, 'get', { dst: '10.1.2.3', fibmatch: true }),
    'ip route get 10.1.2.3 ipproto tcp sport 5 dport 80 uid 1000': (c) =>
      route(c, 'get', { dst: '10.1.2.3', ipProto: 'tcp', sport: 5, dport: 80, uid: 1000 }),
    'ip route get 192.0.2.1 from 192.0.2.7 iif d0': (c) => route(c, 'get', { dst: '192.0.2.1', from: '192.0.2.7', iif: 'd0' }),
    'ip -6 route get 2001:db8:f::1 from 2001:db8::1': (c) => route(c, 'get', { dst: '2001:db8:f::1', from: '2001:db8::1' }),
    'ip route add 10.1.0.0/16 nhid 9': (c) => route(c, 'add', { dst, nhid: 9, proto }),
    'ip -f mpls route add 100 as 200/300 via inet 192.0.2.254': (c) =>
      route(c, 'add', { family: 'mpls', dst: '100', as: '200/300', via, proto }),
    'ip -f mpls route del 100': (c) => route(c, 'del', { family: 'mpls', dst: '100' }),
  },
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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EncapOptions } from '../../../src/iproute/encap/types.ts'
import { nexthop } from '../../../src/iproute/nexthop/nexthop.ts'
import { getRoutes, route } from '../../../src/iproute/route/route.ts'
import type { Route, RouteOptions } from '../../../src/iproute/route/types.ts'
import { NexthopMessage } from '../../../src/schema/nexthop.ts'
import { RouteMessage } from '../../../src/schema/route/route.ts'
import { payload, Recorder, sameAsRecorded, type Wish } from './input-recorder.ts'

const dst = '10.1.0.0/16'
const via = '192.0.2.254'
const dev = 'd0'
const six = '2001:db8:f::/48'
const here = '2001:db8:f::1'
// `ip` says boot where nothing is said.
const proto = 'boot'

const local =
  (encap: Omit<Extract<EncapOptions, { type: 'seg6local' | 'seg6_local' }>, 'type'>): Wish =>
  (c) =>
    route(c, 'add', { dst: here, dev, proto, encap: { type: 'seg6local', ...encap } })
const on =
  (to: string, encap: EncapOptions): Wish =>
  (c) =>
    route(c, 'add', { dst: to, dev, proto, encap })

sameAsRecorded({
  area: 'route',
  codec: RouteMessage,
  headerSize: 12,
  wishes: {
    'ip route add 10.1.0.0/16 encap mpls 100/200/300 via 192.0.2.254 dev d0': (c) =>
      route(c, 'add', { dst, via, dev, proto, encap: { type: 'mpls', labels: '100/200/300' } }),
    'ip route add 10.1.0.0/16 encap mpls 100 ttl 255 via 192.0.2.254': (c) =>
      route(c, 'add', { dst, via, proto, encap: { type: 'mpls', labels: 100, ttl: 255 } }),
    'ip route add 10.1.0.0/16 nexthop encap mpls 100 via 192.0.2.254 nexthop encap mpls 200 via 192.0.2.253': (c) =>
      route(c, 'add', {
        ...{ dst, proto },
        multipath: [
          { via, encap: { type: 'mpls', labels: [100] } },
          { via: '192.0.2.253', encapType: 'mpls', encap: { dst: '200' } },
        ],
      }),
    'ip -6 route add 2001:db8:f::/48 encap mpls 100/16 via 2001:db8::9': (c) =>
      route(c, 'add', { dst: six, via: '2001:db8::9', proto, encap: { type: 'mpls', labels: [100, 16] } }),
    'ip route add 10.1.0.0/16 encap ip id 7 dst 192.0.2.77 dev d0': on(dst, { type: 'ip', id: 7, dst: '192.0.2.77' }),
    'ip route add 10.1.0.0/16 encap ip id 7 src 192.0.2.1 dst 192.0.2.77 ttl 9 tos 4 dev d0': on(dst, {
      ...{ type: 'ip', id: 7n, src: '192.0.2.1', dst: '192.0.2.77', ttl: 9, tos: 4 },
    }),
    'ip route add 10.1.0.0/16 encap ip id 7 dst 192.0.2.77 key csum seq dev d0': on(dst, {
      ...{ type: 'ip', id: 7, dst: '192.0.2.77', key: true, csum: true, seq: true },
    }),
    'ip route add 10.1.0.0/16 encap ip id 7 dst 192.0.2.77 key dev d0': on(dst, { type: 'ip', id: 7, dst: '192.0.2.77', flags: ['key'] }),
    'ip route add 10.1.0.0/16 encap ip id 7 dst 192.0.2.77 vxlan_opts 1234 dev d0': on(dst, {
      ...{ type: 'ip', id: 7, dst: '192.0.2.77', vxlanOpts: 1234 },
    }),
    'ip route add 10.1.0.0/16 encap ip6 id 7 src 2001:db8::1 dst 2001:db8::77 hoplimit 3 tc 8 csum dev d0': on(dst, {
      ...{ type: 'ip6', id: 7, src: '2001:db8::1', dst: '2001:db8::77', ttl: 3, tos: '0x8', csum: true },
    }),
    'ip route add 10.1.0.0/16 encap ip6 id 7 dst 2001:db8::77 vxlan_opts 9 dev d0': on(dst, {
      ...{ type: 'ip6', id: 7, dst: '2001:db8::77', opts: { vxlan: { gbp: 9 } } },
    }),
    'ip -6 route add 2001:db8:f::/48 encap ip6 id 5 dst 2001:db8::77 dev d0': on(six, { type: 'ip6', id: 5, dst: '2001:db8::77' }),
    'ip -6 route add 2001:db8:f::/48 encap seg6 mode inline segs 2001:db8::a dev d0': on(six, {
      ...{ type: 'seg6', mode: 'inline', segs: ['2001:db8::a'] },
    }),
    'ip -6 route add 2001:db8:f::/48 encap seg6 mode l2encap segs 2001:db8::a dev d0': on(six, {
      ...{ type: 'seg6', mode: 'l2encap', segs: '2001:db8::a' },
    }),
    'ip -6 route add 2001:db8:f::/48 encap seg6 mode l2encap.red segs 2001:db8::a,2001:db8::b dev d0': on(six, {
      ...{ type: 'seg6', mode: 'l2encap.red', segs: '2001:db8::a,2001:db8::b' },
    }),
    'ip route add 10.1.0.0/16 encap seg6 mode encap segs 2001:db8::a dev d0': on(dst, { type: 'seg6', segs: ['2001:db8::a'] }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End dev d0': local({ action: 'End' }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End.DX2 oif d0 dev d0': local({ action: 'End.DX2', oif: dev }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End.DX6 nh6 2001:db8::9 dev d0': local({
      ...{ action: 'End.DX6', nh6: '2001:db8::9' },
    }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End.DX4 nh4 192.0.2.9 dev d0': local({ action: 'end_dx4', nh4: '192.0.2.9' }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End.DT6 table 254 dev d0': local({ action: 'End.DT6', table: 'main' }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End.DT6 vrftable 10 dev d0': local({ action: 'End.DT6', vrftable: 10 }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End.B6 srh segs 2001:db8::a,2001:db8::b dev d0': local({
      ...{ action: 'End.B6', srh: ['2001:db8::a', '2001:db8::b'] },
    }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End.B6.Encaps srh segs 2001:db8::a dev d0': local({
      ...{ action: 'End.B6.Encaps', srh: { segs: ['2001:db8::a'] } },
    }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End flavors next-csid lblen 48 nflen 16 dev d0': local({
      ...{ action: 'End', flavors: ['next-csid'], lblen: 48, nflen: 16 },
    }),
    'ip -6 route add 2001:db8:f::1/128 encap seg6local action End.X nh6 2001:db8::9 count dev d0': local({
      ...{ action: 'SEG6_LOCAL_ACTION_END_X', nh6: '2001:db8::9', count: true },
    }),
    'ip -6 route add 2001:db8:f:0:2000::1/128 encap ila 1:2:3:4 csum-mode no-action ident-type luid hook-type output dev d0': on(
      '2001:db8:f:0:2000::1',
      { type: 'ila', locator: '1:2:3:4', csumMode: 'no-action', identType: 'luid', hookType: 'output' },
    ),
    'ip -6 route add 2001:db8:f::/48 dev x0 encap xfrm if_id 7': (c) =>
      route(c, 'add', { dst: six, dev: 'x0', proto, encap: { type: 'xfrm', ifId: 7 } }),
  },
})

// This kernel has no ioam6: it refused, but the request was recorded.
sameAsRecorded({
  area: 'wrong',
  codec: RouteMessage,
  headerSize: 12,
  wishes: {
    'ip -6 route add 2001:db8:f::/48 encap ioam6 trace prealloc type 0x800000 ns 1 size 12 dev d0': on(six, {
      ...{ type: 'ioam6', trace: { type: 0x800000, ns: 1, size: 12 } },
    }),
  },
})

sameAsRecorded({
  area: 'nexthop',
  codec: NexthopMessage,
  headerSize: 8,
  wishes: {
    'ip nexthop add id 5 encap ip id 7 dst 192.0.2.9 dev d0': (c) =>
      nexthop(c, 'add', { id: 5, dev, encap: { type: 'ip', id: 7, dst: '192.0.2.9' } }),
    'ip nexthop add id 5 encap seg6 mode encap segs 2001:db8::a via 2001:db8::9 dev d0': (c) =>
      nexthop(c, 'add', { id: 5, via: '2001:db8::9', dev, encap: { type: 'seg6', mode: 'encap', segs: ['2001:db8::a'] } }),
  },
})

/** The encapsulation that is sent for one in people's words, read again. */
const sent = async (encap: object, more: object = {}): Promise<{ readonly encapType?: unknown; readonly encap?: unknown }> => {
  const context = new Recorder({ d0: 4, d1: 5 })
  await route(context, 'add', { dst: six, ...more, encap } as RouteOptions)
  const bytes = payload(RouteMessage, context.last.message)
  const scope = { littleEndian: true, family: 0, request: true, depth: 0 }
  return RouteMessage.read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length, scope) as Route
}

test('words that no recording has', async () => {
  const words = async (encap: object) => (await sent(encap)).encap
  assert.deepEqual(await words({ type: 'ip', geneveOpts: '0x102:0x80:00800022,259:129:0102030405060708' }), {
    opts: {
      geneve: [
        { class: 0x102, type: 0x80, data: '00800022' },
        { class: 259, type: 129, data: '0102030405060708' },
      ],
    },
  })
  assert.deepEqual(await words({ type: 'ip6', erspanOpts: '2:0:1:17' }), { opts: { erspan: { ver: 2, index: 0, dir: 1, hwid: 17 } } })
  // An answer has all options in one nest.
  const options = [
    { class: 1, type: 2, data: '00000001' },
    { class: 1, type: 3, data: '00000002' },
  ]
  assert.deepEqual(await words({ type: 'ip', opts: { geneve: [options] } }), { opts: { geneve: options } })
  assert.deepEqual(await words({ type: 'seg6', mode: 'encap.red', segs: ['2001:db8::a'], hmac: 17, tunsrc: '2001:db8::1', lookup: 7 }), {
    ...{ mode: 'encap_red', segs: ['2001:db8::a'], hmac: 17, src: '2001:db8::1', table: 7 },
  })
  assert.deepEqual(await words({ type: 'seg6local', action: 'End.DX2', oif: 'd1', flavors: 'psp,usd' }), {
    ...{ action: 'end_dx2', oif: 5, flavors: { operation: ['psp', 'usd'] } },
  })
  assert.deepEqual(await words({ type: 'seg6local', action: 'End.BPF', endpoint: { fd: 9, name: 'p' } }), {
    ...{ action: 'end_bpf', bpf: { prog: 9, progName: 'p' } },
  })
  assert.deepEqual(await words({ type: 'bpf', xmit: { fd: 9, name: 'x' }, in: { fd: 8, name: 'i' }, headroom: 14 }), {
    ...{ xmit: { fd: 9, name: 'x' }, in: { fd: 8, name: 'i' }, xmitHeadroom: 14 },
  })
  assert.deepEqual(await words({ type: 'rpl', segs: '2001:db8::a,2001:db8::b' }), { segs: ['2001:db8::a', '2001:db8::b'] })
  assert.deepEqual(
    await words({ type: 'ioam6', mode: 'encap', freq: '1/100', tundst: '2001:db8::1', trace: { type: 0xc00000, ns: 1, size: 24 } }),
    { mode: 'encap', freqK: 1, freqN: 100, dst: '2001:db8::1', trace: { namespaceId: 1, type: 0xc00000, remlen: 6 } },
  )
  assert.deepEqual(await words({ type: 'xfrm', ifId: 7, linkDev: 'd1' }), { ifId: 7, link: 5 })
  assert.deepEqual(await words({ type: 'LWTUNNEL_ENCAP_XFRM', LWT_XFRM_IF_ID: 7 }), { ifId: 7 })
})

test('what was read is taken as it is: a place that was added is not added again', async () => {
  const seg6 = { mode: 'inline', segs: ['2001:db8::a', '::'] }
  assert.deepEqual((await sent(seg6, { encapType: 'seg6' })).encap, seg6)
  const b6 = { action: 'end_b6', srh: { segs: ['2001:db8::a', '::'] } }
  assert.deepEqual((await sent(b6, { encapType: 'seg6_local' })).encap, b6)
  const unknown = await sent(new Uint8Array([4, 0, 1, 0]), { encapType: 99 })
  assert.deepEqual([unknown.encapType, unknown.encap], [99, new Uint8Array([4, 0, 1, 0])])
})

test('programs: an answer has no open file, which an addition wants and a deletion does not', async () => {
  const header = { family: 'inet6', dstLen: 128, srcLen: 0, tos: 0, table: 'main', protocol: 'static', scope: 'universe', type: 'unicast' }
  const got = (encapType: string, encap: object) => ({ ...header, flags: [], dst: here, oif: 2, encapType, encap }) as unknown as Route
  const context = new Recorder()
  const told = got('seg6_local', { action: 'end_bpf', bpf: { prog: 31, progName: 'p' } })
  await assert.rejects(route(context, 'add', told), /bpf: the program is wanted as \{ fd, name \}/)
  await assert.rejects(route(context, 'add', got('bpf', { xmit: { name: 'x' } })), /\{ fd, name \}/)
  assert.deepEqual(context.sent, [])
  for (const one of [told, got('bpf', { xmit: { name: 'x' } })]) {
    await route(context, 'delete', one)
    assert.ok(!('encap' in (context.last.message as object)))
    assert.ok(!('encapType' in (context.last.message as object)))
  }
  await route(context, 'delete', got('mpls', { dst: '100' }))
  assert.deepEqual((context.last.message as Route).encap, { dst: '100' })
})

test('what is refused before anything is sent', async () => {
  const context = new Recorder({ d0: 2 })
  const refused = (encap: unknown, error: RegExp, kind = TypeError) =>
    assert.rejects(
      async () => {
        await route(context, 'add', { dst: six, encap } as RouteOptions)
        payload(RouteMessage, context.last.message)
      },
      (thrown: Error) => thrown instanceof kind && error.test(thrown.message),
    )
  await refused({ type: 'mpsl', labels: '1' }, /encap.type: 'mpsl'.*did you mean 'mpls'/)
  await refused({ labels: '1' }, /encap: 'type' is missing, one of mpls/)
  await refused('mpls', /encap: an object is wanted/)
  await refused({ type: 'mpls', label: '1' }, /encap mpls: 'label'.*did you mean 'labels'/)
  await refused({ type: 'mpls', labels: '1', dst: '2' }, /'dst' says again/)
  await refused({ type: 'ip', tll: 4 }, /encap ip: 'tll'.*did you mean 'ttl'/)
  await refused({ type: 'ip', key: 5 }, /key: true or false/)
  await refused({ type: 'ip', geneveOpts: '1:2' }, /geneveOpts: 'class:type'/)
  await refused({ type: 'ip', vxlanOpts: 5, opts: {} }, /'opts' is given beside/)
  await refused({ type: 'seg6', mode: 'encapp', segs: [] }, /encap.mode: 'encapp'.*did you mean 'encap'/)
  await refused({ type: 'seg6', sgs: [] }, /'sgs'.*did you mean 'segs'/)
  await refused({ type: 'seg6', segs: 5 }, /segs: addresses are wanted/)
  await refused({ type: 'seg6local' }, /'action' is missing/)
  await refused({ type: 'seg6local', action: 'End.DX7' }, /encap.action: 'End.DX7'.*did you mean 'End.DX/)
  await refused({ type: 'seg6local', action: 'End.B6', srh: { seg: [] } }, /encap.srh: 'seg'.*did you mean 'segs'/)
  await refused({ type: 'seg6local', action: 'End.T', table: 'mian' }, /did you mean 'main'/)
  await refused({ type: 'ioam6', freq: '5' }, /freq: 'k\/n' is wanted/)
  await refused({ type: 'ioam6', trace: { ns: 1, size: 13 } }, /encap.trace.size/, RangeError)
  await refused({ type: 'ioam6', trace: { nss: 1 } }, /encap.trace: 'nss'.*did you mean 'ns'/)
  await refused({ type: 'none' }, /has no words/)
  await assert.rejects(
    route(context, 'add', { dst: six, encapType: 'ip', encap: { type: 'mpls' } } as never),
    /'mpls' is not encapType, 'ip'/,
  )
  await assert.rejects(
    route(context, 'add', { dst, multipath: [{ via, encap: { type: 'mpls', lables: '1' } as never }] }),
    /multipath.0.encap mpls: 'lables'.*did you mean 'labels'/,
  )
  assert.deepEqual(context.sent, [])
  // The encoder's own faults name the place.
  await refused({ type: 'seg6', segs: ['2001:db8::x'] }, /encap.segs.0.*'2001:db8::x' is not an IPv6 address/)
  await refused({ type: 'mpls', labels: '1048576' }, /encap.dst/, RangeError)
})

test('listings filtered by words', async () => {
  const one = { dst: '10.1.0.0', dstLen: 16, encapType: 'mpls', encap: { dst: '100/200' } } as unknown as Route
  const other = { dst: '10.2.0.0', dstLen: 16, encapType: 'seg6', encap: { mode: 'encap', segs: ['2001:db8::a'] } } as unknown as Route
  const plain = { dst: '10.3.0.0', dstLen: 16 } as unknown as Route
  const context = new Recorder({}, () => [one, other, plain])
  assert.deepEqual(await getRoutes(context, { encap: { type: 'mpls', labels: '100/200' } }), [one])
  assert.deepEqual(await getRoutes(context, { encapType: 'seg6' }), [other])
  assert.deepEqual(await getRoutes(context, { encap: { type: 'seg6', segs: ['2001:db8::a'] } }), [other])
  assert.deepEqual(await getRoutes(context, { encapType: null }), [plain])
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { RouteFlags, type RouteMessage, RTM_F, RTNH_F, rtnetlink } from '../../../src/schema/index.ts'
import { compareShown, type Members, type Names } from './shown.ts'

const hex = (text: string) => Uint8Array.from(text.replace(/\s|#.*$/gm, '').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
const toHex = (data: Uint8Array) => Buffer.from(data).toString('hex')
const le = { littleEndian: true }

const prefix = (address: string | undefined, length: number): string | undefined => {
  if (address === undefined) return undefined
  const whole = address.includes(':') ? 128 : address.includes('.') ? 32 : 20
  return length === whole ? address : `${address}/${length}`
}
const via = (one: { readonly via?: { readonly family: unknown; readonly address: string } }) =>
  one.via && { family: one.via.family, host: one.via.address }
const flags = (names: readonly unknown[]) =>
  names.filter((name) => !['cloned', 'pervasive', 'rt_offload', 'local'].includes(name as string))

const hop = (one: NonNullable<RouteMessage['multipath']>[number], names: Names) => ({
  ...(one.newdst && { to: one.newdst }),
  ...(one.gateway && { gateway: one.gateway }),
  ...(one.via && { via: via(one) }),
  ...(one.flow && { flow: { to: String(one.flow) } }),
  dev: names(one.oif),
  ...(one.newdst ? {} : { weight: one.hops + 1 }),
  flags: one.flags,
})

/** ip(8) prints times in whole ms; the kernel keeps them in 1/8 and 1/4 of one. */
const metrics = ({ metrics: all }: RouteMessage) => {
  const { rtt, rttvar, ccAlgo, lock: _, rtoMin, fastopenNoCookie, ...rest } = all ?? {}
  const named: Record<string, unknown> = {
    ...rest,
    ...(rtt === undefined ? {} : { rtt: Math.floor(rtt / 8) }),
    ...(rttvar === undefined ? {} : { rttvar: Math.floor(rttvar / 4) }),
    ...(rtoMin === undefined ? {} : { rto_min: rtoMin }),
    ...(ccAlgo === undefined ? {} : { congestion: ccAlgo }),
    ...(fastopenNoCookie === undefined ? {} : { fastopen_no_cookie: fastopenNoCookie }),
  }
  return named
}

const members: Members<RouteMessage> = {
  type: (route) => route.type,
  dst: (route) => prefix(route.dst, route.family === 'mpls' ? 20 : route.dstLen) ?? 'default',
  from: (route) => prefix(route.src, route.srcLen),
  gateway: (route) => route.gateway,
  via,
  to: (route) => route.newdst,
  dev: (route, names) => names(route.oif),
  iif: (route, names) => names(route.iif),
  table: (route) => String(route.table),
  protocol: (route) => route.protocol,
  scope: (route) => (route.scope === 'universe' ? 'global' : route.scope),
  prefsrc: (route) => route.prefsrc,
  metric: (route) => route.priority ?? 0,
  pref: (route) => route.pref,
  nhid: (route) => route.nhId,
  mark: (route) => route.mark,
  uid: (route) => route.uid,
  flow: (route) => route.flow && { to: String(route.flow) },
  flags: (route) => flags(route.flags),
  nexthops: (route, names) => route.multipath?.map((one) => hop(one, names)),
}

describe('routes', () => {
  it('read as ip(8) showed them', () => {
    // Objects with an encapsulation have some members twice; the fixed text of `ip token` is no route.
    const compared = compareShown('route', ({ kind }) => !/^(encap|ioam|tokens|mroute|nhid)/.test(kind), 'RTM_NEWROUTE', members)
    for (const key of Object.keys(members)) assert.ok((compared.get(key) ?? 0) > 0, `${key} was never compared`)
  })

  it('have the metrics that ip(8) showed', () => {
    const compared = compareShown(
      'route',
      ({ kind }) => kind === 'metrics',
      'RTM_NEWROUTE',
      {
        dst: members['dst'] as Members<RouteMessage>[string],
        metrics: (route: RouteMessage) => [sorted(metrics(route))],
      },
      (key, value) => (key === 'metrics' ? [sorted((value as [Record<string, unknown>])[0])] : value),
    )
    assert.ok((compared.get('metrics') ?? 0) > 10)
  })

  it('locks are named', () => {
    // ip route add 10.1.0.0/16 via 192.0.2.254 cwnd lock 20 ssthresh lock 5, its RTA_METRICS as recorded.
    const bytes = hex(
      '38000000 1800 0500 00000000 00000000 02100000fe030001 00000000 1c00 0800 0800070014000000 0800060005000000 08000100c0000000',
    )
    const [route] = rtnetlink.decode(bytes, le)
    assert.ok(route && rtnetlink.is(route, 'RTM_NEWROUTE'))
    assert.deepEqual(route.metrics, { cwnd: 20, ssthresh: 5, lock: ['ssthresh', 'cwnd'] })
  })

  it('features and the algorithm of congestion control, without its closing zero in requests', () => {
    const bytes = hex(
      '34000000 1800 0500 00000000 00000000 02100000fe030001 00000000 1800 0800 0900 1000 6375626963 000000 0800 0c00 11000000',
    )
    const [route] = rtnetlink.decode(bytes, le)
    assert.ok(route && rtnetlink.is(route, 'RTM_NEWROUTE'))
    assert.deepEqual(route.metrics, { ccAlgo: 'cubic', features: ['ecn', 'tcp_usec_ts'] })
  })

  it('flags of the route and of its hop share one word', () => {
    assert.deepEqual(RouteFlags.names(0x4251), ['dead', 'linkdown', 'trap', 'cloned', 'rt_offload'])
    assert.equal(RouteFlags.bits(['RTNH_F_TRAP', 'RTM_F_TRAP', 'onlink'] as never), 0x8044)
    assert.deepEqual([RTM_F.OFFLOAD_FAILED, RTNH_F.ONLINK], [0x20000000, 4])
  })

  describe('tables', () => {
    const request = (table: unknown) =>
      toHex(rtnetlink.encode({ header: { type: 'RTM_NEWROUTE', flags: ['request'] }, family: 'inet', table: table as number }, le)).slice(
        32,
      )
    it('below 256 stand in the header', () => assert.equal(request('main'), '02000000fe000000 00000000'.replace(' ', '')))
    it('above stand in RTA_TABLE', () => assert.equal(request(1000), '02000000000000000000000008000f00e8030000'))
    it('are read from wherever they stand', () => {
      for (const text of [
        '1c000000 1800 0100 00000000 00000000 0200000064000000 00000000',
        '24000000 1800 0000 00000000 00000000 02000000fc000000 00000000 0800 0f00 64000000',
      ]) {
        const [route] = rtnetlink.decode(hex(text), le)
        assert.ok(route && rtnetlink.is(route, 'RTM_NEWROUTE'))
        assert.equal(route.table, 100)
        assert.equal(toHex(rtnetlink.encode(route, le)), text.replaceAll(' ', ''))
      }
    })
  })

  it('expire in 4 or 8 bytes', () => {
    for (const [text, expires] of [
      ['24000000 1800 0100 00000000 00000000 0a000000fe000000 00000000 0800 1700 2c010000', 300],
      ['28000000 1800 0200 00000000 00000000 80000000fd000000 00000000 0c00 1700 2c01000000000000', 300n],
    ] as const) {
      const [route] = rtnetlink.decode(hex(text), le)
      assert.ok(route && rtnetlink.is(route, 'RTM_NEWROUTE'))
      assert.equal(route.expires, expires)
      assert.equal(toHex(rtnetlink.encode(route, le)), text.replaceAll(' ', ''))
    }
  })
})

function sorted(values: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
}

// ip/iproute.c of iproute2.
import type { NexthopMessage } from '../../schema/nexthop.ts'
import { NexthopFlags, RouteFlags, RouteTable } from '../../schema/route/enums.ts'
import { MetricLocks, RouteFeatures, type RouteMetrics } from '../../schema/route/metrics.ts'
import type { RouteMessage, RtaCacheinfo } from '../../schema/route/route.ts'
import type { Json, JsonObject, Listing, Printing } from '../types.ts'
import { printEncap } from './encap.ts'
import { dsFieldName, realmName, routeProtocolName, routeTypeName, routeTypeOf, scopeName, tableName } from './names.ts'
import { printNexthop } from './nexthop.ts'
import { addressBits, addressText } from './prefix.ts'
import { CLONED, isWanted, MAIN, type Wanted, wantedRoutes } from './route-filter.ts'
import { printRouteFlags } from './route-flags.ts'

/** RTCF_* of linux/in_route.h. */
const CACHE_FLAGS: readonly (readonly [bit: number, name: string])[] = [
  [0x80000000, 'local'],
  [0x40000000, 'reject'],
  [0x20000000, 'mc'],
  [0x10000000, 'brd'],
  [0x08000000, 'dst-nat'],
  [0x00800000, 'src-nat'],
  [0x00400000, 'masq'],
  [0x00020000, 'dst-direct'],
  [0x04000000, 'src-direct'],
  [0x00040000, 'redirected'],
  [0x01000000, 'redirect'],
  [0x00200000, 'fastroute'],
  [0x00010000, 'notify'],
  [0x00080000, 'proxy'],
]

/** The ticks of a second that the kernel tells times in: USER_HZ. */
const HZ = 100
const seconds = (ticks: number): number => Math.trunc(ticks / HZ)

function printCacheInfo(info: RtaCacheinfo, { statistics }: Printing): JsonObject {
  const { clntref, lastuse, expires, error, used, id, ts, tsage } = info
  return {
    ...(expires !== 0 && { expires: seconds(expires) }),
    ...(error !== 0 && { error }),
    ...(statistics && {
      ...(clntref !== 0 && { users: clntref }),
      ...(used !== 0 && { used }),
      ...(lastuse !== 0 && { age: seconds(lastuse) }),
    }),
    ...(id !== 0 && { ipid: `0x${id.toString(16)}` }),
    ...((ts !== 0 || tsage !== 0) && { ts: ts === 0 ? '0' : `0x${ts.toString(16)}`, tsage }),
  }
}

/** Names of metrics, in the order of their numbers, and what the number that the kernel has is divided by. */
const METRICS: readonly (readonly [key: Exclude<keyof RouteMetrics, 'lock' | 'unknown'>, name: string, number: number, by?: number])[] = [
  ['mtu', 'mtu', 2],
  ['window', 'window', 3],
  ['rtt', 'rtt', 4, 8],
  ['rttvar', 'rttvar', 5, 4],
  ['ssthresh', 'ssthresh', 6],
  ['cwnd', 'cwnd', 7],
  ['advmss', 'advmss', 8],
  ['reordering', 'reordering', 9],
  ['hoplimit', 'hoplimit', 10],
  ['initcwnd', 'initcwnd', 11],
  ['features', 'features', 12],
  ['rtoMin', 'rto_min', 13],
  ['initrwnd', 'initrwnd', 14],
  ['quickack', 'quickack', 15],
  ['ccAlgo', 'congestion', 16],
  ['fastopenNoCookie', 'fastopen_no_cookie', 17],
]
const HOPLIMIT_UNSET = 0xffffffff

/** A metric that is locked and has no value is told as zero. */
function printMetrics(metrics: RouteMetrics): JsonObject {
  const locked = MetricLocks.bits(metrics.lock ?? [])
  const printed: Record<string, Json> = {}
  for (const [key, name, number, by = 1] of METRICS) {
    const value = metrics[key] ?? (locked & (1 << number) ? 0 : undefined)
    if (value === undefined || (key === 'hoplimit' && value === HOPLIMIT_UNSET)) continue
    if (key === 'features') Object.assign(printed, printFeatures(value as RouteMetrics['features']))
    else printed[name] = typeof value === 'number' ? Math.floor(value / by) : (value as string)
  }
  return printed
}
function printFeatures(features: RouteMetrics['features'] | number): JsonObject {
  const bits = typeof features === 'number' ? features : RouteFeatures.bits(features ?? [])
  return { ...(bits & 1 && { ecn: null }), ...((bits & ~1) !== 0 && { features: `0x${bits.toString(16)}` }) }
}

function printFlow(flow: number, printing: Printing): JsonObject {
  const from = flow >>> 16
  return { ...(from !== 0 && { from: realmName(from, printing) }), to: realmName(flow & 0xffff, printing) }
}

const printVia = ({ family, address }: { readonly family: string | number; readonly address: string }): JsonObject => ({
  family: typeof family === 'string' ? family : '???',
  host: typeof family === 'string' ? addressText(address) : '???',
})

/** Where it goes: of the route itself or of one of several next hops. */
type Hop = NonNullable<RouteMessage['multipath']>[number]

function printHops({ family, type, flags, multipath = [] }: RouteMessage, printing: Printing): JsonObject[] {
  const cached = RouteFlags.bits(flags) & CLONED && type === 'multicast'
  return multipath.map((hop: Hop) => ({
    ...printEncap(hop, printing),
    ...(hop.newdst !== undefined && { to: addressText(hop.newdst) }),
    ...(hop.gateway !== undefined && { gateway: addressText(hop.gateway) }),
    ...(hop.via && { via: printVia(hop.via) }),
    ...(hop.flow !== undefined && { flow: printFlow(hop.flow, printing) }),
    dev: printing.link(hop.oif),
    ...(cached ? hop.hops !== 1 && { ttl: hop.hops } : family !== 'mpls' && { weight: hop.hops + 1 }),
    flags: printRouteFlags(NexthopFlags.bits(hop.flags)),
  }))
}

function printDestination({ type, dst, src, dstLen, srcLen, ...route }: RouteMessage): JsonObject {
  // Multicast routes are of a family that has no addresses for iproute2, so that theirs never go without a length.
  const bits = addressBits(route.family)
  const prefix = (address: string, length: number): string => `${addressText(address)}${length === bits ? '' : `/${length}`}`
  const source = src === undefined ? srcLen !== 0 && { src: `0/${srcLen}` } : { from: prefix(src, srcLen) }
  return { dst: dst === undefined ? (dstLen === 0 ? 'default' : `0/${dstLen} `) : prefix(dst, dstLen), ...source }
}

function printWay(route: RouteMessage, wanted: Wanted, printing: Printing): JsonObject {
  const { nhId, newdst, tos, gateway, via, oif, family } = route
  return {
    ...(nhId !== undefined && { nhid: nhId }),
    ...(newdst !== undefined && { to: addressText(newdst) }),
    ...printEncap(route, printing),
    ...(tos !== 0 && wanted.tos === undefined && { tos: dsFieldName(tos, printing) }),
    ...(gateway !== undefined && wanted.via?.length !== addressBits(family) && { gateway: addressText(gateway) }),
    ...(via && { via: printVia(via) }),
    ...(oif !== undefined && wanted.oif === undefined && { dev: printing.link(oif) }),
  }
}

function printOrigin(route: RouteMessage, bits: number, wanted: Wanted, printing: Printing): JsonObject {
  const { table, protocol, scope, prefsrc, priority, family } = route
  const { details } = printing
  const number = RouteTable.number(table) >>> 0
  const own = !(bits & CLONED)
  return {
    ...(number !== 0 && (number !== MAIN || details) && wanted.table === 0 && { table: tableName(number, printing) }),
    ...(own && (protocol !== 'boot' || details) && wanted.protocol === undefined && { protocol: routeProtocolName(protocol, printing) }),
    ...(own && (scope !== 'universe' || details) && wanted.scope === undefined && { scope: scopeName(scope, printing) }),
    ...(prefsrc !== undefined && wanted.prefsrc?.length !== addressBits(family) && { prefsrc: addressText(prefsrc) }),
    ...(priority !== undefined && wanted.metric === undefined && { metric: priority }),
  }
}

function printState(route: RouteMessage, bits: number, wanted: Wanted, printing: Printing): JsonObject {
  const { family, mark, flow, uid, cacheinfo, metrics, iif, pref, ttlPropagate } = route
  const cached = family === 'inet' && bits & CLONED
  return {
    flags: printRouteFlags(bits),
    ...(mark && { mark }),
    ...(flow !== undefined && wanted.realm?.mask !== 0xffffffff && { flow: printFlow(flow, printing) }),
    ...(uid !== undefined && { uid }),
    ...(cached && { cache: CACHE_FLAGS.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name) }),
    ...(cacheinfo && (family === 'inet' || family === 'inet6') && printCacheInfo(cacheinfo, printing)),
    ...(metrics && { metrics: [printMetrics(metrics)] }),
    ...(iif !== undefined && wanted.iif === undefined && { iif: printing.link(iif) }),
    ...(pref !== undefined && { pref: pref === 'invalid' ? 2 : pref }),
    // The misspelling is iproute2's.
    ...(ttlPropagate !== undefined && { 'ttl-propogate': ttlPropagate !== 0 }),
  }
}

type Hops = ReadonlyMap<number | undefined, NexthopMessage>

function printRoute(route: RouteMessage, deleted: boolean, wanted: Wanted, hops: Hops, printing: Printing): JsonObject {
  const bits = RouteFlags.bits(route.flags) >>> 0
  const object = printing.details && route.nhId !== undefined ? hops.get(route.nhId) : undefined
  return {
    ...(deleted && { deleted: true }),
    ...((route.type !== 'unicast' || printing.details) && { type: routeTypeName(routeTypeOf(route.type), printing) }),
    ...printDestination(route),
    ...printWay(route, wanted, printing),
    ...printOrigin(route, bits, wanted, printing),
    ...printState(route, bits, wanted, printing),
    ...(object && { nh_info: printNexthop(object, printing) }),
    ...(route.multipath && { nexthops: printHops(route, printing) }),
  }
}

/** What `ip route show` and `ip route get` print. */
export const listRoutes: Listing = (messages, printing) => {
  const wanted = wantedRoutes(messages, printing)
  // `-d` asks for the next hop object of each route that has one.
  const hops = new Map<number | undefined, NexthopMessage>()
  for (const message of messages) {
    const hop = message as unknown as NexthopMessage
    if (message.header.type === 'RTM_NEWNEXTHOP') hops.set(hop.id, hop)
  }
  const printed: JsonObject[] = []
  const seen = { tables: false }
  for (const message of messages) {
    const { type } = message.header
    if (type !== 'RTM_NEWROUTE' && type !== 'RTM_DELROUTE') continue
    const route = message as unknown as RouteMessage
    if (isWanted(route, wanted, seen, printing)) printed.push(printRoute(route, type === 'RTM_DELROUTE', wanted, hops, printing))
  }
  return printed
}

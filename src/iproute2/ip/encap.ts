// How packets are wrapped (ip/iproute_lwtunnel.c of iproute2). Its members stand among those of the route.
import type { Decoded } from '../../netlink/codec.ts'
import { Seg6Mode } from '../../schema/route/encap/seg6.ts'
import { Seg6LocalAction, Seg6LocalFlavor } from '../../schema/route/encap/seg6local.ts'
import { type Srh, SrhFlags } from '../../schema/route/encap/srh.ts'
import { LwtTunnelFlags, type LwtTunnelOptions } from '../../schema/route/encap/tunnel.ts'
import type { encaps } from '../../schema/route/lwtunnel.ts'
import type { Json, JsonObject, Printing } from '../types.ts'
import { tableName } from './names.ts'
import { addressText } from './prefix.ts'

/** A route, a next hop of it, or a next hop object. */
export interface Wrapping {
  readonly encapType?: string | number
  readonly encap?: unknown
}
type Kinds = typeof encaps
type Printers = { readonly [K in keyof Kinds]: (encap: Decoded<Kinds[K]>, printing: Printing) => JsonObject }

const text = (address: string | undefined): Json | undefined => (address === undefined ? undefined : addressText(address))

/** The number of a key, of the TLV that ends the header: type, length, two reserved bytes, the key's id and 32 bytes of HMAC. */
function hmacOf({ hmac, flags = [], tlvs }: Srh): number | undefined {
  if (hmac !== undefined || (SrhFlags.bits(flags as never) & SrhFlags.constants.HMAC) === 0) return hmac
  const data = tlvs?.at(-1)?.data
  return data === undefined ? undefined : new DataView(data.buffer, data.byteOffset).getUint32(2)
}
function printSegments(srh: Srh): JsonObject {
  const hmac = hmacOf(srh)
  return { segs: srh.segs.map(addressText), ...(hmac !== undefined && { hmac: `0x${hmac.toString(16)}` }) }
}

/** Of a tunnel's options one kind is told. */
function printOptions({ geneve, vxlan, erspan }: Decoded<typeof LwtTunnelOptions>): JsonObject {
  if (geneve) return { geneve_opts: geneve.flat().map(({ class: space, type, data }) => ({ class: space, type, data })) }
  if (vxlan) return { vxlan_opts: [{ gbp: vxlan.gbp }] }
  if (!erspan) return {}
  const { ver, index, dir, hwid } = erspan
  return { erspan_opts: [ver === 1 ? { ver, index, dir: 0, hwid: 0 } : { ver, index: 0, dir, hwid }] }
}
interface TunnelTail {
  readonly flags?: unknown
  readonly opts?: Decoded<typeof LwtTunnelOptions>
}
function printTunnelTail({ flags = [], opts }: TunnelTail): JsonObject {
  const bits = LwtTunnelFlags.bits(flags as never)
  const { KEY, CSUM, SEQ } = LwtTunnelFlags.constants
  return {
    ...(bits & KEY && { key: true }),
    ...(bits & CSUM && { csum: true }),
    ...(bits & SEQ && { seq: true }),
    ...(opts && printOptions(opts)),
  }
}

const CSUM_MODES: Readonly<Record<string, string>> = {
  ...{ adjust_transport: 'adj-transport', neutral_map: 'neutral-map', no_action: 'no-action', neutral_map_auto: 'neutral-map-auto' },
}
const IDENT_TYPES: Readonly<Record<string, string>> = { luid: 'luid', use_format: 'use-format' }
const HOOK_TYPES: Readonly<Record<string, string>> = { route_output: 'output', route_input: 'input' }
const named = (names: Readonly<Record<string, string>>, value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : (names[value] ?? 'unknown')

const MODES = ['inline', 'encap', 'l2encap', 'encap.red', 'l2encap.red']
const ACTIONS = [
  ...['<unknown>', 'End', 'End.X', 'End.T', 'End.DX2', 'End.DX6', 'End.DX4', 'End.DT6', 'End.DT4', 'End.B6', 'End.B6.Encaps'],
  ...['End.BM', 'End.S', 'End.AS', 'End.AM', 'End.BPF', 'End.DT46'],
]
const FLAVORS: readonly (readonly [bit: number, name: string])[] = [
  [2, 'psp'],
  [4, 'usp'],
  [8, 'usd'],
  [16, 'next-csid'],
]
const IOAM6_INLINE = 'inline'
const program = (one: { readonly name?: string } | undefined): string | undefined => one && (one.name ?? '<unknown>')

const PRINTERS: Printers = {
  mpls: ({ dst, ttl }) => ({ ...(dst !== undefined && { dst: addressText(dst) }), ...(ttl !== undefined && { ttl }) }),
  ip: ({ id, src, dst, ttl, tos, ...tail }) => ({ id, src, dst, ttl, tos, ...printTunnelTail(tail) }),
  ip6: ({ id, src, dst, hoplimit, tc, ...tail }) => ({ id, src: text(src), dst: text(dst), hoplimit, tc, ...printTunnelTail(tail) }),
  ila: ({ locator, csumMode, identType, hookType }) => ({
    locator,
    csum_mode: named(CSUM_MODES, csumMode),
    ident_type: named(IDENT_TYPES, identType),
    hook_type: named(HOOK_TYPES, hookType),
  }),
  seg6: ({ mode, segs, ...srh }) =>
    segs === undefined
      ? {}
      : { mode: MODES[mode === undefined ? 0 : Seg6Mode.number(mode)] ?? '<unknown>', ...printSegments({ segs, ...srh }) },
  bpf: ({ in: input, out, xmit, xmitHeadroom }) => ({
    ...{ in: program(input), out: program(out), xmit: program(xmit), headroom: xmitHeadroom },
  }),
  seg6_local(encap, printing) {
    const { action, srh, table, vrftable, nh4, nh6, iif, oif, bpf, counters, flavors } = encap
    if (action === undefined) return {}
    const operation = flavors?.operation
    return {
      action: ACTIONS[Seg6LocalAction.number(action)] ?? '<invalid>',
      srh: srh && printSegments(srh),
      table: table === undefined ? undefined : tableName(table, printing),
      vrftable: vrftable === undefined ? undefined : tableName(vrftable, printing),
      nh4,
      nh6: text(nh6),
      iif: iif === undefined ? undefined : printing.link(iif),
      oif: oif === undefined ? undefined : printing.link(oif),
      endpoint: bpf && (bpf.progName ?? '<unknown>'),
      ...(counters && printing.statistics && { stats64: { packets: 0, bytes: 0, errors: 0, ...counters } }),
      flavors: operation && FLAVORS.filter(([bit]) => Seg6LocalFlavor.bits(operation) & bit).map(([, name]) => name),
      lblen: flavors?.lcblockBits,
      nflen: flavors?.lcnodeFnBits,
    }
  },
  rpl: ({ segs, segmentsLeft }) => (segs === undefined ? {} : { segs: segs.slice(-(segmentsLeft ?? segs.length)).map(addressText) }),
  ioam6({ mode, dst, trace, freqK, freqN }) {
    if (mode === undefined || trace === undefined || freqK === undefined || freqN === undefined) return {}
    if (dst === undefined && mode !== IOAM6_INLINE) return { freqk: freqK, freqn: freqN }
    return {
      ...{ freqk: freqK, freqn: freqN, mode: typeof mode === 'string' ? mode : '<unknown>' },
      ...(mode !== IOAM6_INLINE && { tundst: text(dst) }),
      ...{ trace: null, prealloc: null, type: trace.type.toString(16), ns: trace.namespaceId, size: trace.remlen * 4 },
    }
  },
  xfrm: ({ ifId, link }, printing) => ({ if_id: ifId, link_dev: link === undefined ? undefined : printing.link(link) }),
}

type AnyPrinter = (encap: unknown, printing: Printing) => JsonObject

/** The members of a route that say how its packets are wrapped; `encap` has the kind alone. */
export function printEncap({ encapType, encap }: Wrapping, printing: Printing): JsonObject {
  if (encap === undefined || encapType === undefined) return {}
  if (!Object.hasOwn(PRINTERS, encapType)) return { encap: 'unknown' }
  const print = PRINTERS[encapType as keyof Kinds] as AnyPrinter
  // What is not there must not stand before a member of the route that has the same name.
  const members = Object.entries(print(encap, printing)).filter(([, value]) => value !== undefined)
  return { encap: encapType === 'seg6_local' ? 'seg6local' : encapType, ...Object.fromEntries(members) }
}

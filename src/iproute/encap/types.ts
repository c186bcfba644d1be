import type { Encodable } from '../../netlink/codec.ts'
import type { BpfEncap } from '../../schema/route/encap/bpf.ts'
import type { IlaEncap } from '../../schema/route/encap/ila.ts'
import type { Ioam6Encap, Ioam6TraceInput } from '../../schema/route/encap/ioam6.ts'
import type { IpEncap } from '../../schema/route/encap/ip.ts'
import type { Ip6Encap } from '../../schema/route/encap/ip6.ts'
import type { MplsEncap } from '../../schema/route/encap/mpls.ts'
import type { RplInput } from '../../schema/route/encap/rpl.ts'
import type { Seg6Input } from '../../schema/route/encap/seg6.ts'
import type { Seg6LocalEncap } from '../../schema/route/encap/seg6local.ts'
import type { SrhInput } from '../../schema/route/encap/srh.ts'
import type { XfrmEncap } from '../../schema/route/encap/xfrm.ts'
import type { LinkReference, Optional } from '../words/input-types.ts'

type Said<Type extends string, Keys, Words> = { readonly type: Type } & Omit<Keys, keyof Words> & Optional<Words>
/** One more word for what an enumeration has names for. */
type Or<Keys, K extends keyof Keys, Words> = NonNullable<Keys[K]> | Words
/** Addresses, also as text with commas between. */
type Segments = readonly string[] | string

interface MplsWords {
  /** The stack, outermost first: `'100/200'`, `[100, 200]`. */
  labels: string | number | readonly number[]
  /** In the labels; without it that of the packet. */
  ttl: number
}

interface TunnelWords {
  /** The id counts: LWTUNNEL_IP_FLAGS. */
  key: boolean
  csum: boolean
  seq: boolean
  /**
   * Options of Geneve: class, type and data in hexadecimal, `'0x102:0x80:00800022'`; several with commas between. Linux 6.18
   * crashes on them if it was built with FORTIFY_SOURCE, as most are.
   */
  geneveOpts: string
  /** The id of the group policy. */
  vxlanOpts: number | string
  /** Version, index, direction, hardware id: `'2:0:1:17'`. */
  erspanOpts: string
}
interface IpWords extends TunnelWords {
  /** A number or a name of rt_dsfield. */
  tos: number | string
  dsfield: number | string
}
interface Ip6Words extends IpWords {
  /** The same as `hoplimit`. */
  ttl: number
  tc: number | string
}

type Ila = Encodable<typeof IlaEncap>
interface IlaWords {
  csumMode: Or<Ila, 'csumMode', 'adj-transport' | 'neutral-map' | 'no-action' | 'neutral-map-auto'>
  identType: Or<Ila, 'identType', 'use-format'>
  hookType: Or<Ila, 'hookType', 'input' | 'output'>
}

interface Seg6Words {
  /** `encap` unless said otherwise. */
  mode: Or<Seg6Input, 'mode', 'encap.red' | 'l2encap.red'>
  /** The segments in the order of travel. `inline` puts the packet's own destination behind them. */
  segs: Segments
  /** Source address of the outer header. */
  tunsrc: string
  /** Where the first segment is looked up. */
  lookup: number | string
  table: number | string
}

type Local = Encodable<typeof Seg6LocalEncap>
type Rfc8986 =
  | ('End' | 'End.X' | 'End.T' | 'End.DX2' | 'End.DX6' | 'End.DX4' | 'End.DT6' | 'End.DT4' | 'End.B6' | 'End.B6.Encaps')
  | ('End.BM' | 'End.S' | 'End.AS' | 'End.AM' | 'End.BPF' | 'End.DT46')
type Flavor = 'psp' | 'usp' | 'usd' | 'next_csid' | 'next-csid'
/** A loaded program: its open file in this process (bpf(2)), and a name to be seen by. */
interface Program {
  readonly fd: number
  readonly name: string
}
interface LocalWords {
  action: Or<Local, 'action', Rfc8986>
  /** What the actions End.B6 and End.B6.Encaps put before the packet. */
  srh: Segments | (Omit<SrhInput, 'segs'> & { readonly segs: Segments })
  table: number | string
  vrftable: number | string
  iif: LinkReference
  oif: LinkReference
  /** Packets are counted. */
  count: boolean
  flavors: readonly Flavor[] | string | Local['flavors']
  /** Of the flavor `next-csid`: bits of the locator's block, and of node and function. */
  lblen: number
  nflen: number
  /** The program of End.BPF. */
  bpf: Program | Local['bpf']
  endpoint: Program | Local['bpf']
}

interface BpfWords {
  /** Bytes before the packet that `xmit` may use. */
  headroom: number
}

interface RplWords {
  segs: Segments
}

interface Ioam6Words {
  /** In how many of how many packets: `'1/100'`; every one unless said otherwise. */
  freq: string
  tundst: string
  tunsrc: string
  trace: Ioam6TraceInput & {
    /** The namespace's id. */
    readonly ns?: number | undefined
    /** Room for the data, in bytes: a multiple of 4, at most 244. */
    readonly size?: number | undefined
  }
}

interface XfrmWords {
  link: LinkReference
  linkDev: LinkReference
}

/**
 * How packets of a route or next hop are wrapped, by the words of `ip route ... encap` or the keys of the tables; `type` says
 * which of them there are.
 */
export type EncapOptions =
  | Said<'mpls', Encodable<typeof MplsEncap>, MplsWords>
  | Said<'ip', Encodable<typeof IpEncap>, IpWords>
  | Said<'ip6', Encodable<typeof Ip6Encap>, Ip6Words>
  | Said<'ila', Ila, IlaWords>
  | Said<'seg6', Seg6Input, Seg6Words>
  | Said<'seg6local' | 'seg6_local', Local, LocalWords>
  | Said<'bpf', Encodable<typeof BpfEncap>, BpfWords>
  | Said<'rpl', RplInput, RplWords>
  | Said<'ioam6', Encodable<typeof Ioam6Encap>, Ioam6Words>
  | Said<'xfrm', Encodable<typeof XfrmEncap>, XfrmWords>

/** A message that has `encapType` and `encap`, or `encap` alone with its type in it. */
export type WithEncap<T> =
  | T
  | (Omit<Extract<T, { readonly encapType?: undefined }>, 'encap' | 'encapType'> & {
      readonly encapType?: undefined
      readonly encap?: EncapOptions | undefined
    })

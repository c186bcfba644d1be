// What tunnels have in common: link_gre.c, link_gre6.c, link_iptnl.c, link_ip6tnl.c and link_vti.c of iproute2.
import { parseIpv4 } from '../../../netlink/address-text.ts'
import { Ip6TunnelFlags } from '../../../schema/link/kinds/iptun.ts'
import { TunnelEncap, TunnelEncapFlags } from '../../../schema/link/kinds/tunnel.ts'
import { reading } from '../../words/input.ts'
import { below, bit, type Draft, made, negatable, onOff, present, same, tos, tosNumber, type Word } from './words.ts'

/** An end of the tunnel; `any` is none. */
const end = (key: string, any: string): Word<string> => made(key, (value) => (value === 'any' ? any : value))
/** Both ends, and the device below. */
export const ends4 = { local: end('local', '0.0.0.0'), remote: end('remote', '0.0.0.0'), ...below } as const
export const ends6 = { local: end('local', '::'), remote: end('remote', '::'), ...below } as const

/** A key of 32 bits: a number, its text, or an IPv4 address. */
export function keyNumber(value: unknown, word: string): number {
  if (typeof value === 'number') return value
  const bytes = typeof value === 'string' ? parseIpv4(value) : undefined
  if (bytes !== undefined) return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (typeof value === 'string' && /^(?:\d+|0x[\da-f]+)$/i.test(value)) return Number(value)
  throw new TypeError(`link: ${word}: '${String(value)}' is neither a number nor written as an IPv4 address`)
}

/** TTL or hop limit; 0 is that of the packet inside. */
const ttl: Word<number | 'inherit'> = made('ttl', (value) => (value === 'inherit' ? 0 : value))
export const ttls = { ttl, hoplimit: ttl, hlim: ttl } as const
const tos4 = tos('tos')
export const tos4s = { tos: tos4, tclass: tos4, dsfield: tos4 } as const

/** The second wrapping: `encap gue encap-sport auto encap-dport 5555`; and tunnels whose ends come with each packet. */
const encapsulation = (initial: number) => {
  const bits = (name: 'csum' | 'csum6' | 'remcsum') => bit('encapFlags', TunnelEncapFlags, name, initial)
  return {
    encap: same<'none' | 'fou' | 'gue' | number>('encapType'),
    noencap: { put: (draft, _value, word) => draft.set('encapType', TunnelEncap.constants.NONE, word) } as Word<true>,
    encapSport: made<number | 'auto'>('encapSport', (value) => (value === 'auto' ? 0 : value)),
    ...negatable('encapCsum', bits('csum')),
    ...negatable('encapCsum6', bits('csum6')),
    ...negatable('encapUdp6Csum', bits('csum6')),
    ...negatable('encapRemcsum', bits('remcsum')),
    external: present('collectMetadata'),
  } as const
}
/** UDP checksums over IPv6 are on where nothing else is said. */
const CSUM6 = TunnelEncapFlags.constants.CSUM6
export const encap4 = encapsulation(0)
export const encap6 = encapsulation(CSUM6)

export const pmtudisc = negatable('pmtudisc', onOff('pmtudisc'))

/** IPV6_FLOWINFO: four bits of nothing, eight of traffic class, twenty of flow label. */
const TCLASS = 0x0ff00000
const FLOWLABEL = 0x000fffff

function flowinfo(draft: Draft, mask: number, value: number, word: string): void {
  if (!Number.isInteger(value) || value < 0 || (value & ~mask) >>> 0 !== 0)
    throw new RangeError(`link: ${word}: the value has too many bits`)
  const now = Number(draft.get('flowinfo') ?? 0)
  draft.fields['flowinfo'] = ((now & ~mask) | value) >>> 0
}

type Ip6Flag = Parameters<typeof Ip6TunnelFlags.bits>[0]
const ip6Flag = (draft: Draft, name: Ip6Flag, on: boolean) =>
  reading('data.flags', () => draft.bits('flags', Ip6TunnelFlags, Ip6TunnelFlags.bits(name), on))

const tclass: Word<number | string> = {
  put(draft, value, word) {
    ip6Flag(draft, 'use_orig_tclass', value === 'inherit')
    flowinfo(draft, TCLASS, value === 'inherit' ? 0 : tosNumber(value) * 0x100000, word)
  },
}
const flowlabel: Word<number | 'inherit'> = {
  put(draft, value, word) {
    ip6Flag(draft, 'use_orig_flowlabel', value === 'inherit')
    flowinfo(draft, FLOWLABEL, value === 'inherit' ? 0 : Number(value), word)
  },
}

/** Words of tunnels over IPv6. */
export const over6 = {
  ...ttls,
  tos: tclass,
  tclass,
  tc: tclass,
  dsfield: tclass,
  flowlabel,
  fl: flowlabel,
  /** How many tunnels may be within this one; `none` adds no such option to the packets. */
  encaplimit: {
    put(draft, value, word) {
      ip6Flag(draft, 'ign_encap_limit', value === 'none')
      if (value !== 'none') draft.set('encapLimit', value, word)
    },
  } as Word<number | 'none'>,
  /** Copies the DSCP of the outer packet to the one inside. */
  dscp: {
    put(draft, value, word) {
      if (value !== 'inherit' && typeof value !== 'boolean') throw new TypeError(`link: ${word}: 'inherit' is wanted`)
      ip6Flag(draft, 'rcv_dscp_copy', value !== false)
    },
  } as Word<'inherit' | boolean>,
  fwmark: {
    put(draft, value, word) {
      if (value === 'inherit' || draft.fields['flags'] === undefined) ip6Flag(draft, 'use_orig_fwmark', value === 'inherit')
      draft.set('fwmark', value === 'inherit' ? 0 : value, word)
    },
  } as Word<number | 'inherit'>,
  ...negatable('allowLocalremote', bit('flags', Ip6TunnelFlags, 'allow_local_remote')),
} as const

/** What `ip` gives a new tunnel over IPv6, where the kernel would take 0: packets that nobody may put into another tunnel. */
export function finish6(draft: Draft): void {
  if (!draft.making || draft.fields['collectMetadata'] === true) return
  draft.fields['ttl'] ??= 64
  draft.fields['encapLimit'] ??= 4 // IPV6_DEFAULT_TNL_ENCAP_LIMIT
  draft.fields['encapFlags'] ??= CSUM6
}

// What tunnels of several kinds print alike (ip/tunnel.c).
import type { GreFlags } from '../../../schema/link/kinds/gre.ts'
import type { Ip6TunnelFlags } from '../../../schema/link/kinds/iptun.ts'
import { TunnelEncap, TunnelEncapFlags } from '../../../schema/link/kinds/tunnel.ts'
import type { JsonObject, Printing } from '../../types.ts'
import { dotted, hex, hexOf } from '../link-names.ts'
import { addressText } from '../prefix.ts'

/** One end of a tunnel: `any` where it is not said. */
export const endpoint = (address: string | undefined): string =>
  address === undefined || address === '0.0.0.0' || address === '::' ? 'any' : addressText(address)

/** The link below, if there is one. */
export const lowerLink = (index: number | undefined, printing: Printing): string | undefined => (index ? printing.link(index) : undefined)

/** A type of service or a mark, unless it is 0. */
export const hexUnlessZero = (number: number | undefined): string | undefined => (number ? hex(number) : undefined)

interface Encapsulated {
  readonly encapType?: Parameters<typeof TunnelEncap.number>[0]
  readonly encapFlags?: Parameters<typeof TunnelEncapFlags.bits>[0]
  readonly encapSport?: number
  readonly encapDport?: number
}

const ENCAPS = [undefined, 'fou', 'gue']

/** What wraps the packets once more. */
export function printEncap({ encapType = 0, encapFlags = [], encapSport, encapDport }: Encapsulated): JsonObject {
  const type = TunnelEncap.number(encapType)
  if (type === 0) return {}
  const bits = TunnelEncapFlags.bits(encapFlags)
  const flag = (mask: number): boolean => (bits & mask) !== 0
  const switches = { csum: flag(1), csum6: flag(2), remcsum: flag(4) }
  return { encap: { type: ENCAPS[type] ?? null, sport: encapSport, dport: encapDport, ...switches } }
}

interface Keyed {
  readonly iflags?: ReturnType<typeof GreFlags.names>
  readonly oflags?: ReturnType<typeof GreFlags.names>
  readonly ikey?: number
  readonly okey?: number
}

/** Keys, sequence numbers and checksums of GRE, each way by itself. */
export function printGreFlags({ iflags = [], oflags = [], ikey, okey }: Keyed): JsonObject {
  return {
    ikey: iflags.includes('key') && ikey !== undefined ? dotted(ikey) : undefined,
    okey: oflags.includes('key') && okey !== undefined ? dotted(okey) : undefined,
    iseq: iflags.includes('seq') || undefined,
    oseq: oflags.includes('seq') || undefined,
    icsum: iflags.includes('csum') || undefined,
    ocsum: oflags.includes('csum') || undefined,
  }
}

interface OverIpv6 {
  readonly flags?: ReturnType<typeof Ip6TunnelFlags.names>
  readonly encapLimit?: number
  readonly flowinfo?: number
  readonly fwmark?: number
}

/** What stands in the IPv6 header of a tunnel, or is taken from the packet inside. */
export function printIpv6Header({ flags = [], encapLimit, flowinfo }: OverIpv6): JsonObject {
  const word = flowinfo === undefined ? undefined : Number(flowinfo)
  return {
    ...(flags.includes('ign_encap_limit') ? { ip6_tnl_f_ign_encap_limit: true } : { encap_limit: encapLimit }),
    ...(flags.includes('use_orig_tclass')
      ? { ip6_tnl_f_use_orig_tclass: true }
      : { tclass: word === undefined ? undefined : hexOf((word >>> 20) & 0xff, 2) }),
    ...(flags.includes('use_orig_flowlabel')
      ? { ip6_tnl_f_use_orig_flowlabel: true }
      : { flowlabel: word === undefined ? undefined : hexOf(word & 0xfffff, 5) }),
    ip6_tnl_f_rcv_dscp_copy: flags.includes('rcv_dscp_copy') || undefined,
  }
}

/** The mark that routes are looked up with. */
export const printIpv6Mark = ({ flags = [], fwmark }: OverIpv6): JsonObject =>
  flags.includes('use_orig_fwmark') ? { ip6_tnl_f_use_orig_fwmark: true } : { fwmark: hexUnlessZero(fwmark) }

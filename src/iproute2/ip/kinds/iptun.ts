import { SitFlags } from '../../../schema/link/kinds/iptun.ts'
import { IpProtocol } from '../../../schema/route/enums.ts'
import { addressText } from '../prefix.ts'
import type { KindPrinter } from './printer.ts'
import { endpoint, hexUnlessZero, lowerLink, printEncap, printIpv6Header, printIpv6Mark } from './tunnel.ts'

/** What may be inside, by its number: IPPROTO_IPIP, IPPROTO_IPV6, IPPROTO_MPLS. */
const OVER_IPV4: Readonly<Record<number, string>> = { 0: 'any', 4: 'ipip', 41: 'ip6ip', 137: 'mplsip' }
const OVER_IPV6: Readonly<Record<number, string>> = { 0: 'any', 4: 'ipip6', 41: 'ip6ip6' }

const inside = (words: Readonly<Record<number, string>>, proto: string | number | undefined): string | undefined =>
  proto === undefined ? undefined : words[IpProtocol.number(proto as number)]

export const printIptun: KindPrinter<'sit'> = (tunnel, printing) => {
  const { '6rdPrefixlen': length, '6rdPrefix': prefix, '6rdRelayPrefix': relay } = tunnel
  const relayed = relay !== undefined && relay !== '0.0.0.0'
  return {
    external: tunnel.collectMetadata || undefined,
    proto: inside(OVER_IPV4, tunnel.proto),
    remote: endpoint(tunnel.remote),
    local: endpoint(tunnel.local),
    link: lowerLink(tunnel.link, printing),
    ttl: tunnel.ttl ?? 0,
    tos: hexUnlessZero(tunnel.tos),
    pmtudisc: Boolean(tunnel.pmtudisc),
    isatap: (tunnel.flags !== undefined && (SitFlags.bits(tunnel.flags) & 1) !== 0) || undefined,
    ...(length && {
      prefix: prefix && addressText(prefix),
      prefixlen: length,
      ...(relayed && { relay_prefix: relay, relay_prefixlen: tunnel['6rdRelayPrefixlen'] }),
    }),
    fwmark: hexUnlessZero(tunnel.fwmark),
    ...printEncap(tunnel),
  }
}

export const printIp6tnl: KindPrinter<'ip6tnl'> = (tunnel, printing) => {
  const { flags = [] } = tunnel
  return {
    external: tunnel.collectMetadata || undefined,
    proto: inside(OVER_IPV6, tunnel.proto),
    remote: endpoint(tunnel.remote),
    local: endpoint(tunnel.local),
    link: lowerLink(tunnel.link, printing),
    ttl: tunnel.ttl ?? 0,
    ...printIpv6Header(tunnel),
    ip6_tnl_f_mip6_dev: flags.includes('mip6_dev') || undefined,
    ip6_tnl_f_allow_local_remote: flags.includes('allow_local_remote') || undefined,
    ...printIpv6Mark(tunnel),
    ...printEncap(tunnel),
  }
}

import type { JsonObject } from '../../types.ts'
import { hex, isOn } from '../link-names.ts'
import type { KindPrinter } from './printer.ts'
import { endpoint, hexUnlessZero, lowerLink, printEncap, printGreFlags, printIpv6Header, printIpv6Mark } from './tunnel.ts'

interface Erspan {
  readonly erspanIndex?: number
  readonly erspanVer?: number
  readonly erspanDir?: number
  readonly erspanHwid?: number
}

const printErspan = ({ erspanIndex, erspanVer, erspanDir, erspanHwid }: Erspan): JsonObject => ({
  erspan_index: erspanIndex,
  erspan_ver: erspanVer,
  erspan_dir: erspanDir === undefined ? undefined : erspanDir === 0 ? 'ingress' : 'egress',
  erspan_hwid: erspanHwid === undefined ? undefined : hex(erspanHwid),
})

export const printGre: KindPrinter<'gre'> = (gre, printing) => ({
  external: gre.collectMetadata || undefined,
  remote: endpoint(gre.remote),
  local: endpoint(gre.local),
  link: lowerLink(gre.link, printing),
  ttl: gre.ttl ?? 0,
  tos: hexUnlessZero(gre.tos),
  pmtudisc: isOn(gre.pmtudisc),
  ignore_df: isOn(gre.ignoreDf) || undefined,
  ...printGreFlags(gre),
  fwmark: hexUnlessZero(gre.fwmark),
  ...printErspan(gre),
  ...printEncap(gre),
})

export const printIp6gre: KindPrinter<'ip6gre'> = (gre, printing) => ({
  external: gre.collectMetadata || undefined,
  remote: endpoint(gre.remote),
  local: endpoint(gre.local),
  link: lowerLink(gre.link, printing),
  ttl: gre.ttl ?? 0,
  ...printIpv6Header(gre),
  ...printGreFlags(gre),
  ...printIpv6Mark(gre),
  ...printErspan(gre),
  ...printEncap(gre),
})

import { VxlanDf } from '../../../schema/link/kinds/vxlan.ts'
import type { JsonObject } from '../../types.ts'
import { isOn } from '../link-names.ts'
import { addressText } from '../prefix.ts'
import type { KindPrinter } from './printer.ts'
import { hexUnlessZero, lowerLink } from './tunnel.ts'

const DF = ['unset', 'set', 'inherit']
/** What becomes of the don't-fragment bit; also of a geneve. */
export const dfName = (number: number): string => DF[number] ?? 'unknown'

const isMulticast4 = (address: string): boolean => Number.parseInt(address, 10) >> 4 === 14
const isMulticast6 = (address: string): boolean => /^ff[0-9a-f]{2}:/i.test(address)

/** The other end, or the group of all of them: one IPv4 address or one IPv6 address. */
function printFarEnd(group: string | undefined, group6: string | undefined): JsonObject {
  if (group !== undefined) return group === '0.0.0.0' ? {} : { [isMulticast4(group) ? 'group' : 'remote']: group }
  if (group6 === undefined || group6 === '::') return {}
  return { [isMulticast6(group6) ? 'group6' : 'remote6']: addressText(group6) }
}
function printNearEnd(local: string | undefined, local6: string | undefined): JsonObject {
  if (local !== undefined) return local === '0.0.0.0' ? {} : { local }
  return { local6: local6 === undefined || local6 === '::' ? undefined : addressText(local6) }
}

/** A TTL that is not that of the packet inside. */
export const ttlOf = ({ ttl, ttlInherit }: { readonly ttl?: number; readonly ttlInherit?: number | boolean }): number | undefined =>
  ttlInherit ? undefined : ttl

export const printVxlan: KindPrinter<'vxlan'> = (vxlan, printing) => {
  const head = { external: isOn(vxlan.collectMetadata) || undefined, vnifilter: isOn(vxlan.vnifilter) || undefined }
  if (vxlan.id === undefined) return head
  return {
    ...head,
    id: vxlan.id,
    ...printFarEnd(vxlan.group, vxlan.group6),
    ...printNearEnd(vxlan.local, vxlan.local6),
    link: lowerLink(vxlan.link, printing),
    port_range: vxlan.portRange && { low: vxlan.portRange.low, high: vxlan.portRange.high },
    port: vxlan.port,
    learning: isOn(vxlan.learning),
    proxy: isOn(vxlan.proxy) || undefined,
    rsc: isOn(vxlan.rsc) || undefined,
    l2miss: isOn(vxlan.l2miss) || undefined,
    l3miss: isOn(vxlan.l3miss) || undefined,
    tos: hexUnlessZero(vxlan.tos),
    ttl: ttlOf(vxlan),
    df: vxlan.df === undefined ? undefined : dfName(VxlanDf.number(vxlan.df)),
    label: hexUnlessZero(vxlan.label),
    ageing: vxlan.ageing,
    limit: vxlan.limit || undefined,
    udp_csum: isOn(vxlan.udpCsum),
    udp_zero_csum6_tx: isOn(vxlan.udpZeroCsum6Tx),
    udp_zero_csum6_rx: isOn(vxlan.udpZeroCsum6Rx),
    remcsum_tx: isOn(vxlan.remcsumTx) || undefined,
    remcsum_rx: isOn(vxlan.remcsumRx) || undefined,
    gbp: vxlan.gbp || undefined,
    gpe: vxlan.gpe || undefined,
  }
}

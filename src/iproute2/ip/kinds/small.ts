// Kinds with a handful of members each.
import { AmtMode } from '../../../schema/link/kinds/amt.ts'
import { GtpRole } from '../../../schema/link/kinds/gtp.ts'
import { HsrProtocol } from '../../../schema/link/kinds/hsr.ts'
import { IpoibMode } from '../../../schema/link/kinds/ipoib.ts'
import { TunType } from '../../../schema/link/kinds/tun.ts'
import { RouteTable } from '../../../schema/route/enums.ts'
import { protocolName } from '../../tc/names.ts'
import type { Json, Printing } from '../../types.ts'
import { hex, hexOf, isOn } from '../link-names.ts'
import type { KindPrinter } from './printer.ts'

type Table = Parameters<typeof RouteTable.number>[0]
/** The table of a VRF; also of a link in it. */
export const printVrf = ({ table }: { readonly table?: Table }): { readonly table?: number } =>
  table === undefined ? {} : { table: RouteTable.number(table) }

export const printAmt: KindPrinter<'amt'> = ({ mode, link, ...amt }, printing) => ({
  mode: mode === undefined ? undefined : (['gateway', 'relay'][AmtMode.number(mode)] ?? null),
  gateway_port: amt.gatewayPort,
  relay_port: amt.relayPort,
  local: amt.localIp,
  remote: amt.remoteIp,
  discovery: amt.discoveryIp,
  link: link === undefined ? undefined : printing.link(link),
  max_tunnels: amt.maxTunnels,
})

export const printBareudp: KindPrinter<'bareudp'> = ({ port, ethertype, srcportMin, multiprotoMode }, printing) => ({
  dstport: port,
  ethertype: ethertype === undefined ? undefined : protocolName(ethertype, printing),
  srcportmin: srcportMin,
  multiproto: Boolean(multiprotoMode),
})

export const printDsa: KindPrinter<'dsa'> = ({ conduit }, printing) => ({ conduit: conduit ? printing.link(conduit) : undefined })

export const printGtp: KindPrinter<'gtp'> = ({ role, pdpHashsize, restartCount }) => ({
  role: role === undefined ? undefined : GtpRole.number(role) === GtpRole.constants.SGSN ? 'sgsn' : 'ggsn',
  hsize: pdpHashsize,
  restart_count: restartCount,
})

export const printHsr: KindPrinter<'hsr'> = ({ slave1, slave2, seqNr, supervisionAddr, protocol }, printing) => {
  const port = (index: number | undefined): string | null => (index === undefined ? null : printing.link(index))
  return {
    slave1: port(slave1),
    slave2: port(slave2),
    seq_nr: seqNr,
    supervision_addr: supervisionAddr,
    proto: protocol === undefined ? undefined : HsrProtocol.number(protocol),
  }
}

export const printIpoib: KindPrinter<'ipoib'> = ({ pkey, mode, umcast }) => {
  if (pkey === undefined) return {}
  const names: Readonly<Record<number, string>> = { 0: 'datagram', 1: 'connected' }
  return {
    key: pkey === 0 ? '0000' : hexOf(pkey, 4),
    ...(mode !== undefined && {
      mode: names[IpoibMode.number(mode)] ?? 'unknown',
      umcast: umcast?.toString(16).padStart(4, '0'),
    }),
  }
}

export const printRmnet: KindPrinter<'rmnet'> = ({ muxId }) => ({ mux_id: muxId })

export const printTun: KindPrinter<'tun'> = ({ type, multiQueue, owner, group, ...tun }, printing) => {
  const number = type === undefined ? undefined : TunType.number(type)
  return {
    type: number === undefined ? undefined : (['tun', 'tap'][number - 1] ?? `UNKNOWN:${number}`),
    pi: isOn(tun.pi),
    vnet_hdr: isOn(tun.vnetHdr),
    multi_queue: isOn(multiQueue),
    ...(multiQueue && { numqueues: tun.numQueues, numdisabled: tun.numDisabledQueues }),
    persist: isOn(tun.persist),
    user: named(owner, printing, 'user'),
    group: named(group, printing, 'group'),
  }
}
const named = (id: number | undefined, printing: Printing, what: 'user' | 'group'): Json | undefined =>
  id === undefined ? undefined : (printing[what](id) ?? id)

export const printWwan: KindPrinter<'wwan'> = ({ linkId }) => ({ linkid: linkId })

export const printXfrm: KindPrinter<'xfrm'> = ({ collectMetadata, ifId }) =>
  collectMetadata ? { external: true } : { if_id: ifId === undefined ? undefined : hex(ifId) }

// bridge/vlan.c of iproute2.
import type { Decoded } from '../../netlink/codec.ts'
import type { VlanEntry, VlanGlobalOptions, VlanMessage } from '../../schema/bridge/vlan.ts'
import type { RtnetlinkMessage } from '../../schema/index.ts'
import { BridgeVlanFlags } from '../../schema/link/bridge-spec.ts'
import { MulticastRouter } from '../../schema/link/kinds/bridge-port.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import type { StatsMessage } from '../../schema/stats/stats.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { stateName } from './link.ts'
import { printRouter } from './mdb.ts'
import { isWanted, numberOf, range, readWanted, told, type Wanted } from './words.ts'

const { MASTER, PVID, UNTAGGED, RANGE_BEGIN, RANGE_END, BRENTRY } = BridgeVlanFlags.constants

type Flags = Parameters<typeof BridgeVlanFlags.bits>[0]

/** The member `flags`, empty where there are others than the two that have a word. */
function printFlags(flags: Flags): JsonObject {
  const bits = BridgeVlanFlags.bits(flags)
  if (bits === 0) return {}
  return { flags: [...(bits & PVID ? ['PVID'] : []), ...(bits & UNTAGGED ? ['Egress Untagged'] : [])] }
}

interface Row {
  readonly vid: number
  readonly flags: Flags
  readonly id: number
}

/** The rows of one link: of a range the end alone, and nothing above the VLAN that is asked for. */
function rowsOf(listed: readonly Row[], wanted: number, print: (first: Row, last: Row) => JsonObject): readonly JsonObject[] {
  const rows: JsonObject[] = []
  let first: Row | undefined
  for (const one of listed) {
    const bits = BridgeVlanFlags.bits(one.flags)
    if ((bits & RANGE_END) === 0) first = one
    if (wanted !== 0 && one.vid > wanted && (bits & RANGE_END) === 0) break
    if ((bits & RANGE_BEGIN) === 0 && one.vid >= wanted) rows.push(print(first ?? one, one))
  }
  return rows
}

type Spec = Extract<NonNullable<LinkMessage['afSpec']>, { readonly vlanInfo?: unknown }>

/** VLANs, or tunnels, that the answers to a question for links hold. */
function ofLinks(
  messages: readonly RtnetlinkMessage[],
  what: 'vlans' | 'tunnels',
  wanted: Wanted,
  printing: Printing,
): readonly JsonObject[] {
  const vid = numberOf(wanted['vid'])
  return told<LinkMessage>(messages, 'RTM_NEWLINK').flatMap((link): JsonObject[] => {
    if (link.family !== 'bridge' || link.afSpec === undefined || !isWanted(link, wanted, printing)) return []
    const { vlanInfo = [], vlanTunnelInfo = [] } = link.afSpec as Spec
    const rows =
      what === 'vlans'
        ? rowsOf(
            vlanInfo.map((one) => ({ ...one, id: 0 })),
            vid,
            (first, last) => ({ ...range('vlan', first.vid, last.vid), ...printFlags(last.flags) }),
          )
        : rowsOf(
            vlanTunnelInfo.flatMap(({ vid: tunnel, id = 0, flags = [] }) => (tunnel === undefined ? [] : [{ vid: tunnel, id, flags }])),
            vid,
            (first, last) => ({ ...range('vlan', first.vid, last.vid), ...range('tunid', first.id, last.id) }),
          )
    return rows.length === 0 ? [] : [{ ifname: printing.link(link.index), [what]: rows }]
  })
}

/** What passed in each VLAN; of a bridge those that it is in itself. */
function ofStatistics(messages: readonly RtnetlinkMessage[], wanted: Wanted, printing: Printing): readonly JsonObject[] {
  const vid = numberOf(wanted['vid'])
  return told<StatsMessage>(messages, 'RTM_NEWSTATS').flatMap((stats): JsonObject[] => {
    if (!isWanted(stats, wanted, printing)) return []
    return [stats.linkXstats, stats.linkXstatsSlave].flatMap((xstats): JsonObject[] => {
      const vlans = (xstats?.bridge?.vlan ?? []).filter((vlan) => {
        const bits = BridgeVlanFlags.bits(vlan.flags)
        return (vid === 0 || vlan.vid === vid) && ((bits & MASTER) === 0 || (bits & BRENTRY) !== 0)
      })
      if (vlans.length === 0) return []
      const rows = vlans.map((vlan) => ({ vid: vlan.vid, ...printFlags(vlan.flags), ...printCounters(vlan) }))
      return [{ ifname: printing.link(stats.index), vlans: rows }]
    })
  })
}

interface Counters {
  readonly rxBytes?: bigint
  readonly rxPackets?: bigint
  readonly txBytes?: bigint
  readonly txPackets?: bigint
}
const printCounters = ({ rxBytes = 0n, rxPackets = 0n, txBytes = 0n, txPackets = 0n }: Counters): JsonObject => ({
  rx_bytes: rxBytes,
  rx_packets: rxPackets,
  tx_bytes: txBytes,
  tx_packets: txPackets,
})

/** Whether a range has the VLAN that is asked for. */
const has = (vid: number, first: number, last = first): boolean => vid === 0 || (vid >= first && vid <= last)

/** With `-d`: a VLAN of a link and its options. */
function printEntry(entry: Decoded<typeof VlanEntry>, vid: number, printing: Printing): readonly JsonObject[] {
  const { info, mcastRouter, range: last, state = 'disabled', stats } = entry
  if (info === undefined || !has(vid, info.vid, last)) return []
  return [
    {
      ...range('vlan', info.vid, last),
      ...printFlags(info.flags),
      state: stateName(state),
      mcast_router: mcastRouter === undefined ? undefined : MulticastRouter.number(mcastRouter),
      ...(printing.statistics && printCounters(stats ?? {})),
    },
  ]
}

/** Options that hold for the whole bridge. */
function printGlobal(options: Decoded<typeof VlanGlobalOptions>, wanted: number, printing: Printing): readonly JsonObject[] {
  const { vid = 0, range: last, mcastRouterPorts } = options
  if (!has(wanted, vid, last)) return []
  const ports = mcastRouterPorts?.router
  return [
    {
      ...range('vlan', vid, last),
      mcast_snooping: options.mcastSnooping,
      mcast_querier: options.mcastQuerier,
      mcast_igmp_version: options.mcastIgmpVersion,
      mcast_mld_version: options.mcastMldVersion,
      mcast_last_member_count: options.mcastLastMemberCnt,
      mcast_last_member_interval: options.mcastLastMemberIntvl,
      mcast_startup_query_count: options.mcastStartupQueryCnt,
      mcast_startup_query_interval: options.mcastStartupQueryIntvl,
      mcast_membership_interval: options.mcastMembershipIntvl,
      mcast_querier_interval: options.mcastQuerierIntvl,
      mcast_query_interval: options.mcastQueryIntvl,
      mcast_query_response_interval: options.mcastQueryResponseIntvl,
      router_ports: ports?.map((port) => printRouter(port, printing)),
    },
  ]
}

/** Rows of the VLAN database; what follows of the same link belongs to its row. */
function ofDatabase(
  messages: readonly RtnetlinkMessage[],
  wanted: Wanted,
  printing: Printing,
  print: (message: VlanMessage, vid: number) => readonly JsonObject[],
): readonly JsonObject[] {
  const vid = numberOf(wanted['vid'])
  const found: { readonly index: number; readonly vlans: JsonObject[] }[] = []
  for (const message of told<VlanMessage>(messages, 'RTM_NEWVLAN')) {
    if (message.family !== 'bridge' || !isWanted(message, wanted, printing)) continue
    const vlans = print(message, vid)
    const last = found.at(-1)
    if (last?.index === message.index) last.vlans.push(...vlans)
    else if (vlans.length > 0) found.push({ index: message.index, vlans: [...vlans] })
  }
  return found.map(({ index, vlans }) => ({ ifname: printing.link(index), vlans }))
}

/** What `bridge vlan show`, `vlan tunnelshow` and `vlan global show` print. */
export const listVlans: Listing = (messages, printing) => {
  const wanted = readWanted(printing, ['dev', 'vid'], [], ['tunnelshow', 'global'])
  const { command } = wanted
  if (command === 'global') {
    return ofDatabase(messages, wanted, printing, ({ globalOptions = [] }, vid) =>
      globalOptions.flatMap((one) => printGlobal(one, vid, printing)),
    )
  }
  if (command === 'show' && printing.details) {
    return ofDatabase(messages, wanted, printing, ({ entry = [], globalOptions = [] }, vid) => [
      ...entry.flatMap((one) => printEntry(one, vid, printing)),
      ...globalOptions.flatMap((one) => printGlobal(one, vid, printing)),
    ])
  }
  if (printing.statistics) return ofStatistics(messages, wanted, printing)
  return ofLinks(messages, command === 'show' ? 'vlans' : 'tunnels', wanted, printing)
}

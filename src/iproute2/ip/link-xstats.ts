import type { Decoded } from '../../netlink/codec.ts'
import type { StatsMessage } from '../../schema/stats/stats.ts'
import type { Bond3adStats, BridgeMcastStats, BridgeStpXstats } from '../../schema/stats/xstats.ts'
import type { JsonObject, Listing } from '../types.ts'

type Mcast = Decoded<typeof BridgeMcastStats>
type Both = Mcast['igmpLeaves']

/** Received and sent, of each version. */
const versions = (...each: readonly Both[]): JsonObject =>
  Object.fromEntries([0, 1].flatMap((way) => each.map((counts, i) => [`${way === 0 ? 'rx' : 'tx'}_v${i + 1}`, counts[way]])))
const ways = ([rx, tx]: Both): JsonObject => ({ rx, tx })

/** IGMP and MLD of a bridge or its port. */
export const printMcast = (mcast: Mcast): JsonObject => ({
  multicast: {
    igmp_queries: versions(mcast.igmpV1queries, mcast.igmpV2queries, mcast.igmpV3queries),
    igmp_reports: versions(mcast.igmpV1reports, mcast.igmpV2reports, mcast.igmpV3reports),
    igmp_leaves: ways(mcast.igmpLeaves),
    igmp_parse_errors: mcast.igmpParseErrors,
    mld_queries: versions(mcast.mldV1queries, mcast.mldV2queries),
    mld_reports: versions(mcast.mldV1reports, mcast.mldV2reports),
    mld_leaves: ways(mcast.mldLeaves),
    mld_parse_errors: mcast.mldParseErrors,
  },
})

/** The spanning tree of a port. */
export const printStp = (stp: Decoded<typeof BridgeStpXstats>): JsonObject => ({
  stp: {
    rx_bpdu: stp.rxBpdu,
    tx_bpdu: stp.txBpdu,
    rx_tcn: stp.rxTcn,
    tx_tcn: stp.txTcn,
    transition_blk: stp.transitionBlk,
    transition_fwd: stp.transitionFwd,
  },
})

/** LACP of a bond or its port. */
export const print3ad = (stats: Decoded<typeof Bond3adStats>): JsonObject => ({
  '802.3ad': {
    lacpdu_rx: stats.lacpduRx,
    lacpdu_tx: stats.lacpduTx,
    lacpdu_unknown_rx: stats.lacpduUnknownRx,
    lacpdu_illegal_rx: stats.lacpduIllegalRx,
    marker_rx: stats.markerRx,
    marker_tx: stats.markerTx,
    marker_response_rx: stats.markerRespRx,
    marker_response_tx: stats.markerRespTx,
    marker_unknown_rx: stats.markerUnknownRx,
  },
})

/** What `ip link xstats type bridge` prints, or of another type: rows of those links that have such statistics. */
export const listXstats: Listing = (messages, printing) => {
  const [, , type, kind = '', ...words] = printing.words
  const [master] = kind.split('_')
  if (!type || !'type'.startsWith(type) || (master !== 'bridge' && master !== 'bond')) {
    throw new TypeError(`'ip ${printing.words.join(' ')}' does not name a type that has such statistics`)
  }
  const at = words.indexOf('dev')
  const dev = at < 0 ? undefined : words[at + 1]
  const wants = (...names: readonly string[]): boolean =>
    !words.some((word) => SUITES.has(word)) || names.some((name) => words.includes(name))
  const rows = messages.filter(({ header }) => header.type === 'RTM_NEWSTATS') as unknown as StatsMessage[]
  return rows.flatMap(({ index, linkXstats, linkXstatsSlave }): JsonObject[] => {
    if (dev !== undefined && printing.link(index) !== dev) return []
    return [linkXstats, linkXstatsSlave].flatMap((xstats): JsonObject[] => {
      const { bridge, bond } = xstats ?? {}
      const ifname = printing.link(index)
      if (master === 'bond') return bond === undefined ? [] : [{ ifname, ...(bond['3ad'] && print3ad(bond['3ad'])) }]
      if (bridge === undefined) return []
      const { mcast, stp } = bridge
      return [{ ifname, ...(mcast && wants('igmp', 'mcast') && printMcast(mcast)), ...(stp && wants('stp') && printStp(stp)) }]
    })
  })
}
/** Words for one suite alone. */
const SUITES: ReadonlySet<string> = new Set(['igmp', 'mcast', 'stp', '802.3ad'])

// bridge/vni.c of iproute2.
import type { Decoded } from '../../netlink/codec.ts'
import type { TunnelMessage, VniEntry } from '../../schema/bridge/tunnel.ts'
import { addressText } from '../ip/prefix.ts'
import type { JsonObject, Listing } from '../types.ts'
import { isWanted, range, readWanted, told } from './words.ts'

const MULTICAST = /^(22[4-9]|23\d)\.|^ff/i

/** The other end, or a multicast group. */
function printFarEnd({ group, group6 }: Decoded<typeof VniEntry>): JsonObject {
  const far = group ?? group6
  if (far === undefined || far === '0.0.0.0' || far === '::') return {}
  return { [MULTICAST.test(far) ? 'group' : 'remote']: addressText(far) }
}

function printEntry(entry: Decoded<typeof VniEntry>): JsonObject {
  const { vni = 0, end, stats } = entry
  return {
    ...range('vni', vni, end || vni),
    ...printFarEnd(entry),
    stats: stats && {
      rx_bytes: stats.rxBytes,
      rx_pkts: stats.rxPkts,
      rx_drops: stats.rxDrops,
      rx_errors: stats.rxErrors,
      tx_bytes: stats.txBytes,
      tx_pkts: stats.txPkts,
      tx_drops: stats.txDrops,
      tx_errors: stats.txErrors,
    },
  }
}

/** What `bridge vni show` prints. */
export const listVnis: Listing = (messages, printing) => {
  const wanted = readWanted(printing, ['dev'])
  return told<TunnelMessage>(messages, 'RTM_NEWTUNNEL', 'RTM_GETTUNNEL', 'RTM_DELTUNNEL')
    .filter((message) => message.family === 'bridge' && isWanted(message, wanted, printing))
    .map(({ index, entry = [] }) => ({ ifname: printing.link(index), vnis: entry.map(printEntry) }))
}

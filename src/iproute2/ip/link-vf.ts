import type { Decoded } from '../../netlink/codec.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import { type VfInfo, VfLinkState, type VfStats } from '../../schema/link/vf.ts'
import { protocolName } from '../tc/names.ts'
import type { JsonObject, Printing } from '../types.ts'
import { hardwareName } from './link-names.ts'

/** What a driver without such a setting tells. */
const NONE = 0xffffffff
const VLAN = 0x8100

const setting = (one: { readonly setting: number } | undefined): boolean | undefined =>
  one === undefined || one.setting === NONE ? undefined : one.setting !== 0

/** 64 bits as the bytes of a hardware address. */
const guid = (one: { readonly guid: bigint } | undefined): string | undefined =>
  one?.guid
    .toString(16)
    .padStart(16, '0')
    .replace(/..(?=.)/g, '$&:')

/** Members of the two directions have different names. */
const printStats = (stats: Decoded<typeof VfStats>): JsonObject => ({
  rx: {
    bytes: stats.rxBytes,
    packets: stats.rxPackets,
    multicast: stats.multicast,
    broadcast: stats.broadcast,
    dropped: stats.rxDropped,
  },
  tx: { tx_bytes: stats.txBytes, tx_packets: stats.txPackets, dropped: stats.txDropped },
})

function printVlan(vf: Decoded<typeof VfInfo>, printing: Printing): JsonObject {
  if (vf.vlanList === undefined) return { vlan: vf.vlan?.vlan || undefined, qos: vf.vlan?.qos || undefined }
  const list = vf.vlanList.map(({ vlan, qos, vlanProto }) => ({
    vlan: vlan || undefined,
    qos: qos || undefined,
    protocol: vlanProto !== 0 && vlanProto !== VLAN ? protocolName(vlanProto, printing) : undefined,
  }))
  return { vlan_list: list }
}

/** One virtual function of a link. */
function printVf(vf: Decoded<typeof VfInfo>, link: LinkMessage, printing: Printing): JsonObject {
  const { broadcast, linkState, mac, rate, txRate } = vf
  return {
    vf: mac?.vf,
    link_type: hardwareName(link.type, printing),
    address: mac?.mac,
    link_pointtopoint: (broadcast !== undefined && link.flags.includes('pointopoint')) || undefined,
    broadcast,
    ...printVlan(vf, printing),
    tx_rate: txRate?.rate || undefined,
    rate: rate && { max_tx: rate.maxTxRate, min_tx: rate.minTxRate },
    spoofchk: setting(vf.spoofchk),
    'node guid': guid(vf.ibNodeGuid),
    'port guid': guid(vf.ibPortGuid),
    link_state: linkState && (['auto', 'enable'][VfLinkState.number(linkState.linkState)] ?? 'disable'),
    trust: setting(vf.trust),
    query_rss_en: setting(vf.rssQueryEn),
    stats: printing.statistics ? vf.stats && printStats(vf.stats) : undefined,
  }
}

/** The member `vfinfo_list`. */
export const printVfs = (link: LinkMessage, printing: Printing): JsonObject =>
  link.vfinfoList === undefined || link.numVf === undefined ? {} : { vfinfo_list: link.vfinfoList.map((vf) => printVf(vf, link, printing)) }

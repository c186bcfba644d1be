import { LinkMode, OperationalState } from '../../schema/enums.ts'
import type { RtnetlinkMessage } from '../../schema/index.ts'
import { AddrGenMode } from '../../schema/link/inet6.ts'
import { LinkEvent, type LinkMessage } from '../../schema/link/link.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { printLinkInfo } from './kinds/index.ts'
import { isNamed, isShown, type LinkFilter, linkFilter } from './link-filter.ts'
import { printFlags, printNames } from './link-flags.ts'
import { hardwareAddress, hardwareName, hexOf } from './link-names.ts'
import { printLinkStats } from './link-stats.ts'
import { printVfs } from './link-vf.ts'
import { printXdp } from './link-xdp.ts'
import { listXstats } from './link-xstats.ts'
import { groupName } from './names.ts'
import { commandOf } from './words.ts'

const OPERSTATES = ['UNKNOWN', 'NOTPRESENT', 'DOWN', 'LOWERLAYERDOWN', 'TESTING', 'DORMANT', 'UP']
const LINK_MODES = ['DEFAULT', 'DORMANT']
const EVENTS = ['NONE', 'REBOOT', 'FEATURE CHANGE', 'BONDING FAILOVER', 'NOTIFY PEERS', 'RESEND IGMP', 'BONDING OPTION']
const ADDR_GEN_MODES = ['eui64', 'none', 'stable_secret', 'random']
/** The queue of most devices, DEFAULT_TX_QUEUE_LEN. */
const USUAL_QUEUE = 1000

/** What a message tells besides: of events. */
type Told = LinkMessage & { readonly header: RtnetlinkMessage['header'] }

/** A value's word, or the number under another name. */
function printWord(key: string, words: readonly string[], number: number | undefined): JsonObject {
  if (number === undefined) return {}
  return words[number] === undefined ? { [`${key}_index`]: number } : { [key]: words[number] }
}

function printEvent(event: LinkMessage['event']): JsonObject {
  const number = event === undefined ? 0 : LinkEvent.number(event)
  return number === 0 ? {} : { event: EVENTS[number] ?? number }
}

function printHardware(link: LinkMessage, printing: Printing): JsonObject {
  const { address, broadcast, permAddress, type } = link
  const shown = (one: string | undefined): string | undefined => (one === undefined ? undefined : hardwareAddress(one, type))
  return {
    link_type: hardwareName(type, printing),
    address: shown(address),
    link_pointtopoint: (broadcast !== undefined && link.flags.includes('pointopoint')) || undefined,
    broadcast: shown(broadcast),
    permaddr: permAddress === address ? undefined : shown(permAddress),
  }
}

/** Why a link is held down, by number: Debian has no names for these reasons. iproute2 looks at eight of them. */
function printProtoDown({ protoDown, protoDownReason }: LinkMessage): JsonObject {
  const bits = (protoDownReason?.value ?? 0) & 0xff
  const reasons = [...Array(8).keys()].filter((i) => (bits & (1 << i)) !== 0).map(String)
  return { proto_down: Boolean(protoDown) || undefined, proto_down_reason: bits === 0 ? undefined : reasons }
}

const hexString = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** How IPv6 makes addresses; `ip addr` does not tell. */
function printAddrGenMode({ afSpec }: LinkMessage): JsonObject {
  const mode = afSpec !== undefined && 'inet6' in afSpec ? afSpec.inet6?.addrGenMode : undefined
  if (mode === undefined) return {}
  const number = AddrGenMode.number(mode)
  return { inet6_addr_gen_mode: ADDR_GEN_MODES[number] ?? hexOf(number, 2) }
}

/** What `-d` adds. */
const printDetails = (link: LinkMessage, { ofLinks }: LinkFilter, printing: Printing): JsonObject => ({
  promiscuity: link.promiscuity,
  allmulti: link.allmulti,
  min_mtu: link.minMtu,
  max_mtu: link.maxMtu,
  linkinfo: link.linkinfo && printLinkInfo(link.linkinfo, printing),
  ...(ofLinks && printAddrGenMode(link)),
  num_tx_queues: link.numTxQueues,
  num_rx_queues: link.numRxQueues,
  gso_max_size: link.gsoMaxSize,
  gso_max_segs: link.gsoMaxSegs,
  tso_max_size: link.tsoMaxSize,
  tso_max_segs: link.tsoMaxSegs,
  gro_max_size: link.groMaxSize,
  phys_port_name: link.physPortName,
  phys_port_id: hexString(link.physPortId),
  phys_switch_id: hexString(link.physSwitchId),
  parentbus: link.parentDevBusName,
  parentdev: link.parentDevName,
})

/** Where IPv6 alone tells of a link, ip asks for the queue by ioctl(2): most have this one. */
const queueOf = ({ txqlen, family }: LinkMessage): number | undefined => (txqlen ?? (family === 'inet6' ? USUAL_QUEUE : 0)) || undefined

function printBrief(link: LinkMessage, { family }: LinkFilter, printing: Printing): JsonObject {
  const { address, operstate, type } = link
  return {
    ...printNames(link, printing),
    ...printWord('operstate', OPERSTATES, operstate === undefined ? undefined : OperationalState.number(operstate)),
    ...(family === 'link' && {
      address: address === undefined ? undefined : hardwareAddress(address, type),
      ...printFlags(link, printing),
    }),
  }
}

/** A link's row; undefined if it is not to be shown. */
export function printLink(link: Told, filter: LinkFilter, printing: Printing): JsonObject | undefined {
  if (!isShown(link, filter, printing)) return undefined
  const deleted = link.header.type === 'RTM_DELLINK' || undefined
  if (filter.label !== undefined) return {}
  if (printing.brief) return { deleted, ...printBrief(link, filter, printing) }
  const { family, ofLinks } = filter
  const { details } = printing
  const { group, ifalias, linkmode, master, operstate, propList, xdp } = link
  return {
    deleted,
    ifindex: link.index,
    ...printNames(link, printing),
    ...printFlags(link, printing),
    mtu: link.mtu,
    ...(xdp && printXdp(xdp)),
    qdisc: link.qdisc,
    master: master === undefined ? undefined : printing.link(master),
    ...printWord('operstate', OPERSTATES, operstate === undefined ? undefined : OperationalState.number(operstate)),
    ...(ofLinks && printWord('linkmode', LINK_MODES, linkmode === undefined ? undefined : LinkMode.number(linkmode))),
    group: group === undefined ? undefined : groupName(group, printing),
    txqlen: queueOf(link),
    ...printEvent(link.event),
    ...((family === undefined || family === 'link' || details) && printHardware(link, printing)),
    link_netnsid: link.linkNetnsid,
    ...printProtoDown(link),
    ...(details && printDetails(link, filter, printing)),
    ifalias: ofLinks || details ? ifalias : undefined,
    ...(ofLinks && printing.statistics && printLinkStats(link, printing.statisticsLevel)),
    ...((ofLinks || details) && printVfs(link, printing)),
    altnames: propList && (propList.altIfname ?? []),
  }
}

/** What the kernel looks at itself, unless IPv6 alone is asked; at the kind only if it has any links of that kind. */
function dumpedLinks(links: readonly Told[], { master, kind }: LinkFilter, printing: Printing): readonly Told[] {
  const isOf = (link: Told): boolean => link.linkinfo?.kind === kind
  const byKind = kind !== undefined && links.some(isOf)
  return links.filter((link) => {
    if (link.family === 'inet6') return true
    if (master !== undefined && (link.master === undefined || printing.link(link.master) !== master)) return false
    return !byKind || isOf(link)
  })
}

/**
 * The links that are listed. Asked for one by its name, ip asks the kernel for that alone, and on the way for others whose
 * names it wants; a dump tells of all.
 */
export function listedLinks(messages: readonly RtnetlinkMessage[], filter: LinkFilter, printing: Printing): readonly Told[] {
  const links = messages.filter(({ header }) => header.type === 'RTM_NEWLINK' || header.type === 'RTM_DELLINK') as unknown as Told[]
  const { dev, group, ofLinks } = filter
  if (dev !== undefined && (group === undefined || !ofLinks)) return links.filter((link) => isNamed(link, dev, printing)).slice(-1)
  const dumped = links.filter(({ header }) => header.flags.includes('multi'))
  return dumpedLinks(dumped.length === 0 ? links : dumped, filter, printing)
}

/** What `ip link show` prints, and `ip link xstats`. */
export const listLinks: Listing = (messages, printing) => {
  const [command, words] = commandOf(printing.words, ['xstats'])
  if (command === 'xstats') return listXstats(messages, printing)
  const filter = linkFilter(words, printing.family, true)
  return listedLinks(messages, filter, printing).map((link) => printLink(link, filter, printing) ?? {})
}

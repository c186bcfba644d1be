import { type RtnetlinkMessage, rtnetlink } from '../schema/index.ts'
import { BRIDGE } from './bridge/index.ts'
import { IP } from './ip/index.ts'
import { linksTold, printed, systemNames } from './known.ts'
import { abbreviates, switchesOf } from './switches.ts'
import { listActions } from './tc/actions.ts'
import { listChains } from './tc/chain.ts'
import { listClasses } from './tc/class.ts'
import { listFilters } from './tc/filter.ts'
import { listQdiscs } from './tc/qdisc.ts'
import type { Json, Listing, Printing } from './types.ts'

/** Names of links by index. */
export type LinkNames = Readonly<Record<string, string>>

/** What besides the messages is to be known. */
export interface Iproute2Options {
  /**
   * Names of links by index: `{ 1: 'lo' }`; or those of several network namespaces by name, where `''` is the own one and
   * `-n` chooses another.
   */
  readonly links?: LinkNames | Readonly<Record<string, LinkNames>>
  /** Names of network namespaces: in the order of /run/netns, in which iproute2 asks for their ids, or by those ids. */
  readonly netns?: readonly string[] | Readonly<Record<string, string>>
  /** When it was asked; iproute2 makes times of day of some ages. Where it is not said, it is read off the sequence numbers. */
  readonly now?: Date
  /** Names of users and of groups by number: `ip -d link` tells whose a tun device is. Where none are given, those of Debian. */
  readonly users?: Readonly<Record<string, string>>
  readonly groups?: Readonly<Record<string, string>>
}

const TC: Readonly<Record<string, Listing | undefined>> = {
  qdisc: listQdiscs,
  class: listClasses,
  filter: listFilters,
  chain: listChains,
  actions: listActions,
  action: listActions,
}
/** Objects by tool, in the order in which the tool tries them. */
const TOOLS: Readonly<Record<string, Readonly<Record<string, Listing | undefined>>>> = { ip: IP, bridge: BRIDGE, tc: TC }

function linksOf({ links = {} }: Iproute2Options, netns = ''): LinkNames {
  const named = Object.values(links).some((one) => typeof one === 'object')
  return named ? ((links as Readonly<Record<string, LinkNames>>)[netns] ?? {}) : (links as LinkNames)
}

/** Names of namespaces, as far as `links` has them. */
const netnsOf = ({ links = {}, netns }: Iproute2Options): Printing['netns'] =>
  netns ?? Object.keys(links).filter((name) => name !== '' && typeof links[name] === 'object')

/** iproute2 numbers its requests from the seconds since 1970 on; most commands ask for the links first. */
const REQUESTS_BEFORE = 2
function timeOf(messages: readonly RtnetlinkMessage[], now: Date | undefined): number {
  const asked = (messages[0]?.header.seq ?? 0) - REQUESTS_BEFORE
  const seconds = Math.floor((now?.getTime() ?? Date.now()) / 1000)
  return now === undefined && asked > 1e9 ? asked : seconds
}

/**
 * What iproute2 prints as JSON: `iproute2Json(['ip', '-j', '-s', 'neigh', 'show'], datagrams, { links: { 1: 'lo' } })`. The
 * datagrams are the kernel's answers in their order. It prints what iproute2 6.1 prints, be it right or wrong; where an
 * object has a member twice, the last; a bigint where a number is above 2^53. Throws a TypeError for a command that it
 * does not know.
 */
export function iproute2Json(argv: readonly string[], datagrams: readonly Uint8Array[], options: Iproute2Options = {}): Json {
  const [tool = '', ...rest] = argv
  const { words, details, statistics, brief, numeric, oneline, family, netns } = switchesOf(rest)
  const objects = TOOLS[tool] ?? {}
  const [object = ''] = words
  const name = object === '' ? undefined : Object.keys(objects).find((one) => abbreviates(object, one))
  const listing = name === undefined ? undefined : objects[name]
  if (listing === undefined) throw new TypeError(`'${argv.join(' ')}' is not a command that can be printed`)
  const links = linksOf(options, netns)
  const messages = datagrams.flatMap((datagram) => rtnetlink.decode(datagram))
  const told = linksTold(messages)
  const linkName = (index: number): string | undefined => links[String(index)] ?? told.get(index)?.ifname
  return printed(
    listing(messages, {
      ...{ details: details > 0, statistics: statistics > 0, statisticsLevel: statistics, brief, numeric, oneline, family, words },
      netns: netnsOf(options),
      now: (all) => timeOf(all, options.now),
      link: (index) => linkName(index) ?? (index === 0 ? '*' : `if${index}`),
      linkName,
      isUp: (index) => told.get(index)?.flags.includes('up'),
      ...systemNames(options),
    }),
  )
}

export type { Json } from './types.ts'

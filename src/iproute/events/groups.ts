import { nearest } from '../../netlink/names.ts'
import { type MulticastGroup, RTNLGRP } from '../../schema/enums.ts'

type GroupName = Parameters<typeof MulticastGroup.number>[0] & string
type Dashed<S extends string> = S extends `${infer A}_${infer B}` ? `${A}-${Dashed<B>}` : S

/** What people listen to, and the multicast groups of the kernel that tell of it (RTNLGRP_*). */
const WORDS = {
  link: [RTNLGRP.LINK],
  addr: [RTNLGRP.IPV4_IFADDR, RTNLGRP.IPV6_IFADDR],
  address: [RTNLGRP.IPV4_IFADDR, RTNLGRP.IPV6_IFADDR],
  route: [RTNLGRP.IPV4_ROUTE, RTNLGRP.IPV6_ROUTE, RTNLGRP.MPLS_ROUTE],
  rule: [RTNLGRP.IPV4_RULE, RTNLGRP.IPV6_RULE],
  neigh: [RTNLGRP.NEIGH],
  neighbour: [RTNLGRP.NEIGH],
  tc: [RTNLGRP.TC],
  netconf: [RTNLGRP.IPV4_NETCONF, RTNLGRP.IPV6_NETCONF, RTNLGRP.MPLS_NETCONF],
  mroute: [RTNLGRP.IPV4_MROUTE, RTNLGRP.IPV6_MROUTE],
  /** Reports of a multicast router's packets; only CAP_NET_ADMIN may listen. */
  cachereport: [RTNLGRP.IPV4_MROUTE_R, RTNLGRP.IPV6_MROUTE_R],
  prefix: [RTNLGRP.IPV6_PREFIX],
  nsid: [RTNLGRP.NSID],
  nexthop: [RTNLGRP.NEXTHOP],
  mdb: [RTNLGRP.MDB],
  vlan: [RTNLGRP.BRVLAN],
  tunnel: [RTNLGRP.TUNNEL],
  stats: [RTNLGRP.STATS],
} as const satisfies Record<string, readonly number[]>

/** Words for what one can listen to; each spans a group of the kernel or several. */
export type EventWord = keyof typeof WORDS
/** A group: a word, the kernel's name (`ipv4_route`, `ipv4-route`, `RTNLGRP_IPV4_ROUTE`) or its number. */
export type EventSource = EventWord | GroupName | Dashed<GroupName> | number

/** What `events()` listens to when nothing is said: everything that decodes. */
export const USUAL: readonly number[] = [...WORDS.link, ...WORDS.addr, ...WORDS.route, ...WORDS.rule, ...WORDS.neigh]

/** The set that the reference's IPRSocket binds to: links, IPv4 and IPv6 addresses and routes, neighbours, tc. */
export const REFERENCE: readonly number[] = [
  ...[RTNLGRP.LINK, RTNLGRP.NEIGH, RTNLGRP.TC],
  ...[RTNLGRP.IPV4_IFADDR, RTNLGRP.IPV6_IFADDR, RTNLGRP.IPV4_ROUTE, RTNLGRP.IPV6_ROUTE],
]

/** Groups that only CAP_NET_ADMIN may join (rtnetlink_bind in net/core/rtnetlink.c). */
const PRIVILEGED: readonly number[] = [RTNLGRP.IPV4_MROUTE_R, RTNLGRP.IPV6_MROUTE_R]
/** All groups that anyone may join; some are unknown to older kernels. */
export const EVERYTHING: readonly number[] = Object.values(RTNLGRP).filter((group) => group > 0 && !PRIVILEGED.includes(group))

const isWord = (source: string): source is EventWord => Object.hasOwn(WORDS, source)

const groupsOfOne = (source: EventSource): readonly number[] => {
  if (typeof source === 'number') {
    if (Number.isInteger(source) && source > 0) return [source]
    throw new RangeError(`${source} is not a multicast group`)
  }
  if (isWord(source)) return WORDS[source]
  const name = String(source)
    .toLowerCase()
    .replaceAll('-', '_')
    .replace(/^rtnlgrp_/, '')
  const group = RTNLGRP[name.toUpperCase() as keyof typeof RTNLGRP] as number | undefined
  if (group !== undefined && group > 0) return [group]
  const guess = nearest(name, [...Object.keys(WORDS), ...Object.keys(RTNLGRP).map((one) => one.toLowerCase())])
  throw new TypeError(`'${String(source)}' is nothing to listen to${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
}

/** The numbers of groups, each once. */
export const groupsOf = (sources: readonly EventSource[]): number[] => [...new Set(sources.flatMap(groupsOfOne))]

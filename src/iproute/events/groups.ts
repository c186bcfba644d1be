import { nearest } from '../../netlink/names.ts'
import { type MulticastGroup, RTNLGRP } from '../../schema/enums.ts'

type GroupName = Parameters<typeof MulticastGroup.number>[0] & string
type Dashed<S extends string> = S extends `${infer A}_${infer B}` ? `${A}-${Dashed<B>}` : S

/** What people listen to, and the multicast groups of the kernel that tell of it (RTNLGRP_*). */
const WORDS = {
  link: [RTNLGRP.LINK],
  ifinfo: [RTNLGRP.IPV6_IFINFO], // the IPv6 side of a link, as RTM_NEWLINK
  addr: [RTNLGRP.IPV4_IFADDR, RTNLGRP.IPV6_IFADDR],
  address: [RTNLGRP.IPV4_IFADDR, RTNLGRP.IPV6_IFADDR],
  mcaddr: [RTNLGRP.IPV4_MCADDR, RTNLGRP.IPV6_MCADDR],
  maddress: [RTNLGRP.IPV4_MCADDR, RTNLGRP.IPV6_MCADDR],
  acaddr: [RTNLGRP.IPV6_ACADDR],
  acaddress: [RTNLGRP.IPV6_ACADDR],
  route: [RTNLGRP.IPV4_ROUTE, RTNLGRP.IPV6_ROUTE, RTNLGRP.MPLS_ROUTE],
  mroute: [RTNLGRP.IPV4_MROUTE, RTNLGRP.IPV6_MROUTE],
  cachereport: [RTNLGRP.IPV4_MROUTE_R, RTNLGRP.IPV6_MROUTE_R], // packets that no multicast route fits; wants CAP_NET_ADMIN
  nexthop: [RTNLGRP.NEXTHOP],
  rule: [RTNLGRP.IPV4_RULE, RTNLGRP.IPV6_RULE],
  neigh: [RTNLGRP.NEIGH],
  neighbour: [RTNLGRP.NEIGH],
  fdb: [RTNLGRP.NEIGH],
  mdb: [RTNLGRP.MDB],
  vlan: [RTNLGRP.BRVLAN],
  tunnel: [RTNLGRP.TUNNEL],
  tc: [RTNLGRP.TC],
  netconf: [RTNLGRP.IPV4_NETCONF, RTNLGRP.IPV6_NETCONF, RTNLGRP.MPLS_NETCONF],
  prefix: [RTNLGRP.IPV6_PREFIX],
  nduseropt: [RTNLGRP.ND_USEROPT],
  nsid: [RTNLGRP.NSID],
  stats: [RTNLGRP.STATS],
  dcb: [RTNLGRP.DCB],
  mctp: [RTNLGRP.MCTP_IFADDR],
  phonet: [RTNLGRP.PHONET_IFADDR, RTNLGRP.PHONET_ROUTE],
} as const satisfies Record<string, readonly number[]>

/** Words for what one can listen to; each spans a group of the kernel or several. */
export type EventWord = keyof typeof WORDS
/** A group: a word, the kernel's name (`ipv4_route`, `ipv4-route`, `RTNLGRP_IPV4_ROUTE`) or its number. */
export type EventSource = EventWord | GroupName | Dashed<GroupName> | number

/** What `events()` listens to when nothing is said: what most programs ask for; `monitor()` is everything. */
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

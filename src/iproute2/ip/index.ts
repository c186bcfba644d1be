import type { Listing } from '../types.ts'
import { listAddresses } from './addr.ts'
import { listAddressLabels } from './addrlabel.ts'
import { listLinks } from './link.ts'
import { listMulticastRoutes } from './mroute.ts'
import { listNeighbours } from './neigh.ts'
import { listNetconf } from './netconf.ts'
import { listNetns } from './netns.ts'
import { listNexthops } from './nexthop.ts'
import { listNeighbourTables } from './ntable.ts'
import { listRoutes } from './route.ts'
import { listMulticastRules, listRules } from './rule.ts'
import { listStats } from './stats.ts'
import { listTokens } from './token.ts'
import { listVrfs } from './vrf.ts'

/** What `ip` has, in the order in which it tries its words: `ip n` is `neighbor`. The others are not of rtnetlink, or print no JSON. */
export const IP: Readonly<Record<string, Listing | undefined>> = {
  address: listAddresses,
  addrlabel: listAddressLabels,
  maddress: undefined,
  route: listRoutes,
  rule: listRules,
  neighbor: listNeighbours,
  neighbour: listNeighbours,
  ntable: listNeighbourTables,
  ntbl: listNeighbourTables,
  link: listLinks,
  l2tp: undefined,
  fou: undefined,
  ila: undefined,
  macsec: undefined,
  tunnel: undefined,
  tunl: undefined,
  tuntap: undefined,
  tap: undefined,
  token: listTokens,
  tcpmetrics: undefined,
  tcp_metrics: undefined,
  monitor: undefined,
  xfrm: undefined,
  mroute: listMulticastRoutes,
  mrule: listMulticastRules,
  netns: listNetns,
  netconf: listNetconf,
  vrf: listVrfs,
  sr: undefined,
  nexthop: listNexthops,
  mptcp: undefined,
  ioam: undefined,
  help: undefined,
  stats: listStats,
}

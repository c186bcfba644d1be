import { nearest } from '../../netlink/names.ts'
import { MessageType } from '../../schema/enums.ts'

/** How a command is sent: the message's type, and the words of nlmsghdr.nlmsg_flags besides `request` and `ack`. */
export interface Sending {
  readonly type: string
  readonly flags: readonly string[]
}

const none: readonly string[] = []
/** A new object; EEXIST if there is one. */
const create = ['create', 'excl']
/** Changes the one that is there; ENOENT if there is none. */
const change = ['replace']
/** Changes the one that is there, or makes it. */
const replace = ['create', 'replace']
/** Beside those of the same key, behind them. */
const append = ['create', 'append']
/** Beside those of the same key, before them. */
const prepend = ['create']
/** Only asks whether there is one: EEXIST if so, ENOENT if not. */
const test = ['excl']

type Commands = Readonly<Record<string, Sending>>

/**
 * RTM_NEWLINK with neither NLM_F_CREATE nor NLM_F_EXCL changes a link, its kind's data too; RTM_SETLINK would leave
 * these data alone (rtnl_newlink and rtnl_setlink in net/core/rtnetlink.c). iproute2 sends the same (ip/iplink.c).
 * The kernel refuses to `replace` a link that is there (EOPNOTSUPP); `ensure` changes it.
 */
export const linkCommands = {
  add: { type: 'RTM_NEWLINK', flags: create },
  set: { type: 'RTM_NEWLINK', flags: none },
  change: { type: 'RTM_NEWLINK', flags: none },
  replace: { type: 'RTM_NEWLINK', flags: replace },
  delete: { type: 'RTM_DELLINK', flags: none },
  get: { type: 'RTM_GETLINK', flags: none },
  RTM_SETLINK: { type: 'RTM_SETLINK', flags: none },
  'add-property': { type: 'RTM_NEWLINKPROP', flags: ['create', 'excl', 'append'] },
  'delete-property': { type: 'RTM_DELLINKPROP', flags: none },
} satisfies Commands

/** inet_rtm_newaddr in net/ipv4/devinet.c and inet6_rtm_newaddr in net/ipv6/addrconf.c; ip/ipaddress.c. */
export const addressCommands = {
  add: { type: 'RTM_NEWADDR', flags: create },
  change: { type: 'RTM_NEWADDR', flags: change },
  replace: { type: 'RTM_NEWADDR', flags: replace },
  delete: { type: 'RTM_DELADDR', flags: none },
} satisfies Commands

/**
 * What the kernel makes of them, where `same` is a route of the same prefix, TOS and metric (seen on Linux 6.12, too).
 *
 * |         | IPv4: fib_table_insert (net/ipv4/fib_trie.c) | IPv6: fib6_add_1, fib6_add_rt2node (net/ipv6/ip6_fib.c) | MPLS: mpls_route_add (net/mpls/af_mpls.c) |
 * | ---     | --- | --- | --- |
 * | add     | EEXIST if there is a same | the same | the same |
 * | replace | the first same, or makes it | the first same with all its next hops, or makes it | the same, or makes it |
 * | change  | the first same, ENOENT without | the same | the same |
 * | prepend | before the first same | another next hop of the same | EEXIST if there is a same |
 * | append  | behind the last same | another next hop of the same | EOPNOTSUPP |
 * | test    | EEXIST or ENOENT, changes nothing | EEXIST, but without a same it adds | EEXIST or ENOENT |
 *
 * A route that is the same in all is EEXIST to prepend and append too. An IPv6 route that cannot be one of several (without
 * a gateway) stands beside the others. Multicast: see {@link mrouteCommands}. What iproute2 sends is in ip/iproute.c.
 */
export const routeCommands = {
  add: { type: 'RTM_NEWROUTE', flags: create },
  change: { type: 'RTM_NEWROUTE', flags: change },
  replace: { type: 'RTM_NEWROUTE', flags: replace },
  prepend: { type: 'RTM_NEWROUTE', flags: prepend },
  append: { type: 'RTM_NEWROUTE', flags: append },
  test: { type: 'RTM_NEWROUTE', flags: test },
  delete: { type: 'RTM_DELROUTE', flags: none },
  get: { type: 'RTM_GETROUTE', flags: none },
} satisfies Commands

/**
 * ipmr_rtm_route in net/ipv4/ipmr.c looks at no flag: what is there is replaced. IPv6 has neither of the two, and a single
 * lookup only since Linux 6.0 (ip6mr_rtm_getroute in net/ipv6/ip6mr.c).
 */
export const mrouteCommands = {
  add: { type: 'RTM_NEWROUTE', flags: create },
  replace: { type: 'RTM_NEWROUTE', flags: replace },
  delete: { type: 'RTM_DELROUTE', flags: none },
  get: { type: 'RTM_GETROUTE', flags: none },
} satisfies Commands

/** fib_nl_newrule in net/core/fib_rules.c: NLM_F_EXCL refuses a rule that is there already; there is no replacing. */
export const ruleCommands = {
  add: { type: 'RTM_NEWRULE', flags: create },
  delete: { type: 'RTM_DELRULE', flags: none },
} satisfies Commands

/** neigh_add in net/core/neighbour.c: an entry that is there needs NLM_F_REPLACE; ip/ipneigh.c. */
export const neighbourCommands = {
  add: { type: 'RTM_NEWNEIGH', flags: create },
  change: { type: 'RTM_NEWNEIGH', flags: change },
  replace: { type: 'RTM_NEWNEIGH', flags: replace },
  append: { type: 'RTM_NEWNEIGH', flags: append },
  delete: { type: 'RTM_DELNEIGH', flags: none },
  get: { type: 'RTM_GETNEIGH', flags: none },
} satisfies Commands

/**
 * rtnl_fdb_add in net/core/rtnetlink.c; bridge/fdb.c. NLM_F_APPEND adds a second destination to an address
 * (vxlan_fdb_add); NLM_F_BULK deletes all that fit (rtnl_fdb_del, Linux 5.19).
 */
export const fdbCommands = {
  add: { type: 'RTM_NEWNEIGH', flags: create },
  replace: { type: 'RTM_NEWNEIGH', flags: replace },
  append: { type: 'RTM_NEWNEIGH', flags: append },
  delete: { type: 'RTM_DELNEIGH', flags: none },
  get: { type: 'RTM_GETNEIGH', flags: none },
  flush: { type: 'RTM_DELNEIGH', flags: ['bulk'] },
} satisfies Commands

/** insert_nexthop in net/ipv4/nexthop.c: to replace one takes its id; ip/ipnexthop.c. */
export const nexthopCommands = {
  add: { type: 'RTM_NEWNEXTHOP', flags: create },
  change: { type: 'RTM_NEWNEXTHOP', flags: change },
  replace: { type: 'RTM_NEWNEXTHOP', flags: replace },
  delete: { type: 'RTM_DELNEXTHOP', flags: none },
  get: { type: 'RTM_GETNEXTHOP', flags: none },
  'get-bucket': { type: 'RTM_GETNEXTHOPBUCKET', flags: none },
} satisfies Commands

/** ip6addrlbl_newdel in net/ipv6/addrlabel.c looks at NLM_F_REPLACE alone, and makes what is not there; ip/ipaddrlabel.c. */
export const addrlabelCommands = {
  add: { type: 'RTM_NEWADDRLABEL', flags: create },
  replace: { type: 'RTM_NEWADDRLABEL', flags: replace },
  delete: { type: 'RTM_DELADDRLABEL', flags: none },
  get: { type: 'RTM_GETADDRLABEL', flags: none },
} satisfies Commands

/** inet_netconf_get_devconf in net/ipv4/devinet.c: these settings are changed by sysctl alone. */
export const netconfCommands = {
  get: { type: 'RTM_GETNETCONF', flags: none },
} satisfies Commands

/** rtnl_stats_get and rtnl_stats_set in net/core/rtnetlink.c; ip/ipstats.c. */
export const statsCommands = {
  get: { type: 'RTM_GETSTATS', flags: none },
  set: { type: 'RTM_SETSTATS', flags: none },
} satisfies Commands
/**
 * rtnl_mdb_add in net/core/rtnetlink.c; bridge/mdb.c. NLM_F_REPLACE is Linux 6.3; NLM_F_BULK deletes all that fit
 * (rtnl_mdb_del, Linux 6.8).
 */
export const mdbCommands = {
  add: { type: 'RTM_NEWMDB', flags: create },
  replace: { type: 'RTM_NEWMDB', flags: replace },
  delete: { type: 'RTM_DELMDB', flags: none },
  get: { type: 'RTM_GETMDB', flags: none },
  flush: { type: 'RTM_DELMDB', flags: ['bulk'] },
} satisfies Commands

/**
 * bridge/vlan.c: VLANs come and go by messages of links of AF_BRIDGE (br_setlink, br_dellink); their options are set in
 * the VLAN database (br_vlan_rtm_process), which since Linux 5.6 also takes a VLAN with its options at once.
 */
export const vlanCommands = {
  add: { type: 'RTM_SETLINK', flags: none },
  delete: { type: 'RTM_DELLINK', flags: none },
  set: { type: 'RTM_NEWVLAN', flags: none },
  'set-global': { type: 'RTM_NEWVLAN', flags: none },
} satisfies Commands

/** vxlan_vnifilter_process in drivers/net/vxlan/vxlan_vnifilter.c; bridge/vni.c. What is there is changed. */
export const vniCommands = {
  add: { type: 'RTM_NEWTUNNEL', flags: none },
  delete: { type: 'RTM_DELTUNNEL', flags: none },
} satisfies Commands

/** br_setlink in net/bridge/br_netlink.c; bridge/link.c and bridge/mst.c. */
export const brportCommands = { set: { type: 'RTM_SETLINK', flags: none } } satisfies Commands

/** rtnl_net_newid in net/core/net_namespace.c; RTM_DELNSID is only told. ip/ipnetns.c. */
export const nsidCommands = {
  add: { type: 'RTM_NEWNSID', flags: none },
  set: { type: 'RTM_NEWNSID', flags: none },
  get: { type: 'RTM_GETNSID', flags: none },
} satisfies Commands

/** neightbl_set in net/core/neighbour.c looks at no flag; ip/ipntable.c. */
export const neighbourTableCommands = {
  change: { type: 'RTM_SETNEIGHTBL', flags: change },
  set: { type: 'RTM_SETNEIGHTBL', flags: change },
} satisfies Commands

/** Words of `ip` for the same command. */
const synonyms: Readonly<Record<string, string>> = {
  del: 'delete',
  chg: 'change',
  repl: 'replace',
  show: 'dump',
  list: 'dump',
  lst: 'dump',
  'list-id': 'dump',
}

/** Nouns by the words of message types: `addr` of RTM_NEWADDR. */
export type NounWord =
  | 'link'
  | 'addr'
  | 'route'
  | 'rule'
  | 'neigh'
  | 'nexthop'
  | 'nexthopbucket'
  | 'addrlabel'
  | 'netconf'
  | 'stats'
  | 'dcb'
  | 'mdb'
  | 'vlan'
  | 'tunnel'
  | 'neightbl'
  | 'nsid'
  | 'multicast'

/** The command that a message type stands for: RTM_NEWADDR (20) is `add`, RTM_SETLINK (19) itself. */
function ofConstant(given: string | number, noun: NounWord): string | undefined {
  const name = typeof given === 'number' ? MessageType.name(given) : /^RTM_/.test(given) ? given.slice(4).toLowerCase() : undefined
  switch (name) {
    case `new${noun}`:
      return 'add'
    case `del${noun}`:
      return 'delete'
    case `get${noun}`:
      return 'dump'
    case `set${noun}`:
      return noun === 'link' ? 'RTM_SETLINK' : 'set'
    case `new${noun}prop`:
      return 'add-property'
    case `del${noun}prop`:
      return 'delete-property'
    default:
      return undefined
  }
}

/** The one word for a command: `del` is `delete`, RTM_NEWADDR (20) is `add`. A TypeError if it is none of `words`. */
export function commandOf(given: string | number, noun: NounWord, words: readonly string[]): string {
  const word = ofConstant(given, noun) ?? synonyms[given] ?? String(given)
  if (words.includes(word)) return word
  const guess = nearest(word, words)
  throw new TypeError(`'${word}' is not a command here${guess === undefined ? '' : `; did you mean '${guess}'?`} (${words.join(', ')})`)
}

/** Whether a command lists; an unknown one does not, and is refused by {@link commandOf}. */
export const isListing = (given: string | number, noun: NounWord): boolean =>
  (ofConstant(given, noun) ?? synonyms[given] ?? given) === 'dump'

// The enumerations of the kernel's headers for rtnetlink (/usr/include/linux), against the names that our tables have.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ITEMS } from './spec-errors.ts'
import type { Tables } from './tables.ts'

const FOLDER = '/usr/include/linux'
/** The kernel whose headers docs/COVERAGE.md counts. */
export const HEADERS_OF = '6.1'

/** The headers of rtnetlink, its link kinds and traffic control. */
const HEADERS: readonly string[] = [
  ...['rtnetlink', 'if_link', 'if_addr', 'if_addrlabel', 'neighbour', 'fib_rules', 'nexthop', 'netconf', 'if_bridge', 'net_namespace'],
  ...['lwtunnel', 'mpls_iptunnel', 'seg6_iptunnel', 'seg6_local', 'rpl_iptunnel', 'ioam6_iptunnel', 'if_tunnel', 'veth', 'if_bonding'],
  ...['can/netlink', 'can/vxcan', 'wwan', 'batman_adv', 'amt', 'dcbnl', 'mroute', 'mroute6', 'pkt_sched', 'pkt_cls', 'gen_stats'],
  ...['csum', 'defact', 'tunnel_key', 'ct', 'gate', 'gact', 'mpls', 'pedit', 'ctinfo', 'skbmod', 'vlan', 'sample', 'bpf', 'nat'].map(
    (name) => `tc_act/tc_${name}`,
  ),
  ...['connmark', 'skbedit', 'mirred', 'ife'].map((name) => `tc_act/tc_${name}`),
  ...['meta', 'ipt', 'cmp', 'nbyte', 'text'].map((name) => `tc_ematch/tc_em_${name}`),
]

const GONE = 'kernels have dropped it'
/** Names that no table needs, each with its reason; a name ending in `*` is a beginning. They are not counted. */
export const UNNEEDED: Readonly<Record<string, string>> = {
  RTM_BASE: 'where the types begin, not a message',
  'RTNLGRP_DECnet_*': GONE,
  'RTNLGRP_NOP*': 'kept free',
  IFLA_IF_NETNSID: 'an older name of IFLA_TARGET_NETNSID',
  IFLA_DSA_MASTER: 'an older name of IFLA_DSA_CONDUIT',
  NETNSA_NONE: 'the number 0',
  BRIDGE_MODE_HAIRPIN: 'the number 1 of IFLA_BRPORT_MODE',
  'BR_MCAST_DIR_*': 'places of arrays: `rx` and `tx` of the counters',
  'BR_BOOLOPT_*': 'numbers of the bits in IFLA_BR_MULTI_BOOLOPT; words of people name them',
  'DCB_CNDD_*': 'states of congestion notification, which no message holds',
  'IP6MRA_CREPORT_*': 'the numbers of IPMRA_CREPORT_*, whose table reads the reports of IPv6 too',
  'BATADV_*': 'of generic netlink; of links there is IFLA_BATADV_ALGO_NAME',
  NUM_BATADV_ATTR: 'a count',
  'TCA_CBQ_*': GONE,
  'TCA_DSMARK_*': GONE,
  'TCA_ATM_*': GONE,
  'TCA_RSVP_*': GONE,
  'TCA_TCINDEX_*': GONE,
  'TCA_ID_*': 'numbers of actions within the kernel; netlink names them by word',
  TCF_EM_PROG_TC: 'a number nobody sends',
}

/** Attributes that are the only one of a nest, each an item of a list: the attribute that holds the list. */
const LISTS: Readonly<Record<string, string>> = {
  ...ITEMS,
  IFLA_VF_PORT: 'IFLA_VF_PORTS',
  IFLA_BRIDGE_MST_ENTRY: 'IFLA_BRIDGE_MST',
  MDBA_MDB_ENTRY: 'MDBA_MDB',
  MDBA_MDB_ENTRY_INFO: 'MDBA_MDB',
  MDBA_MDB_SRCLIST_ENTRY: 'MDBA_MDB_EATTR_SRC_LIST',
  MDBE_SRC_LIST_ENTRY: 'MDBE_ATTR_SRC_LIST',
  MDBA_ROUTER_PORT: 'MDBA_ROUTER',
  IPMRA_VIF: 'IPMRA_TABLE_VIFS',
  DCB_ATTR_IEEE_APP: 'DCB_ATTR_IEEE_APP_TABLE',
  DCB_ATTR_CEE_APP: 'DCB_ATTR_CEE_APP_TABLE',
  TCA_GATE_ONE_ENTRY: 'TCA_GATE_ENTRY_LIST',
}

/** Counters, paddings and places kept free: no attribute and no value. */
const NO_FACT = /^_|_MAX$|_UNSPEC$|_UNDEFINED$|_PAD\d*$|UNUSED|_DUMMY\d*$|_RESERVED\d*$/

export interface HeaderCount {
  readonly header: string
  readonly known: number
  readonly of: number
  readonly missing: readonly string[]
}

/** The version of the kernel that the headers are of, `6.1`; undefined where there are none. */
export const headersVersion = (): string | undefined => {
  const file = join(FOLDER, 'version.h')
  const code = existsSync(file) ? Number(/LINUX_VERSION_CODE\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) : 0
  return code === 0 ? undefined : `${code >> 16}.${(code >> 8) & 0xff}`
}

/** The names that a header enumerates, in its order. */
const enumerators = (text: string): string[] => {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/\/\/.*$/gm, ' ')
  const blocks = [...bare.matchAll(/\benum\b[^{;()]*\{([^}]*)\}/g)].map(([, body = '']) => body.replace(/^\s*#.*$/gm, ' '))
  const names = blocks.flatMap((body) => body.split(',').map((item) => /^\s*(\w+)/.exec(item)?.[1] ?? ''))
  return names.filter((name) => name !== '' && !NO_FACT.test(name))
}

const unneeded = (name: string): boolean =>
  Object.keys(UNNEEDED).some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one))

/** Each header: how many of its names our tables have. Those that they do not need are not counted. */
export const headerCoverage = (tables: Tables): HeaderCount[] => {
  const ours = new Set([
    ...Object.values(tables.sets).flatMap(({ attributes }) => attributes.map(({ name }) => name)),
    ...Object.values(tables.enums).flatMap(({ names }) => Object.keys(names)),
    ...tables.messages.flatMap(({ types }) => types),
  ])
  return HEADERS.filter((header) => existsSync(join(FOLDER, `${header}.h`))).map((header) => {
    const names = enumerators(readFileSync(join(FOLDER, `${header}.h`), 'utf8')).filter((name) => !unneeded(name))
    const missing = names.filter((name) => !ours.has(name) && !ours.has(LISTS[name] ?? ''))
    return { header: `linux/${header}.h`, known: names.length - missing.length, of: names.length, missing }
  })
}

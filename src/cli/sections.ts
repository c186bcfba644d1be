import type { Address } from '../iproute/address/types.ts'
import type { IPRoute } from '../iproute/iproute.ts'
import type { Link } from '../iproute/link/types.ts'
import type { Neighbour } from '../iproute/neighbour/types.ts'
import type { Route } from '../iproute/route/types.ts'
import type { Rule } from '../iproute/rule/types.ts'
import { nameOf, numberOf } from '../iproute/words/names.ts'
import type { Section } from './table.ts'

/** Finds the name of a link by its index. */
type NameOfLink = (index: number | undefined) => string

/** Notes behind the columns: those that have something to say. */
const notes = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(', ')

const words = (flags: readonly (string | number)[], ...shown: string[]): string[] => shown.filter((word) => flags.includes(word))

/** `unknown` is what drivers without a state of their own say; then the switch counts. */
const stateOf = ({ operstate, flags }: Link): string =>
  operstate === undefined || operstate === 'unknown' ? (flags.includes('up') ? 'up' : 'down') : String(operstate)

const linkRow = (one: Link, name: NameOfLink): string[] => {
  // A link below that lives in another namespace has an index of that namespace.
  const below =
    one.link === undefined || one.link === 0
      ? ''
      : one.linkNetnsid === undefined
        ? name(one.link)
        : `${one.link} of namespace ${one.linkNetnsid}`
  return [
    String(one.index),
    one.ifname ?? '',
    String(one.linkinfo?.kind ?? one.type),
    stateOf(one),
    String(one.mtu ?? ''),
    one.address ?? '',
    notes(one.master !== undefined && `in ${name(one.master)}`, below !== '' && `on ${below}`, one.ifalias),
  ]
}

const FOREVER = 0xffffffff

const addressRow = (one: Address, name: NameOfLink): string[] => {
  const own = one.local ?? one.address ?? ''
  const valid = one.cacheinfo?.valid ?? FOREVER
  return [
    name(one.index),
    `${own}/${one.prefixlen}`,
    one.scope === 'universe' ? 'global' : String(one.scope),
    notes(
      one.local !== undefined && one.address !== one.local && `peer ${one.address}`,
      ...words(one.flags, 'tentative', 'deprecated', 'dadfailed'),
      one.flags.includes('secondary') && (one.family === 'inet6' ? 'temporary' : 'secondary'),
      valid !== FOREVER && `valid for ${valid} s`,
    ),
  ]
}

const prefix = (address: string | undefined, length: number): string => {
  if (address === undefined) return length === 0 ? 'default' : `0/${length}`
  return length === (address.includes(':') ? 128 : 32) || !/[.:]/.test(address) ? address : `${address}/${length}`
}

interface Hop {
  readonly gateway?: string
  readonly via?: { readonly address: string }
  readonly oif?: number
}
const hopText = ({ gateway, via, oif }: Hop, name: NameOfLink): string => {
  const to = gateway ?? via?.address
  return notes(to !== undefined && `via ${to}`).concat(oif ? `${to === undefined ? '' : ' '}dev ${name(oif)}` : '')
}

const tableName = (table: string | number): string => nameOf('rt_tables', numberOf('rt_tables', table))

const routeRow = (one: Route, name: NameOfLink): string[] => [
  one.type === 'unicast' ? '' : String(one.type),
  prefix(one.dst, one.dstLen),
  one.multipath === undefined ? hopText(one, name) : one.multipath.map((hop) => hopText(hop, name)).join(' | '),
  one.prefsrc === undefined ? '' : `from ${one.prefsrc}`,
  nameOf('rt_protos', numberOf('rt_protos', one.protocol)),
  one.priority === undefined ? '' : `metric ${one.priority}`,
  one.table === 'main' ? '' : `table ${tableName(one.table)}`,
  notes(...words(one.flags, 'linkdown', 'dead', 'onlink')),
]

/** RTNL_FAMILY_IPMR and RTNL_FAMILY_IP6MR (linux/rtnetlink.h): rules of multicast routing. */
const FAMILIES: Readonly<Record<string, string>> = { inet: 'IPv4', inet6: 'IPv6', ipmr: 'IPv4 multicast', ip6mr: 'IPv6 multicast' }
const familyText = (family: string | number): string => FAMILIES[family] ?? String(family)

const ruleRow = (one: Rule): string[] => [
  String(one.priority ?? 0),
  familyText(one.family),
  [
    one.flags.includes('invert') ? 'not' : '',
    `from ${one.src === undefined ? 'all' : prefix(one.src, one.srcLen)}`,
    one.dst === undefined ? '' : `to ${prefix(one.dst, one.dstLen)}`,
    one.fwmark === undefined ? '' : `fwmark 0x${one.fwmark.toString(16)}`,
    one.iifname === undefined ? '' : `iif ${one.iifname}`,
    one.oifname === undefined ? '' : `oif ${one.oifname}`,
    one.ipProto === undefined ? '' : `ipproto ${one.ipProto}`,
    one.sportRange === undefined ? '' : `sport ${one.sportRange.start}-${one.sportRange.end}`,
    one.dportRange === undefined ? '' : `dport ${one.dportRange.start}-${one.dportRange.end}`,
  ]
    .filter((part) => part !== '')
    .join(' '),
  one.action === 'to_tbl'
    ? one.l3mdev === 1
      ? 'lookup the table of the vrf'
      : `lookup ${tableName(one.table)}`
    : one.action === 'goto'
      ? `goto ${one.goto}`
      : String(one.action),
]

const neighbourRow = (one: Neighbour, name: NameOfLink): string[] => [
  one.dst ?? '',
  name(one.index),
  one.lladdr ?? '',
  one.state.join(' '),
  notes(...words(one.flags, 'router', 'proxy', 'ext_learned')),
]

/** What can be shown, in the order in which it is. */
export const SECTIONS = ['links', 'addresses', 'routes', 'rules', 'neighbours'] as const
export type SectionName = (typeof SECTIONS)[number]

/** Asks the kernel for what was wished, all at once. */
export async function sections(ip: IPRoute, wished: readonly SectionName[]): Promise<Section[]> {
  const links = await ip.getLinks()
  const names = new Map(links.map((one) => [one.index, one.ifname ?? String(one.index)]))
  const name: NameOfLink = (index) => (index === undefined ? '' : (names.get(index) ?? `link ${index}`))
  const made: Readonly<Record<SectionName, () => Promise<string[][]>>> = {
    links: async () => links.map((one) => linkRow(one, name)),
    addresses: async () => (await ip.getAddr()).map((one) => addressRow(one, name)),
    // Those of the table local repeat the addresses; entries without a state (noarp) are multicast's, as `ip` thinks too.
    routes: async () =>
      (await ip.getRoutes((one) => one.table !== 'local' && !one.flags.includes('cloned'))).map((one) => routeRow(one, name)),
    rules: async () => (await ip.getRules()).map(ruleRow),
    neighbours: async () => (await ip.getNeighbors((one) => !one.state.includes('noarp'))).map((one) => neighbourRow(one, name)),
  }
  return Promise.all(wished.map(async (title) => ({ title, rows: await made[title]() })))
}

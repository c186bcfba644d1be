import { withAttribute } from '../../netlink/overlaps.ts'
import { AddressFamily } from '../../schema/enums.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import type { IpmrTable } from '../../schema/mroute.ts'
import { RouteMessage } from '../../schema/route/route.ts'
import { namesInto, prefixInto } from '../route/input.ts'
import { isAnswer, routeFromAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, take, takeCall, unknownWord } from '../words/input.ts'
import { addressBits, familyNumber, familyOf, INET, INET6, inetOf } from '../words/input-prefix.ts'

const { IPMR, IP6MR } = AddressFamily.constants

/** Multicast routes: the keys of routes, and people's words for them. */
export const mrouteNoun: Noun = noun('multicast route', RouteMessage, {
  ...{ group: 'dst', to: 'dst', origin: 'src', from: 'src', proto: 'protocol', oifs: 'multipath', proxy: 'proxy' },
})

/** RTNL_FAMILY_IPMR or RTNL_FAMILY_IP6MR, from either's word or that of the addresses; 0 where nothing is said. */
export function mrouteFamily(value: unknown): number {
  const number = value === undefined || value === null ? 0 : familyNumber(value)
  if (number === 0 || number === IPMR || number === IP6MR) return number
  if (number === INET || number === INET6) return number === INET ? IPMR : IP6MR
  throw new TypeError(`family: multicast routes are of inet (ipmr) or inet6 (ip6mr), not ${String(value)}`)
}

function familyIn(fields: Fields): number {
  for (const key of ['dst', 'src'])
    if (typeof fields[key] === 'string' && familyOf((fields[key] as string).replace(/\/.*$/, '')) === INET6) return IP6MR
  return IPMR
}

/** An outgoing link in the kernel's terms: its index, and its least TTL in the place of `hops`. */
function outgoing(one: unknown, i: number, links: Links): Fields {
  if (typeof one !== 'object' || one === null) return outgoing({ oif: one }, i, links)
  const { dev, oif = dev, index = oif, ttl, hops = ttl ?? 1, flags: _, ...rest } = one as Fields
  const [other] = Object.keys(rest)
  if (other !== undefined) unknownWord(other, `multicast route: oifs.${i}`, ['dev', 'oif', 'index', 'ttl', 'hops'])
  if (typeof hops !== 'number' || !Number.isInteger(hops) || hops < 1 || hops > 254)
    throw new RangeError(`multicast route: oifs.${i}.ttl: ${String(hops)} is not a whole number within 1 .. 254`)
  const fields: Fields = { oif: index, hops }
  links.replace(fields, 'oif')
  if (index === undefined) throw new TypeError(`multicast route: oifs.${i}: the link is missing`)
  return fields
}

/**
 * The kernel takes the TTLs by the numbers of the table's interfaces (ipmr_nla_get_ttls in net/ipv4/ipmr.c), while its
 * answers name links (mr_fill_mroute in net/ipv4/ipmr_base.c): the table is asked for them. 0 keeps packets from leaving.
 */
export function byInterface(oifs: readonly Fields[], tables: readonly IpmrTable[], table: number): Fields[] {
  const vifs = tables.find(({ id }) => (id === 'default' ? 253 : id === 'main' ? 254 : id) === table)?.vifs ?? []
  const places: Fields[] = []
  for (const { oif, hops } of oifs) {
    const vif = vifs.find(({ ifindex }) => ifindex === oif)
    if (vif?.vifId === undefined) {
      throw new TypeError(`multicast route: link ${String(oif)} is no interface of table ${table}; its daemon adds one by MRT_ADD_VIF`)
    }
    places[vif.vifId] = { oif, hops }
  }
  return Array.from(places, (one) => one ?? { oif: 0, hops: 0 })
}

/** The tables of IPv4's multicast routing with their interfaces, as the kernel lists them (ipmr_rtm_dumplink). */
export const TABLES = { type: 'RTM_GETLINK', message: { family: IPMR } } as const
export const tableOf = (link: LinkMessage): readonly IpmrTable[] => (link.afSpec === undefined ? [] : [link.afSpec as IpmrTable])

/**
 * A multicast route to add or delete. The kernel looks at RTA_TABLE alone, not at the header's table, wants the type
 * multicast, the scope universe, a group of all 32 bits and the protocol static or mrouted (rtm_to_ipmr_mfcc in
 * net/ipv4/ipmr.c). It adds in place of a route that is there, whatever NLM_F_* says (ipmr_mfc_add).
 */
export function mrouteMessage(options: object): Prepared {
  const message = fieldsOf(mrouteNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (isAnswer(mrouteNoun, message)) routeFromAnswer(message)
  delete message['flags']
  delete message['expires']
  const family = mrouteFamily(message['family']) || familyIn(message)
  if (family === IP6MR) {
    throw new TypeError('multicast route: the kernel takes those of IPv6 only from a daemon, by MRT6_ADD_MFC; it has no message for it')
  }
  if (message['dst'] === undefined) throw new TypeError("multicast route: the group is missing ('dst', or 'group')")
  addressesInto(message, family)
  namesInto(message)
  for (const key of ['type', 'scope', 'tos', 'dstLen', 'srcLen']) delete message[key]
  Object.assign(message, { family, type: 'multicast', dstLen: 32, ...(message['src'] === undefined ? {} : { srcLen: 32 }) })
  message['protocol'] ??= 4
  message['table'] ??= 253
  // Its presence is all that the kernel looks at.
  if (take(message, 'proxy') === true) message['prefsrc'] = '0.0.0.0'
  links.replace(message, 'iif')
  const oifs = message['multipath']
  if (oifs !== undefined) {
    if (!Array.isArray(oifs)) throw new TypeError('multicast route: oifs: an array of links is wanted')
    const wanted = oifs.map((one, i) => outgoing(one, i, links))
    message['multipath'] = wanted
    links.ask(async (context, askedFor) => {
      const tables = await context.asking.dump<LinkMessage>({ ...TABLES, ...askedFor })
      message['multipath'] = byInterface(wanted, tables.flatMap(tableOf), message['table'] as number)
    })
  }
  withAttribute(message, 'table', 0)
  return { message, links, call }
}

/** Any source or group, as an entry for all of them tells it. */
const ANY: ReadonlySet<unknown> = new Set(['0.0.0.0', '::'])

function addressesInto(message: Fields, family: number): void {
  for (const key of ['dst', 'src'] as const) {
    if (message[key] === undefined || message[key] === null) continue
    prefixInto(message, key, inetOf(family))
    if (message[`${key}Len`] !== addressBits(inetOf(family)) && !ANY.has(message[key]))
      throw new TypeError(`multicast route: ${key}: a whole address is wanted, no prefix`)
  }
}

/**
 * A lookup of one route by group and source. The kernel takes nothing else, and the table only as an attribute
 * (ipmr_rtm_valid_getroute_req in net/ipv4/ipmr.c, ip6mr_rtm_valid_getroute_req in net/ipv6/ip6mr.c, Linux 6.0).
 */
export function mrouteLookup(options: object): Prepared {
  const given = fieldsOf(mrouteNoun, options)
  const call = takeCall(given)
  const family = mrouteFamily(given['family']) || familyIn(given)
  addressesInto(given, family)
  namesInto(given)
  const { dst, dstLen, src, srcLen, table = family === IPMR ? 253 : 254 } = given
  if (dst === undefined) throw new TypeError("multicast route: the group to look up is missing ('dst', or 'group')")
  const message: Fields = { family, dst, dstLen, ...(src === undefined ? {} : { src, srcLen }), table }
  withAttribute(message, 'table', 0)
  return { message, links: new Links(), call }
}

/** The words of a listing in the kernel's terms. */
export function mrouteFilter(options: object): Prepared {
  const message = fieldsOf(mrouteNoun, options)
  const call = takeCall(message)
  const links = new Links()
  const family = mrouteFamily(message['family'])
  if (family === 0) delete message['family']
  else message['family'] = family
  addressesInto(message, family || familyIn(message))
  for (const key of ['dstLen', 'srcLen', 'proxy']) delete message[key]
  namesInto(message)
  if (Array.isArray(message['multipath'])) message['multipath'] = message['multipath'].map((one, i) => outgoing(one, i, links))
  for (const key of ['iif', 'oif']) if (message[key] !== null) links.replace(message, key)
  return { message, links, call }
}

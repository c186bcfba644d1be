import { RouteFlags, RouteScope, RouteType } from '../../schema/route/enums.ts'
import { RouteMessage } from '../../schema/route/route.ts'
import { encapInto } from '../encap/encap.ts'
import { isAnswer, routeFromAnswer } from '../words/answers.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, reading, take, takeCall } from '../words/input.ts'
import { addressBits, familyNumber, familyOf, INET, INET6, MPLS, parsePrefix, prefixLength } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'
import { vrfTable } from '../words/vrf.ts'
import { gatewayInto, hops, metricsInto, metricWords, realms } from './parts.ts'

/** Routes: the table's keys, and people's words for them. */
export const routeNoun: Noun = noun('route', RouteMessage, {
  ...{ prefix: 'dst', mask: 'dstLen', from: 'src', dev: 'oif', index: 'oif', metric: 'priority', realm: 'flow', realms: 'flow' },
  ...{ proto: 'protocol', rtproto: 'protocol', rtype: 'type', rtscope: 'scope', dsfield: 'tos', nhid: 'nhId', as: 'newdst' },
  ...{ onlink: 'onlink', fibmatch: 'fibmatch', vrf: 'vrf' },
  // Of listings only.
  ...{ root: 'root', match: 'match', exact: 'exact', cached: 'cached', cloned: 'cached' },
  ...metricWords,
})

const withoutLength = (text: string): string => (text.includes('/') ? text.slice(0, text.indexOf('/')) : text)

/** The family that an address of the route tells. */
function familyIn(fields: Fields): number {
  const hop = Array.isArray(fields['multipath']) ? (fields['multipath'][0] as Fields | undefined) : undefined
  const texts = [fields['dst'], fields['src'], fields['prefsrc'], fields['gateway'], fields['via'], hop?.['gateway'], hop?.['via']]
  for (const text of texts) {
    const family = typeof text === 'string' ? familyOf(withoutLength(text)) : 0
    if (family !== 0) return family
  }
  return INET
}

/** `dst: '10.0.0.0/24'` into an address and its length; `default` into a length of zero and no address. */
export function prefixInto(fields: Fields, key: 'dst' | 'src', family: number): void {
  const text = fields[key]
  const lengthKey = `${key}Len`
  const given = fields[lengthKey]
  if (text === undefined || text === null) {
    if (given !== undefined) fields[lengthKey] = prefixLength(lengthKey, given, family)
    return
  }
  if (family === MPLS) {
    // A label is 20 bits, and all of them count (rtm_to_route_config in net/mpls/af_mpls.c).
    fields[lengthKey] = given ?? addressBits(MPLS)
    if (typeof text === 'number') fields[key] = String(text)
    return
  }
  const prefix = parsePrefix(key, text)
  if (prefix.family !== 0 && family !== 0 && prefix.family !== family)
    throw new TypeError(`${key}: '${String(text)}' is not of the family given`)
  if (prefix.address === undefined) delete fields[key]
  else fields[key] = prefix.address
  const length = given === undefined ? undefined : prefixLength(lengthKey, given, family)
  if (length !== undefined && prefix.length !== undefined && length !== prefix.length) {
    throw new TypeError(`${key}: '${String(text)}' has a length of its own, and ${lengthKey} says ${length}`)
  }
  fields[lengthKey] = length ?? prefix.length ?? addressBits(family || prefix.family)
}

/** RTA_TTL_PROPAGATE of MPLS routes, as ip(8) says it: whether the TTL of a packet goes on below its last label. */
function ttlPropagateInto(fields: Fields): void {
  const value = fields['ttlPropagate']
  if (typeof value === 'boolean') fields['ttlPropagate'] = Number(value)
  else if (value === 'enabled' || value === 'disabled') fields['ttlPropagate'] = Number(value === 'enabled')
}

/** Words whose value is a name of iproute2's files. */
export function namesInto(fields: Fields): void {
  if (fields['table'] !== undefined) fields['table'] = numberOf('rt_tables', fields['table'])
  if (fields['protocol'] !== undefined) fields['protocol'] = numberOf('rt_protos', fields['protocol'])
  if (fields['scope'] !== undefined) fields['scope'] = numberOf('rt_scopes', fields['scope'])
  if (fields['tos'] !== undefined) fields['tos'] = numberOf('rt_dsfield', fields['tos'])
  if (fields['flow'] !== undefined) fields['flow'] = realms(fields['flow'])
}

const { LOCAL, BROADCAST, ANYCAST, MULTICAST, NAT, UNICAST, UNSPEC } = RouteType.constants

/** What iproute2 leaves to be understood (iproute_modify in ip/iproute.c), with the reference's origin `static`. */
function defaults(fields: Fields, command: string, family: number, vrf: boolean): void {
  const removing = command === 'delete'
  // A deletion matches whatever type and protocol is there unless it names one (fib_table_delete).
  // MPLS knows but one type (rtm_to_route_config in net/mpls/af_mpls.c).
  if (!removing || family === MPLS) fields['type'] ??= UNICAST
  if (!removing) fields['protocol'] ??= 4
  const type = fields['type'] === undefined ? UNSPEC : reading('type', () => RouteType.number(fields['type'] as 'unicast'))
  const own = type === LOCAL || type === BROADCAST || type === NAT || type === ANYCAST
  // RT_TABLE_LOCAL for what concerns this machine's own addresses, else RT_TABLE_MAIN.
  if (!vrf) fields['table'] ??= own && family !== MPLS ? 255 : 254
  if (fields['scope'] !== undefined) return
  const reached = ['gateway', 'via', 'multipath', 'nhId'].some((key) => fields[key] !== undefined)
  const { UNIVERSE, LINK, HOST, NOWHERE } = RouteScope.constants
  if (family === INET6 || family === MPLS) fields['scope'] = UNIVERSE
  else if (type === LOCAL || type === NAT) fields['scope'] = HOST
  else if (type === BROADCAST || type === MULTICAST || type === ANYCAST) fields['scope'] = LINK
  else if (type !== UNICAST && type !== UNSPEC) fields['scope'] = UNIVERSE
  else if (removing) fields['scope'] = NOWHERE
  // Without a gateway the destination is on the link; `universe` would make it useless for gateways of other routes.
  else fields['scope'] = reached ? UNIVERSE : LINK
}

const OF_LISTINGS = ['root', 'match', 'exact', 'cached']

/** A vrf is its table to routes and listings: `vrf: 'blue'`. */
export function vrfInto(message: Fields, links: Links): void {
  const vrf = take(message, 'vrf')
  if (vrf === undefined) return
  if (message['table'] !== undefined) throw new TypeError("route: 'vrf' and 'table' say the same")
  links.ask(async (context, call) => {
    message['table'] = await vrfTable(context, vrf, call)
  })
}

/** The parts that additions and lookups have in common. */
function commonParts(options: object): Prepared & { readonly family: number } {
  const message = fieldsOf(routeNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (isAnswer(routeNoun, message)) routeFromAnswer(message)
  const family = message['family'] === undefined ? familyIn(message) : familyNumber(message['family']) || familyIn(message)
  message['family'] = family
  prefixInto(message, 'dst', family)
  prefixInto(message, 'src', family)
  namesInto(message)
  ttlPropagateInto(message)
  for (const word of OF_LISTINGS) if (message[word] !== undefined) throw new TypeError(`route: '${word}' is a word of listings only`)
  for (const key of ['oif', 'iif']) links.replace(message, key)
  return { message, links, call, family }
}

const flagsWith = (fields: Fields, bit: number): number =>
  reading('flags', () => (RouteFlags.bits((fields['flags'] ?? 0) as number) | bit) >>> 0)

/** A route to add, change or delete. */
export function routeMessage(command: string, options: object): Prepared {
  const { message, links, call, family } = commonParts(options)
  delete message['fibmatch']
  metricsInto(message)
  gatewayInto(message, family)
  const purpose = command === 'delete' ? 'delete' : 'add'
  encapInto(message, links, purpose)
  if (message['multipath'] !== undefined) message['multipath'] = hops(message['multipath'], family, links, purpose)
  if (take(message, 'onlink') === true) message['flags'] = flagsWith(message, RouteFlags.constants.ONLINK)
  const vrf = message['vrf'] !== undefined
  vrfInto(message, links)
  defaults(message, command, family, vrf)
  // The kernel picks a label where none is given, but wants to see how many bits it has (mpls_route_add).
  if (family === MPLS) message['dstLen'] ??= addressBits(MPLS)
  if (command === 'delete' && message['dst'] === undefined && (family === MPLS || message['dstLen'] === undefined)) {
    throw new TypeError("route: the prefix to delete is missing ('default' for the default route)")
  }
  return { message, links, call }
}

/**
 * A lookup. Under strict checking the kernel refuses all but addresses, links, mark, uid, protocol, ports and, of IPv6,
 * the flow label (inet_rtm_valid_getroute_req in net/ipv4/route.c, inet6_rtm_valid_getroute_req in net/ipv6/route.c); of
 * MPLS all but the labels, those to put on (`as`) too (mpls_valid_getroute_req in net/mpls/af_mpls.c).
 */
export function lookupMessage(options: object): Prepared {
  const { message, links, call, family } = commonParts(options)
  if (message['dst'] === undefined) throw new TypeError('route: the address to look up is missing')
  // The kernel takes whole addresses only; those of an answer's prefix count as such.
  message['dstLen'] = addressBits(family)
  if (message['src'] !== undefined) message['srcLen'] = addressBits(family)
  // A packet of a vrf goes out by it as far as the lookup is concerned (l3mdev_update_flow in net/l3mdev/l3mdev.c).
  const vrf = take(message, 'vrf')
  if (vrf !== undefined) {
    if (message['oif'] !== undefined) throw new TypeError("route: 'vrf' and 'oif' say the same in a lookup")
    message['oif'] = vrf
    links.replace(message, 'oif')
  }
  const { LOOKUP_TABLE, FIB_MATCH } = RouteFlags.constants
  // Which table answered; IPv6 tells it unasked and refuses the flag (inet6_rtm_valid_getroute_req in net/ipv6/route.c).
  const tell = family === INET ? LOOKUP_TABLE : 0
  message['flags'] = flagsWith(message, tell | (take(message, 'fibmatch') === true ? FIB_MATCH : 0))
  delete message['onlink']
  return { message, links, call }
}

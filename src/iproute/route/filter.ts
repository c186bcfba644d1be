import { parseIpv4, parseIpv6 } from '../../netlink/address-text.ts'
import { withAttribute } from '../../netlink/overlaps.ts'
import { RouteFlags } from '../../schema/route/enums.ts'
import { encapInto } from '../encap/encap.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { type Fields, fieldsOf, Links, type Prepared, picked, reading, take, takeCall } from '../words/input.ts'
import { addressBits, familyNumber, INET, INET6, parsePrefix } from '../words/input-prefix.ts'
import type { Keep } from '../words/input-types.ts'
import { namesInto, prefixInto, routeNoun, vrfInto } from './input.ts'
import { gatewayInto, hops, metricsInto } from './parts.ts'
import type { Route } from './types.ts'

/** The words of a filter in the kernel's terms; nothing is taken for granted. `ranges` holds for what is no field. */
export interface RouteListing extends Prepared {
  readonly ranges: Keep<Route> | undefined
}

/**
 * What the kernel itself filters by in a listing; all else it refuses (ip_valid_fib_dump_req in net/ipv4/fib_frontend.c,
 * which IPv6, MPLS and multicast routes use too; MPLS before Linux 5.0 has its own in net/mpls/af_mpls.c).
 * - A table that is not there is ENOENT of the family asked for (inet_dump_fib, inet6_dump_fib), nothing if all are.
 * - A route passes for a link if any of its next hops goes by it (fib_info_nh_uses_dev, fib6_info_uses_dev,
 *   mpls_rt_uses_dev, mr_mfc_uses_dev).
 * - Multicast routes have no protocol, and are of type multicast (mr_rtm_dumproute in net/ipv4/ipmr_base.c).
 * - RTM_F_CLONED asks for the exceptions in place of the routes: redirects and path MTUs, `ip route show cached`.
 * - RTM_F_PREFIX asks for IPv6 routes of prefixes that routers announced (rt6_dump_route in net/ipv6/route.c).
 */
const KERNEL_FILTERS = ['family', 'table', 'protocol', 'type', 'oif']

/** What belongs to each next hop: a filter holds if it holds for one of them. */
const PER_HOP = ['oif', 'gateway', 'via']

/** What the kernel is asked for. */
export function askedOf(message: Fields): Fields {
  const asked = picked(message, KERNEL_FILTERS)
  if (message['flags'] !== undefined) asked['flags'] = message['flags']
  // As iproute2 says it; the header would do.
  if (asked['table'] !== undefined) withAttribute(asked, 'table', 0)
  return asked
}

/** What must hold of each route here: all of it, for kernels without strict checking pass over the filters. */
export function keepRoute({ message, ranges }: RouteListing, keep: Keep<Route> | undefined): Keep<Route> | undefined {
  const { flags: _, ...compared } = message
  const hop: Fields = {}
  for (const key of PER_HOP) if (compared[key] !== undefined && compared[key] !== null) hop[key] = take(compared, key)
  const ofHop = keepOf<object>(routeNoun, hop)
  const anyHop = ofHop && ((one: Route) => ofHop(one) || (one.multipath?.some(ofHop) ?? false))
  return both(both(both(keepOf<Route>(routeNoun, compared), anyHop), ranges), keep)
}

interface Range {
  readonly bytes: Uint8Array
  readonly length: number
  readonly family: number
}
const FAMILY: Readonly<Record<string, number>> = { inet: INET, inet6: INET6 }
const bytesOf = (text: string): Uint8Array | undefined => parseIpv4(text) ?? parseIpv6(text)

function rangeOf(key: string, value: unknown, family: number): Range {
  const prefix = parsePrefix(key, value)
  const own = prefix.family || family || INET
  if (family !== 0 && own !== family) throw new TypeError(`${key}: '${String(value)}' is not of the family given`)
  const length = prefix.length ?? addressBits(own)
  return { bytes: bytesOf(prefix.address ?? '') ?? new Uint8Array(addressBits(own) / 8), length, family: own }
}

/** Whether the first bits of two addresses are the same. */
function sameBits(one: Uint8Array, other: Uint8Array, bits: number): boolean {
  const whole = bits >> 3
  for (let i = 0; i < whole; i++) if (one[i] !== other[i]) return false
  const rest = bits & 7
  return rest === 0 || ((one[whole] ?? 0) ^ (other[whole] ?? 0)) >> (8 - rest) === 0
}

/**
 * `root`: routes within the prefix; `match`: routes whose prefix holds this one, the default route too (filter_nlmsg in
 * ip/iproute.c).
 */
function withinOrAround(side: 'dst' | 'src', root: Range | undefined, match: Range | undefined): Keep<Route> | undefined {
  if (root === undefined && match === undefined) return undefined
  return (one) => {
    const family = FAMILY[one.family]
    if (family !== (root ?? match)?.family) return false
    const length = side === 'dst' ? one.dstLen : one.srcLen
    const bytes = bytesOf(one[side] ?? '') ?? new Uint8Array(16)
    if (root !== undefined && (length < root.length || !sameBits(bytes, root.bytes, root.length))) return false
    return match === undefined || (length <= match.length && sameBits(bytes, match.bytes, length))
  }
}

/** Takes `root`, `match` and `exact` out of the words of one side: `{ root: '10.0.0.0/8' }`. */
function selectorOf(fields: Fields, words: Fields, side: 'dst' | 'src'): Keep<Route> | undefined {
  const [root, match, exact] = ['root', 'match', 'exact'].map((word) => take(words, word))
  const other = words === fields ? undefined : Object.keys(words)[0]
  if (other !== undefined) throw new TypeError(`route: ${side}: '${other}' is none of root, match, exact`)
  if (exact !== undefined) {
    if (fields[side] !== undefined) throw new TypeError(`route: 'exact' says again what '${side}' says`)
    fields[side] = exact
  }
  const ranges = [root, match].map((one, i) => {
    if (one === undefined) return undefined
    const range = rangeOf(i === 0 ? 'root' : 'match', one, (fields['family'] as number | undefined) ?? 0)
    // No other family has such a route, and need not be listed.
    fields['family'] = range.family
    return range
  })
  return withinOrAround(side, ranges[0], ranges[1])
}

function sourceSelector(message: Fields): Keep<Route> | undefined {
  const src = message['src']
  if (typeof src !== 'object' || src === null) return undefined
  delete message['src']
  return selectorOf(message, { ...src }, 'src')
}

/** The words of a listing. */
export function filterFields(options: object): RouteListing {
  const message = fieldsOf(routeNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (message['family'] !== undefined) message['family'] = familyNumber(message['family'])
  const ranges = both(selectorOf(message, message, 'dst'), sourceSelector(message))
  const family = (message['family'] as number | undefined) ?? 0
  for (const key of ['dst', 'src'] as const) if (message[key] !== null) prefixInto(message, key, family)
  if (message['dst'] === undefined && message['dstLen'] === 0) message['dst'] = null
  if (take(message, 'cached') === true) {
    message['flags'] = reading('flags', () => RouteFlags.bits((message['flags'] ?? 0) as number) | RouteFlags.constants.CLONED)
  }
  if (message['flags'] === undefined) delete message['flags']
  namesInto(message)
  metricsInto(message)
  vrfInto(message, links)
  if (message['gateway'] !== null && message['via'] !== null) gatewayInto(message, familyOfGateway(message, family))
  if (Array.isArray(message['multipath'])) message['multipath'] = hops(message['multipath'], family, links, 'filter')
  encapInto(message, links, 'filter')
  for (const key of ['oif', 'iif']) links.replace(message, key)
  return { message, links, call, ranges }
}

/** Without a family, `via` means a gateway of the route's own. */
function familyOfGateway(message: Fields, family: number): number {
  const text = message['gateway'] ?? message['via']
  return family === 0 && typeof text === 'string' ? (text.includes(':') ? INET6 : INET) : family
}

import { NeighbourState } from '../../schema/neighbour.ts'
import { RuleFlags } from '../../schema/rule.ts'
import { addressNoun } from '../address/input.ts'
import type { Address } from '../address/types.ts'
import type { Context } from '../context.ts'
import { sameEncap } from '../encap/same.ts'
import { entryNoun, neighbourNoun } from '../neighbour/input.ts'
import type { Neighbour } from '../neighbour/types.ts'
import { routeNoun } from '../route/input.ts'
import type { Route } from '../route/types.ts'
import { addRule } from '../rule/add.ts'
import { ruleNoun } from '../rule/input.ts'
import type { Rule } from '../rule/types.ts'
import { canonical, includes } from './answers-filter.ts'
import { addressCommands, fdbCommands, neighbourCommands, routeCommands, type Sending } from './flags.ts'
import { type Fields, type Noun, type Prepared, send } from './input.ts'
import { INET6 } from './input-prefix.ts'
import type { Ensured, Removed } from './input-types.ts'

/** The error's name, if it has one: `'EEXIST'`. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/**
 * What the kernel says of something that is not there: links (ENODEV), routes (ESRCH), rules, neighbours and entries
 * (ENOENT), IPv4 and IPv6 addresses (EADDRNOTAVAIL).
 */
const GONE: ReadonlySet<unknown> = new Set(['ENODEV', 'ESRCH', 'ENOENT', 'EADDRNOTAVAIL'])

/** Deletes, content if there is nothing to delete. */
export async function absent(context: Context, sending: Sending, prepared: Prepared): Promise<Removed> {
  try {
    await send(context, sending, prepared)
    return 'deleted'
  } catch (error) {
    if (GONE.has(codeOf(error))) return 'absent'
    throw error
  }
}

/** Adds; true if it was added, false if there is one of the same key. Any other error leaves. */
export const added = (context: Context, sending: Sending, prepared: Prepared): Promise<boolean> => addedBy(send(context, sending, prepared))

async function addedBy(adding: Promise<unknown>): Promise<boolean> {
  try {
    await adding
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

type Values = Readonly<Record<string, unknown>>

/** Those of the keys in which an object is not what is wished. */
export function differences(noun: Noun, existing: object, wish: Fields, keys: readonly string[]): string[] {
  const wanted = canonical(noun, wish)
  return keys.filter((key) => {
    if (wish[key] === undefined) return false
    return !includes((existing as Values)[key], wanted[key], wish[key])
  })
}

async function replaced(context: Context, sending: Sending, prepared: Prepared): Promise<Ensured> {
  await send(context, sending, prepared)
  return 'changed'
}

/** What an IPv6 route without a metric gets (IP6_RT_PRIO_USER in include/net/ip6_route.h). */
const IP6_PRIORITY = 1024
/** What tells where a route leads; what is not wished must not be there. */
const ROUTE_WAYS = ['gateway', 'via', 'oif', 'multipath', 'encapType', 'prefsrc', 'metrics']
/** What IPv6 answers though nobody asked for it. */
const ROUTE_SAME = ['type', 'protocol', 'scope', 'flow', 'newdst', 'nhId', 'pref', 'flags', 'ttlPropagate']

/** A route of this prefix, type of service and metric, and with this content. */
export async function ensureRoute(context: Context, prepared: Prepared): Promise<Ensured> {
  if (await added(context, routeCommands.add, prepared)) return 'created'
  const { message, call } = prepared
  const { family, table } = message
  const wanted = canonical(routeNoun, message)
  const priority = message['priority'] ?? (family === INET6 ? IP6_PRIORITY : undefined)
  const keep = (one: Route) =>
    one.dst === wanted['dst'] &&
    one.dstLen === wanted['dstLen'] &&
    one.tos === wanted['tos'] &&
    one.table === wanted['table'] &&
    one.priority === priority
  const [existing] = await context.dump<Route>({ type: 'RTM_GETROUTE', message: { family, table }, ...call, keep })
  if (existing !== undefined && message['expires'] === undefined && sameRoute(existing, message)) return 'unchanged'
  return replaced(context, routeCommands.replace, prepared)
}

function sameRoute(existing: Route, wish: Fields): boolean {
  if (differences(routeNoun, existing, wish, [...ROUTE_SAME, ...ROUTE_WAYS]).length > 0) return false
  if (wish['nhId'] !== undefined) return true
  const wanted = canonical(routeNoun, wish) as Partial<Route>
  if (!sameEncap(existing, wanted) || !(wanted.multipath ?? []).every((hop, i) => sameEncap(existing.multipath?.[i] ?? {}, hop)))
    return false
  const reached = wish['gateway'] !== undefined || wish['via'] !== undefined
  const more = ROUTE_WAYS.filter((key) => (existing as Values)[key] !== undefined && wish[key] === undefined)
  // The kernel finds the link of a gateway by itself; a blackhole of IPv6 is told with the loopback's.
  if (more.some((key) => key !== 'oif' || (!reached && wish['type'] === 1))) return false
  return existing.metrics === undefined || includes(wanted.metrics, existing.metrics)
}

/** What a replacement changes (inet_rtm_newaddr, inet6_addr_modify); all else needs another address. */
const ADDRESS_CHANGEABLE = ['cacheinfo', 'rtPriority', 'proto', 'flags']
const FOREVER = 0xffffffff

/** An address of this link, with these properties. */
export async function ensureAddress(context: Context, prepared: Prepared): Promise<Ensured> {
  if (await added(context, addressCommands.add, prepared)) return 'created'
  const { message, call } = prepared
  const { family, index, local } = canonical(addressNoun, message)
  // Of the same address IPv4 has one for each prefix, IPv6 only one.
  const keep = (one: Address) =>
    one.index === index && (one.local ?? one.address) === local && (family === 'inet6' || one.prefixlen === message['prefixlen'])
  const [existing] = await context.dump<Address>({ type: 'RTM_GETADDR', message: { family, index }, ...call, keep })
  if (existing === undefined) return replaced(context, addressCommands.replace, prepared)
  const lifetimes = (message['cacheinfo'] ?? { valid: FOREVER, prefered: FOREVER }) as Fields
  const wish = { ...message, cacheinfo: lifetimes }
  // IPv6 derives the scope from the address.
  const keys = ['address', 'prefixlen', 'label', 'broadcast', ...(family === 'inet6' ? [] : ['scope']), ...ADDRESS_CHANGEABLE]
  const different = differences(addressNoun, existing, wish, keys)
  // What is left of a lifetime is never what was wished: the wish begins it anew.
  const ends = lifetimes['valid'] !== FOREVER || lifetimes['prefered'] !== FOREVER
  if (different.length === 0 && !ends) return 'unchanged'
  if (different.some((key) => !ADDRESS_CHANGEABLE.includes(key))) {
    const { local: own, address, prefixlen } = existing
    await absent(context, addressCommands.delete, { ...prepared, message: { family, index, local: own ?? address, address, prefixlen } })
    return replaced(context, addressCommands.add, prepared)
  }
  return replaced(context, addressCommands.replace, { ...prepared, message: wish })
}

/** What a rule selects by or does; what is not wished must not be there. */
const RULE_PARTS = [
  ...['src', 'dst', 'iifname', 'oifname', 'fwmark', 'goto', 'tunId', 'l3mdev', 'uidRange', 'ipProto', 'sportRange', 'dportRange'],
  ...['dscp', 'dscpMask', 'flowlabel', 'flowlabelMask', 'sportMask', 'dportMask', 'flow'],
]
/** The same in the header, where 0 is nothing. */
const RULE_HEADER = ['srcLen', 'dstLen', 'tos', 'table', 'action', 'flags'] as const

/**
 * A rule of these selectors, action and, if it was given, priority. With a priority the kernel compares all of it
 * (rule_exists in net/core/fib_rules.c); without one it would add the rule before those there are.
 */
export async function ensureRule(context: Context, prepared: Prepared): Promise<Ensured> {
  const { message, call } = prepared
  if (message['priority'] !== undefined) return (await addedBy(addRule(context, prepared))) ? 'created' : 'unchanged'
  const whole = { ...Object.fromEntries(RULE_HEADER.map((key) => [key, 0])), ...message }
  const keep = (one: Rule) =>
    differences(ruleNoun, one, whole, Object.keys(whole)).length === 0 &&
    (RuleFlags.bits(one.flags) & RuleFlags.constants.INVERT) ===
      (RuleFlags.bits((message['flags'] ?? 0) as number) & RuleFlags.constants.INVERT) &&
    RULE_PARTS.every((key) => message[key] !== undefined || (one as unknown as Values)[key] === undefined)
  const found = await context.dump<Rule>({ type: 'RTM_GETRULE', message: { family: message['family'] }, ...call, keep })
  if (found.length > 0) return 'unchanged'
  await addRule(context, prepared)
  return 'created'
}

const LASTING = NeighbourState.constants.PERMANENT | NeighbourState.constants.NOARP

/** A neighbour of this address, with these properties. Where the state is one that passes, any state will do. */
export async function ensureNeighbour(context: Context, prepared: Prepared): Promise<Ensured> {
  if (await added(context, neighbourCommands.add, prepared)) return 'created'
  const { message, call } = prepared
  const { family, index, dst, flags } = message
  const state = NeighbourState.bits(message['state'] as number)
  const asked = { family, index, dst, ...(flags === undefined ? {} : { flags }) }
  const [existing] = await context.request<Neighbour>({ ...neighbourCommands.get, message: asked, ...call })
  const keys = ['lladdr', 'flags', 'protocol', 'flagsExt', ...((state & LASTING) === 0 ? [] : ['state'])]
  if (existing !== undefined && differences(neighbourNoun, existing, message, keys).length === 0) return 'unchanged'
  return replaced(context, neighbourCommands.replace, prepared)
}

/** `permanent`, `static` or `dynamic`: what the state of an entry comes to. */
function entryState(bits: number): string {
  const { PERMANENT, NOARP } = NeighbourState.constants
  return (bits & PERMANENT) !== 0 ? 'permanent' : (bits & NOARP) !== 0 ? 'static' : 'dynamic'
}

/** An entry of this link address (and vlan, and destination), with this state. */
export async function ensureEntry(context: Context, prepared: Prepared): Promise<Ensured> {
  if (await added(context, fdbCommands.add, prepared)) return 'created'
  const { message, call } = prepared
  const { family, index } = message
  const keys = ['index', 'lladdr', 'vlan', 'dst', 'port', 'vni', 'srcVni', 'nhId', 'ifindex']
  const keep = (one: Neighbour) => differences(entryNoun, one, message, keys).length === 0
  const [existing] = await context.dump<Neighbour>({ type: 'RTM_GETNEIGH', message: { family, index }, ...call, keep })
  const wished = entryState(NeighbourState.bits(message['state'] as number))
  if (existing !== undefined && entryState(NeighbourState.bits(existing.state)) === wished) return 'unchanged'
  return replaced(context, fdbCommands.replace, prepared)
}

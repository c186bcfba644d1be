import { NetlinkError } from '../../netlink/kernel-error.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { absent, ensureRoute } from '../words/ensure.ts'
import { commandOf, isListing, routeCommands } from '../words/flags.ts'
import { type Fields, joined, listing, send } from '../words/input.ts'
import { MPLS } from '../words/input-prefix.ts'
import { askedOf, filterFields, keepRoute } from './filter.ts'
import { lookupMessage, routeMessage } from './input.ts'
import type { Route, RouteCommand, RouteFilter, RouteParameters, RouteReply } from './types.ts'

const WORDS = [...Object.keys(routeCommands), 'dump', 'flush', 'ensure', 'absent']
const POSITIONS = ['prefix', 'mask', 'rtype', 'rtproto', 'rtscope', 'index', 'family']

/**
 * Route operations, as `ip route`:
 * `route('add', { prefix: '10.0.0.0', mask: 24, gateway: '192.168.0.1' })`, `route('del', 'default')`,
 * `route('replace', { dst: '10.1.0.0/16', multipath: [{ via: '192.0.2.1', weight: 2 }, { dev: 'eth1' }] })`.
 * `encap: { type: 'mpls', labels: '100/200' }` wraps its packets, also in each next hop.
 * `get` asks the kernel which way an address goes; `flush` deletes what a filter finds and answers how many;
 * `ensure` adds or replaces only where there is need; `absent` is content if there is no such route. `add` answers the
 * label of an MPLS route that was given none.
 * Unless said otherwise a route is unicast, of protocol static, in the table main.
 */
export function route<C extends RouteCommand>(context: Context, command: C, ...parameters: RouteParameters<C>): RouteReply<C> {
  if (isListing(command, 'route')) return getRoutes(context, ...(parameters as [])) as RouteReply<C>
  return changeRoute(context, command, parameters) as RouteReply<C>
}

async function changeRoute(context: Context, given: RouteCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'route', WORDS)
  if (command === 'flush') return flush(context, joined([], parameters))
  const options = joined(POSITIONS, parameters)
  if (command === 'ensure') return ensureRoute(context, routeMessage('add', options))
  if (command === 'absent') return absent(context, routeCommands.delete, routeMessage('delete', options))
  if (command === 'get') {
    const [found] = await send<Route>(context, routeCommands.get, lookupMessage(options))
    return found
  }
  const sending = routeCommands[command as keyof typeof routeCommands]
  const prepared = routeMessage(command, options)
  const { family, dst } = prepared.message
  if (command !== 'add' || family !== MPLS || dst !== undefined) {
    await send(context, sending, prepared)
    return undefined
  }
  // The kernel picks the label, and tells it to who asks for an echo (mpls_route_add, rtmsg_lfib in net/mpls/af_mpls.c).
  const [made] = await send<Route>(context, { ...sending, flags: [...sending.flags, 'echo'] }, prepared)
  return made?.dst
}

/**
 * Lists routes: `getRoutes()` all of all families, `getRoutes({ family: 'inet6' })`, `getRoutes({ table: 254, dev: 'eth0' })`,
 * `getRoutes({ root: '10.0.0.0/8' })` all within a prefix, `getRoutes({ match: '10.1.2.3' })` all whose prefix holds it,
 * `getRoutes((route) => ...)`. Family, table, protocol, type and link are filtered by the kernel, all other words here.
 * Link and gateway mean any next hop of a route. Without a family, routes of MPLS and of multicast come too.
 */
export function getRoutes(context: Context, ...parameters: RouteParameters<'dump'>): Dump<Route> {
  return Dump.from(async () => {
    const { options, keep } = listing<Route>(parameters)
    const filter = filterFields(options)
    const { message, links, call } = filter
    await links.found(context, call)
    const asked = askedOf(message)
    const dump = context.dump<Route>({ type: 'RTM_GETROUTE', message: asked, ...call, keep: keepRoute(filter, keep) })
    return { dump: asked['table'] === undefined ? dump : dump.emptyOn(noSuchTable) }
  })
}

/** The kernel makes a table with its first route, and refuses to list one that it has not made (inet_dump_fib). */
const noSuchTable = (error: unknown): boolean => error instanceof NetlinkError && error.code === 'ENOENT'

/** Deletes what a filter finds, all requests in flight together; answers how many there were. */
async function flush(context: Context, filter: Fields): Promise<number> {
  if (Object.keys(filter).length === 0) throw new TypeError('route flush: a filter is wanted; { table: ... } empties a table')
  // As `ip route flush`: the main table unless one is named.
  const main = filter['vrf'] === undefined ? { table: 254 } : {}
  const all = await getRoutes(context, { ...main, ...filter } as RouteFilter)
  // Multicast routes are another command's, unless their family is named: MAIN is the table of IPv6's.
  const found = filter['family'] === undefined ? all.filter(({ family }) => family !== 'ipmr' && family !== 'ip6mr') : all
  await Promise.all(found.map((one) => send(context, routeCommands.delete, routeMessage('delete', one))))
  return found.length
}

/** The default route that counts, the one with the least metric; undefined if there is none. */
export async function defaultRoute(context: Context, family: 'inet' | 'inet6' = 'inet'): Promise<Route | undefined> {
  const found = await getRoutes(context, { family, table: 254, dst: 'default', type: 'unicast' })
  return found.reduce<Route | undefined>(
    (best, one) => (best === undefined || (one.priority ?? 0) < (best.priority ?? 0) ? one : best),
    undefined,
  )
}

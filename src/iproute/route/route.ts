import { NetlinkError } from '../../netlink/kernel-error.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { absent, ensureRoute } from '../words/ensure.ts'
import { commandOf, isListing, routeCommands } from '../words/flags.ts'
import { type Fields, fieldsOf, joined, Links, listing, type Prepared, picked, send, takeCall } from '../words/input.ts'
import { familyNumber } from '../words/input-prefix.ts'
import { lookupMessage, namesInto, prefixInto, routeMessage, routeNoun } from './input.ts'
import { gatewayInto, hops, metricsInto } from './parts.ts'
import type { Route, RouteCommand, RouteFilter, RouteParameters, RouteReply } from './types.ts'

const WORDS = [...Object.keys(routeCommands), 'dump', 'flush', 'ensure', 'absent']
const POSITIONS = ['prefix', 'mask', 'rtype', 'rtproto', 'rtscope', 'index', 'family']

/**
 * Route operations, as `ip route`:
 * `route('add', { prefix: '10.0.0.0', mask: 24, gateway: '192.168.0.1' })`, `route('del', 'default')`,
 * `route('replace', { dst: '10.1.0.0/16', multipath: [{ via: '192.0.2.1', weight: 2 }, { dev: 'eth1' }] })`.
 * `get` asks the kernel which way an address goes; `flush` deletes what a filter finds and answers how many;
 * `ensure` adds or replaces only where there is need; `absent` is content if there is no such route.
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
  await send(context, sending, routeMessage(command, options))
  return undefined
}

/** What the kernel itself filters by in a listing (ip_valid_fib_dump_req in net/ipv4/fib_frontend.c); all else it refuses. */
const KERNEL_FILTERS = ['family', 'table', 'protocol', 'type', 'oif']

/**
 * Lists routes: `getRoutes()` all of all families, `getRoutes({ family: 'inet6' })`, `getRoutes({ table: 254, dev: 'eth0' })`,
 * `getRoutes((route) => ...)`. Family, table, protocol, type and link are filtered by the kernel, all other words here.
 */
export function getRoutes(context: Context, ...parameters: RouteParameters<'dump'>): Dump<Route> {
  return Dump.from(async () => {
    const { options, keep } = listing<Route>(parameters)
    const { message, links, call } = filterFields(options)
    await links.found(context, call)
    const asked = picked(message, KERNEL_FILTERS)
    // The bit that asks for the cached routes of `ip route show cache`, and for them only.
    if (message['flags'] !== undefined) asked['flags'] = message['flags']
    // Kernels without strict checking pass over the filters, so they hold here too.
    const { flags: _, ...compared } = message
    const dump = context.dump<Route>({
      type: 'RTM_GETROUTE',
      message: asked,
      ...call,
      keep: both(keepOf<Route>(routeNoun, compared), keep),
    })
    return { dump: asked['table'] === undefined ? dump : dump.emptyOn(noSuchTable) }
  })
}

/** The kernel makes a table with its first route, and refuses to list one that it has not made (inet_dump_fib). */
const noSuchTable = (error: unknown): boolean => error instanceof NetlinkError && error.code === 'ENOENT'

/** The words of a filter in the kernel's terms; nothing is taken for granted. */
function filterFields(options: object): Prepared {
  const message = fieldsOf(routeNoun, options)
  const call = takeCall(message)
  const links = new Links()
  const family = message['family'] === undefined ? 0 : familyNumber(message['family'])
  if (message['family'] !== undefined) message['family'] = family
  if (message['dst'] !== null) prefixInto(message, 'dst', family)
  if (message['dst'] === undefined && message['dstLen'] === 0) message['dst'] = null
  if (message['src'] !== null) prefixInto(message, 'src', family)
  if (message['flags'] === undefined) delete message['flags']
  namesInto(message)
  metricsInto(message)
  if (message['gateway'] !== null && message['via'] !== null) gatewayInto(message, familyOfGateway(message, family))
  if (Array.isArray(message['multipath'])) message['multipath'] = hops(message['multipath'], family, links)
  for (const key of ['oif', 'iif']) links.replace(message, key)
  return { message, links, call }
}

/** Without a family, `via` means a gateway of the route's own. */
function familyOfGateway(message: Fields, family: number): number {
  const text = message['gateway'] ?? message['via']
  return family === 0 && typeof text === 'string' ? (text.includes(':') ? 10 : 2) : family
}

/** Deletes what a filter finds, all requests in flight together; answers how many there were. */
async function flush(context: Context, filter: Fields): Promise<number> {
  if (Object.keys(filter).length === 0) throw new TypeError('route flush: a filter is wanted; { table: ... } empties a table')
  // As `ip route flush`: the main table unless one is named.
  const found = await getRoutes(context, { table: 254, ...filter } as RouteFilter)
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

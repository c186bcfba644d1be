import { NetlinkError } from '../../netlink/kernel-error.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { absent } from '../words/ensure.ts'
import { commandOf, isListing, mrouteCommands } from '../words/flags.ts'
import { joined, listing, picked, send } from '../words/input.ts'
import { mrouteFilter, mrouteLookup, mrouteMessage, mrouteNoun, TABLES, tableOf } from './input.ts'
import type { Mroute, MrouteCommand, MrouteParameters, MrouteReply, MrouteTable } from './types.ts'

const WORDS = [...Object.keys(mrouteCommands), 'dump', 'absent', 'tables']

/**
 * Multicast routes, as `ip mroute`: `mroute('show')`, `mroute('get', { group: '239.1.1.1', src: '192.0.2.9' })`, and of
 * IPv4, where a daemon has given the table interfaces (setsockopt MRT_INIT and MRT_ADD_VIF; the kernel has no messages
 * for these): `mroute('add', { group: '239.1.1.1', src: '192.0.2.9', iif: 'eth0', oifs: ['eth1', { dev: 'eth2', ttl: 8 }] })`,
 * `mroute('delete', { group, src })`. `add` takes the place of a route that is there. `tables` lists IPv4's tables with
 * their interfaces and counters; `absent` is content if there is no such route.
 */
export function mroute<C extends MrouteCommand>(context: Context, command: C, ...parameters: MrouteParameters<C>): MrouteReply<C> {
  if (isListing(command, 'route')) return getMroutes(context, ...(parameters as [])) as MrouteReply<C>
  if (command === 'tables') return mrouteTables(context) as MrouteReply<C>
  return changeMroute(context, command, parameters) as MrouteReply<C>
}

async function changeMroute(context: Context, given: MrouteCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'route', WORDS)
  const options = joined([], parameters)
  if (command === 'get') return (await send<Mroute>(context, mrouteCommands.get, mrouteLookup(options)))[0]
  const prepared = mrouteMessage(options)
  if (command === 'absent') return absent(context, mrouteCommands.delete, prepared)
  await send(context, mrouteCommands[command as keyof typeof mrouteCommands], prepared)
  return undefined
}

const FAMILIES: ReadonlySet<unknown> = new Set(['ipmr', 'ip6mr'])
const isMulticast = (one: Mroute): boolean => FAMILIES.has(one.family)

/**
 * Lists multicast routes: `getMroutes()` of both families and all tables, `getMroutes({ family: 'inet', table: 100 })`,
 * `getMroutes({ group: '239.1.1.1', iif: 'eth0' })`, `getMroutes((route) => ...)`. Family, table and outgoing link are
 * filtered by the kernel (mr_rtm_dumproute, mr_mfc_uses_dev in net/ipv4/ipmr_base.c), all other words here.
 */
export function getMroutes(context: Context, ...parameters: MrouteParameters<'dump'>): Dump<Mroute> {
  return Dump.from(async () => {
    const { options, keep } = listing<Mroute>(parameters)
    const { message, links, call } = mrouteFilter(options)
    await links.found(context, call)
    const { oif, ...compared } = message
    // Of all families only what is of type multicast: the others need not send their routes.
    const asked = { ...picked(message, ['family', 'table', 'oif']), ...(message['family'] === undefined ? { type: 'multicast' } : {}) }
    const leaves = oif === undefined ? undefined : (one: Mroute) => one.multipath?.some((hop) => hop.oif === oif) ?? false
    const holds = both(both(keepOf<Mroute>(mrouteNoun, compared), leaves), keep)
    const dump = context.dump<Mroute>({ type: 'RTM_GETROUTE', message: asked, ...call, keep: both(isMulticast, holds) })
    return { dump: dump.emptyOn(noSuchTable) }
  })
}

/** A table is made by its daemon or its rule (ipmr_rtm_dumproute in net/ipv4/ipmr.c). */
const noSuchTable = (error: unknown): boolean => error instanceof NetlinkError && error.code === 'ENOENT'

/** Tables of IPv4's multicast routing; the kernel does not tell those of IPv6. */
const mrouteTables = (context: Context): Dump<MrouteTable> =>
  context.dump<LinkMessage>({ ...TABLES, keep: ({ family }) => family === 'ipmr' }).flatMap(tableOf)

import { InterfaceFlags } from '../../schema/enums.ts'
import { Dump } from '../connection/dump.ts'
import type { CallOptions, Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { absent, codeOf } from '../words/ensure.ts'
import { ensureLink } from '../words/ensure-link.ts'
import { commandOf, isListing, linkCommands } from '../words/flags.ts'
import { joined, Links, picked, send, take, takeCall } from '../words/input.ts'
import type { Keep, LinkReference } from '../words/input-types.ts'
import { addLink } from './add.ts'
import { linkMessage, toFilter } from './input.ts'
import { linkNoun } from './noun.ts'
import type { Link, LinkCommand, LinkFilter, LinkParameters, LinkReply, LinksParameters } from './types.ts'
import { wantsWhole, wholeMessage } from './whole.ts'

const WORDS = [...Object.keys(linkCommands), 'dump', 'ensure', 'absent']

/**
 * Link operations, as `ip link`:
 * `link('set', { index, state: 'down' })`, `link('set', { dev: 'eth0', mtu: 1400, master: 'br0' })`,
 * `link('add', { ifname: 'v0', kind: 'vlan', link: 'eth0', id: 101 })`, `link('del', 'v0')`.
 * `link('add-property', { dev: 'eth0', altname: 'a-longer-name' })`.
 * The data of a kind stand under `data` or beside the link's own words; where both have a word, it is the link's own.
 * Both take the kernel's keys and the words of `ip link ... type KIND`: `{ kind: 'gre', remote: '192.0.2.2', key: 7, csum: true }`,
 * `{ kind: 'vxlan', id: 5, nolearning: true, ttl: 'inherit' }`. A change of a tunnel (gre, ipip, sit, vti and their kin) sends
 * the present data along, because the kernel takes what is left out for nothing.
 * `add` answers index and name of the new link; `ensure` makes or changes it only where there is need; `absent` is
 * content if there is none. A link that a listing answered is input too; with `set` it changes the link, and of the kinds
 * only bridge, vlan and macvlan take their data again.
 */
export function link<C extends LinkCommand>(context: Context, command: C, ...parameters: LinkParameters<C>): LinkReply<C> {
  if (isListing(command, 'link')) return getLinks(context, ...(parameters as [LinkFilter])) as LinkReply<C>
  return changeLink(context, command, parameters) as LinkReply<C>
}

async function changeLink(context: Context, given: LinkCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'link', WORDS)
  const options = joined(['dev'], parameters)
  if (command === 'ensure') return ensureLink(context, options)
  let prepared = linkMessage(command === 'absent' ? 'delete' : command, options)
  try {
    if (wantsWhole(command, prepared.message)) prepared = await wholeMessage(context, command, options, prepared)
    if (command === 'absent') return await absent(context, linkCommands.delete, prepared)
    if (command === 'add') return await addLink(context, prepared)
    const [found] = await send<Link>(context, linkCommands[command as keyof typeof linkCommands], prepared)
    return command === 'get' ? found : undefined
  } finally {
    prepared.close()
  }
}

/** What the kernel itself filters by in a listing (rtnl_valid_dump_ifinfo_req in net/core/rtnetlink.c); all else it refuses. */
const KERNEL_FILTERS = ['family', 'master', 'extMask', 'targetNetnsid']
/** The same of AF_BRIDGE (valid_bridge_getlink_req in net/core/rtnetlink.c). */
const BRIDGE_FILTERS = ['family', 'extMask']
/** linux/socket.h */
const AF_BRIDGE = 7

/**
 * Lists links: `getLinks()` or `getLinks('all')` all, `getLinks(1, 2, 3)` those of these indexes (names too),
 * `getLinks({ kind: 'vlan', master: 'br0' })`, `getLinks((link) => ...)`. Kind and master are filtered by the kernel,
 * all other words here. `extMask: ['vf']` tells of virtual functions too, `['skip_stats']` leaves the counters out.
 */
export function getLinks(context: Context, ...parameters: LinksParameters): Dump<Link> {
  const [first] = parameters
  if ((typeof first === 'number' || typeof first === 'string') && first !== 'all') {
    // The question asked most: an index needs no words turned into fields.
    if (parameters.length === 1 && typeof first === 'number') {
      return Dump.answer(() => context.request<Link>({ ...linkCommands.get, message: { index: first } }))
    }
    return Dump.from(() => Promise.all((parameters as readonly LinkReference[]).map((one) => link(context, 'get', one))))
  }
  return Dump.from(async () => {
    const keep = typeof first === 'function' ? (first as Keep<Link>) : undefined
    const links = new Links()
    const message = typeof first === 'object' ? toFilter(first, links) : {}
    const call = takeCall(message)
    const state = take(message, 'state')
    for (const key of ['master', 'link', 'index']) if (message[key] !== null) links.replace(message, key)
    if (message['master'] === 0) message['master'] = null
    await links.found(context, call)
    const bridges = message['family'] === AF_BRIDGE
    const asked = picked(message, bridges ? BRIDGE_FILTERS : KERNEL_FILTERS)
    const kind = (message['linkinfo'] as { readonly kind?: string } | undefined)?.kind
    if (kind !== undefined && !bridges) asked['linkinfo'] = { kind }
    // What asks for more is no part of the answer, and a kernel without strict checking passes over the other filters.
    const { extMask: _, targetNetnsid: __, family: ___, ...compared } = message
    const alive = state === undefined ? undefined : inState(state === 'up')
    return {
      dump: context.dump<Link>({
        type: 'RTM_GETLINK',
        message: asked,
        ...call,
        keep: both(both(keepOf<Link>(linkNoun, compared), alive), keep),
      }),
    }
  })
}

/** IFF_UP: whether it was switched on, whatever its carrier. */
const inState =
  (up: boolean): Keep<Link> =>
  (one) =>
    ((InterfaceFlags.bits(one.flags) & InterfaceFlags.constants.UP) !== 0) === up

/**
 * The indexes of the links that have these attributes: `linkLookup({ address: '52:54:00:9d:4e:3d' })`,
 * `linkLookup({ ifname: 'lo' })`, `linkLookup({ operstate: 'UP' })`. An array, empty if there is none.
 */
export async function linkLookup(context: Context, filter: LinkFilter | Keep<Link> = {}): Promise<number[]> {
  const { ifname, signal, timeout, ...rest } = typeof filter === 'object' ? filter : { ifname: undefined }
  if (typeof ifname === 'string' && Object.keys(rest).length === 0) return byName(context, ifname, { signal, timeout })
  const found = await getLinks(context, filter)
  return found.map((one) => one.index)
}

async function byName(context: Context, ifname: string, call: CallOptions): Promise<number[]> {
  try {
    return [await context.linkIndex(ifname, call)]
  } catch (error) {
    if (codeOf(error) === 'ENODEV') return []
    throw error
  }
}

/** Switches a link up, whatever its state. */
export const linkUp = (context: Context, index: LinkReference, options: CallOptions = {}): Promise<void> =>
  link(context, 'set', { ...options, dev: index, state: 'up' })

/** Switches a link down, whatever its state. */
export const linkDown = (context: Context, index: LinkReference, options: CallOptions = {}): Promise<void> =>
  link(context, 'set', { ...options, dev: index, state: 'down' })

/** Gives a link another name. Older kernels refuse it (EBUSY) unless the link is down. */
export const linkRename = (context: Context, index: LinkReference, name: string, options: CallOptions = {}): Promise<void> =>
  link(context, 'set', { ...options, dev: index, ifname: name })

/** Removes a link. */
export const linkRemove = (context: Context, index: LinkReference, options: CallOptions = {}): Promise<void> =>
  link(context, 'delete', { ...options, dev: index })

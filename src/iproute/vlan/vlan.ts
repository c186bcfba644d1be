import type { GlobalVlan, Vlan, VlanMessage } from '../../schema/bridge/vlan.ts'
import { BridgeVlanFlags } from '../../schema/link/bridge-spec.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { commandOf, isListing, vlanCommands } from '../words/flags.ts'
import { type Fields, joined, type Noun, send, take } from '../words/input.ts'
import type { Ensured, Keep, Removed } from '../words/input-types.ts'
import { AF_BRIDGE, globalMessage, globalNoun, optionsMessage, type VlanRequest, vlanFilter, vlanMessage, vlanNoun } from './input.ts'
import type { GlobalVlanFilter, VlanCommand, VlanFilter, VlanParameters, VlanReply } from './types.ts'

const WORDS = [...Object.keys(vlanCommands), 'dump', 'tunnelshow', 'show-global', 'ensure', 'absent']

/**
 * VLANs of bridges and of their ports, as `bridge vlan`: `vlan('add', { dev: 'p0', vid: '10-20' })`,
 * `vlan('add', { dev: 'p0', vid: 1, pvid: true, untagged: true })`, `vlan('add', { dev: 'br0', vid: 10, self: true })`,
 * `vlan('add', { dev: 'vx0', vid: 10, tunnelId: 1000 })`, `vlan('set', { dev: 'p0', vid: 10, state: 'blocking' })`.
 * Options for a whole bridge are `bridge vlan global`: `vlan('set-global', { dev: 'br0', vid: 10, mcastQuerier: 1 })`.
 * `tunnelshow` lists the VLANs that have a tunnel's id.
 */
export function vlan<C extends VlanCommand>(context: Context, command: C, ...parameters: VlanParameters<C>): VlanReply<C> {
  const [first] = parameters as [VlanFilter]
  if (isListing(command, 'vlan')) return getVlans(context, first) as unknown as VlanReply<C>
  if (command === 'tunnelshow') return tunnels(context, first) as unknown as VlanReply<C>
  if (command === 'show-global') return getGlobalVlans(context, first as GlobalVlanFilter) as unknown as VlanReply<C>
  return change(context, command, parameters) as VlanReply<C>
}

async function change(context: Context, given: VlanCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'vlan', WORDS)
  const options = joined([], parameters)
  if (command === 'ensure') return ensure(context, vlanMessage('add', options))
  if (command === 'absent') return absent(context, vlanMessage('delete', options))
  if (command === 'set') await send(context, vlanCommands.set, optionsMessage(options))
  else if (command === 'set-global') await send(context, vlanCommands['set-global'], globalMessage(options))
  else await sendVlan(context, vlanMessage(command as 'add' | 'delete', options))
  return undefined
}

const sendVlan = (context: Context, request: VlanRequest): Promise<unknown> => send(context, { type: request.type, flags: [] }, request)

/** The VLANs of one message, each entry by itself. */
export const vlansOf = ({ family, index, entry = [] }: VlanMessage): Vlan[] =>
  entry.map(({ info, ...options }) => ({ family, index, flags: info?.flags ?? [], vid: info?.vid ?? 0, ...options }) as Vlan)
const globalsOf = ({ family, index, globalOptions = [] }: VlanMessage): GlobalVlan[] =>
  globalOptions.map((options) => ({ family, index, ...options }) as GlobalVlan)

interface Numbered {
  readonly vid?: number
  readonly range?: number
}
const meets =
  ([first, last]: readonly [number, number]) =>
  ({ vid = 0, range = vid }: Numbered): boolean =>
    vid <= last && range >= first

/** The kernel filters by link; all other words are compared here. */
function listing<T extends Numbered>(
  context: Context,
  what: Noun,
  filter: object | Keep<T>,
  flags: readonly string[],
  each: (message: VlanMessage) => T[],
): Dump<T> {
  return Dump.from(async () => {
    const keep = typeof filter === 'function' ? (filter as Keep<T>) : undefined
    const { stats, ...rest } = (keep === undefined ? filter : {}) as Fields
    const { message, links, call, vids } = vlanFilter(what, rest)
    await links.found(context, call)
    const index = take(message, 'index')
    const wanted = both(both(keepOf<T>(what, message), vids && meets(vids)), keep) ?? (() => true)
    const masks = stats === true ? [...flags, 'stats'] : flags
    const asked = { family: AF_BRIDGE, ...(index === undefined ? {} : { index }), ...(masks.length === 0 ? {} : { flags: masks }) }
    const dump = context.dump<VlanMessage>({ type: 'RTM_GETVLAN', message: asked, ...call })
    return { dump: dump.flatMap((one) => each(one).filter(wanted)) }
  })
}

/**
 * Lists VLANs of bridges and of their ports, a range of the same options as one: `getVlans()`,
 * `getVlans({ dev: 'p0', vid: 10 })`, `getVlans({ dev: 'p0', stats: true })` with counters.
 */
export const getVlans = (context: Context, filter: VlanFilter | Keep<Vlan> = {}): Dump<Vlan> =>
  listing<Vlan>(context, vlanNoun, filter, [], vlansOf)

/** Lists the options of VLANs for whole bridges: `getGlobalVlans({ dev: 'br0', vid: 10 })`. */
export const getGlobalVlans = (context: Context, filter: GlobalVlanFilter | Keep<GlobalVlan> = {}): Dump<GlobalVlan> =>
  listing<GlobalVlan>(context, globalNoun, filter, ['global'], globalsOf)

const tunnels = (context: Context, filter: VlanFilter | Keep<Vlan> = {}): Dump<Vlan> =>
  getVlans(context, filter).flatMap((one) => (one.tunnelInfo === undefined ? [] : [one]))

/** The VLANs there are of those that a request is about, and the flags of each. */
async function existing(context: Context, { message, links, call, vids }: VlanRequest): Promise<ReadonlyMap<number, number>> {
  await links.found(context, call)
  const { index } = message
  const dump = context.dump<VlanMessage>({ type: 'RTM_GETVLAN', message: { family: AF_BRIDGE, index }, ...call })
  const found = (await dump).flatMap(vlansOf).filter(meets(vids))
  const flags = new Map<number, number>()
  for (const { vid = 0, range = vid, flags: words } of found)
    for (let one = Math.max(vid, vids[0]); one <= Math.min(range, vids[1]); one++) flags.set(one, BridgeVlanFlags.bits(words))
  return flags
}

/** These VLANs, with these flags; the kernel's answer to what is there already is success. */
async function ensure(context: Context, request: VlanRequest): Promise<Ensured> {
  if (request.type !== 'RTM_SETLINK') throw new TypeError('vlan: ensure takes no options of VLANs; set them afterwards')
  const flags = await existing(context, request)
  const wanted = request.vids[1] - request.vids[0] + 1
  const plain = (request.message['afSpec'] as Fields)['vlanTunnelInfo'] === undefined
  if (plain && flags.size === wanted && [...flags.values()].every((bits) => bits === request.bits)) return 'unchanged'
  await sendVlan(context, request)
  return flags.size === 0 ? 'created' : 'changed'
}

/** The kernel deletes what is not there without a word: it is looked for first. */
async function absent(context: Context, request: VlanRequest): Promise<Removed> {
  if ((await existing(context, request)).size === 0) return 'absent'
  await sendVlan(context, request)
  return 'deleted'
}

import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { getLinks } from '../link/link.ts'
import type { Link, LinkFilter } from '../link/types.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { brportCommands, commandOf, isListing } from '../words/flags.ts'
import { fieldsOf, joined, Links, send, takeCall } from '../words/input.ts'
import type { Keep } from '../words/input-types.ts'
import { AF_BRIDGE, mstMessage, mstNoun, portMessage } from './input.ts'
import type { BrportCommand, BrportParameters, BrportReply, Mst, MstCommand, MstFilter, MstParameters, MstReply } from './types.ts'

/**
 * Ports of bridges, as `bridge link`: `brport('set', { dev: 'p0', hairpin: true, guard: true, cost: 4 })`,
 * `brport('set', { dev: 'eth0', hwmode: 'vepa' })`, `brport('show')`. `link('set', { dev, kind: 'bridge_slave', ... })`,
 * which is `ip link set type bridge_slave`, takes the same options by another message.
 */
export function brport<C extends BrportCommand>(context: Context, command: C, ...parameters: BrportParameters<C>): BrportReply<C> {
  if (isListing(command, 'link')) return getBrports(context, parameters[0] as LinkFilter) as BrportReply<C>
  return set(context, command, parameters) as BrportReply<C>
}

async function set(context: Context, given: BrportCommand, parameters: readonly unknown[]): Promise<void> {
  const command = given === 'RTM_SETLINK' || given === 19 ? 'set' : given
  commandOf(command, 'link', ['set', 'dump'])
  await send(context, brportCommands.set, portMessage(joined([], parameters)))
}

/** Lists ports of bridges, with what their bridges keep of them under `protinfo`: `getBrports({ master: 'br0' })`. */
export function getBrports(context: Context, filter: LinkFilter | Keep<Link> = {}): Dump<Link> {
  if (typeof filter === 'function') return getLinks(context, { family: 'bridge' }).flatMap((one) => (filter(one) ? [one] : []))
  return getLinks(context, { ...filter, family: 'bridge' })
}

/**
 * States of ports in the spanning trees of bridges with `mst_enable`, as `bridge mst`:
 * `mst('set', { dev: 'p0', msti: 2, state: 'blocking' })`. VLANs come to a tree by `vlan('set-global', { dev, vid, msti })`.
 */
export function mst<C extends MstCommand>(context: Context, command: C, ...parameters: MstParameters<C>): MstReply<C> {
  if (isListing(command, 'link')) return getMsts(context, parameters[0] as MstFilter) as MstReply<C>
  return setMst(context, command, parameters) as MstReply<C>
}

async function setMst(context: Context, command: MstCommand, parameters: readonly unknown[]): Promise<void> {
  commandOf(command, 'link', ['set', 'dump'])
  await send(context, brportCommands.set, mstMessage(joined([], parameters)))
}

/** Lists the states of ports in spanning trees, each by itself: `getMsts({ dev: 'p0' })`. */
export function getMsts(context: Context, filter: MstFilter | Keep<Mst> = {}): Dump<Mst> {
  return Dump.from(async () => {
    const keep = typeof filter === 'function' ? filter : undefined
    const message = fieldsOf(mstNoun, keep === undefined ? filter : {})
    const call = takeCall(message)
    const links = new Links()
    links.replace(message, 'index')
    await links.found(context, call)
    const wanted = both(keepOf<Mst>(mstNoun, message), keep) ?? (() => true)
    const dump = context.dump<Link>({ type: 'RTM_GETLINK', message: { family: AF_BRIDGE, extMask: ['mst'] }, ...call })
    return { dump: dump.flatMap(({ index, afSpec }) => (afSpec?.mst ?? []).map((one): Mst => ({ index, ...one })).filter(wanted)) }
  })
}

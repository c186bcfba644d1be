import { NeighbourFlags, NeighbourState } from '../../schema/neighbour.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { absent, ensureNeighbour } from '../words/ensure.ts'
import { commandOf, isListing, neighbourCommands } from '../words/flags.ts'
import { type Fields, joined, listing, send, take } from '../words/input.ts'
import { within } from '../words/input-prefix.ts'
import type { Keep } from '../words/input-types.ts'
import { neighbourFilter, neighbourMessage, neighbourNoun } from './input.ts'
import type { Neighbour, NeighbourCommand, NeighbourFilter, NeighbourParameters, NeighbourReply } from './types.ts'

const WORDS = [...Object.keys(neighbourCommands), 'dump', 'flush', 'ensure', 'absent']

/**
 * Neighbour operations, as `ip neighbour`: `neigh('add', { dev: 'eth0', dst: '192.0.2.9', lladdr: '02:00:00:00:00:99' })`,
 * `neigh('get', { dev: 'eth0', dst: '192.0.2.9' })`. `flush` deletes what a filter finds (as with `ip`, permanent and
 * noarp entries only if `state` names them) and answers how many; `ensure` adds or replaces only where there is need;
 * `absent` is content if there is no such entry. An entry is permanent unless `state` says otherwise.
 */
export function neigh<C extends NeighbourCommand>(context: Context, command: C, ...parameters: NeighbourParameters<C>): NeighbourReply<C> {
  if (isListing(command, 'neigh')) return getNeighbors(context, ...(parameters as [])) as NeighbourReply<C>
  return changeNeighbour(context, command, parameters) as NeighbourReply<C>
}

async function changeNeighbour(context: Context, given: NeighbourCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'neigh', WORDS)
  const options = joined([], parameters)
  if (command === 'flush') return flush(context, options)
  if (command === 'ensure') return ensureNeighbour(context, neighbourMessage('add', options))
  if (command === 'absent') return absent(context, neighbourCommands.delete, neighbourMessage('delete', options))
  const sending = neighbourCommands[command as keyof typeof neighbourCommands]
  const [found] = await send<Neighbour>(context, sending, neighbourMessage(command, options))
  return command === 'get' ? found : undefined
}

/**
 * Lists neighbours: `getNeighbors()` all of all families, `getNeighbors({ family: 'inet6', dev: 'eth0' })`,
 * `getNeighbors({ proxy: true })`, `getNeighbors((neighbour) => ...)`. Family, link, master and proxy are filtered by
 * the kernel, all other words here.
 */
export function getNeighbors(context: Context, ...parameters: NeighbourParameters<'dump'>): Dump<Neighbour> {
  return Dump.from(async () => {
    const { options, keep } = listing<Neighbour>(parameters)
    const { message, links, call } = neighbourFilter(neighbourNoun, options)
    await links.found(context, call)
    const { index, master, ...compared } = message
    const isOf = typeof compared['dst'] === 'string' && compared['dst'].includes('/') ? within('to', take(compared, 'dst')) : undefined
    const inPrefix = isOf && ((one: Neighbour) => isOf(one.dst))
    const proxy = (((message['flags'] as number | undefined) ?? 0) & NeighbourFlags.constants.PROXY) !== 0
    // The index goes into an attribute, for the kernel takes none in the header (neigh_valid_dump_req in net/core/neighbour.c).
    const asked: Fields = {
      ...(message['family'] === undefined ? {} : { family: message['family'] }),
      ...(index === undefined ? {} : { ifindex: index }),
      ...(master === undefined || master === null ? {} : { master }),
      ...(proxy ? { flags: NeighbourFlags.constants.PROXY } : {}),
    }
    if (index !== undefined) compared['index'] = index
    return {
      dump: context.dump<Neighbour>({
        type: 'RTM_GETNEIGH',
        message: asked,
        ...call,
        keep: both(both(keepOf<Neighbour>(neighbourNoun, compared), inPrefix), keep),
      }),
    }
  })
}

/** Entries that a person or a driver put there for good. */
const lasting: Keep<Neighbour> = (one) =>
  (NeighbourState.bits(one.state) & (NeighbourState.constants.PERMANENT | NeighbourState.constants.NOARP)) !== 0

async function flush(context: Context, filter: Fields): Promise<number> {
  if (Object.keys(filter).length === 0) throw new TypeError('neighbour flush: a filter is wanted, such as { dev: ... }')
  const found = await getNeighbors(context, filter as NeighbourFilter)
  const stated = filter['state'] !== undefined || filter['nud'] !== undefined
  const chosen = stated ? found : found.filter((one) => !lasting(one))
  const removed = await Promise.all(chosen.map((one) => absent(context, neighbourCommands.delete, neighbourMessage('delete', one))))
  return removed.length
}

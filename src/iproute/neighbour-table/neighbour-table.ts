import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { commandOf, isListing, neighbourTableCommands } from '../words/flags.ts'
import { joined, listing, picked, send } from '../words/input.ts'
import type { Keep } from '../words/input-types.ts'
import { neighbourTableFilter, neighbourTableMessage, neighbourTableNoun } from './input.ts'
import type { NeighbourTable, NeighbourTableCommand, NeighbourTableParameters, NeighbourTableReply } from './types.ts'

const WORDS = [...Object.keys(neighbourTableCommands), 'dump']

/**
 * Tables of neighbours, as `ip ntable`: `ntable('show', { name: 'arp_cache', dev: 'eth0' })`,
 * `ntable('change', { name: 'arp_cache', dev: 'eth0', baseReachable: 20000, queue: 33 })`, times in milliseconds. Thresholds,
 * `gcInterval` and the parameters of a table itself belong to the first network namespace: elsewhere the kernel finds no
 * such table (ENOENT).
 */
export function ntable<C extends NeighbourTableCommand>(
  context: Context,
  command: C,
  ...parameters: NeighbourTableParameters<C>
): NeighbourTableReply<C> {
  if (isListing(command, 'neightbl')) return getNeighbourTables(context, ...(parameters as [])) as NeighbourTableReply<C>
  return changeTable(context, command, parameters) as NeighbourTableReply<C>
}

async function changeTable(context: Context, given: NeighbourTableCommand, parameters: readonly unknown[]): Promise<void> {
  const command = commandOf(given, 'neightbl', WORDS)
  const sending = neighbourTableCommands[command as keyof typeof neighbourTableCommands]
  await send(context, sending, neighbourTableMessage(joined([], parameters)))
}

const isOwn: Keep<NeighbourTable> = ({ parms }) => parms?.ifindex === undefined

/**
 * Lists tables of neighbours: `getNeighbourTables()`, `getNeighbourTables({ name: 'arp_cache', dev: 'eth0' })`. The kernel
 * filters by the family (neightbl_valid_dump_info in net/core/neighbour.c), all other words are compared here.
 */
export function getNeighbourTables(context: Context, ...parameters: NeighbourTableParameters<'dump'>): Dump<NeighbourTable> {
  return Dump.from(async () => {
    const { options, keep } = listing<NeighbourTable>(parameters)
    const { message, links, call, own } = neighbourTableFilter(options)
    await links.found(context, call)
    const wanted = both(both(keepOf<NeighbourTable>(neighbourTableNoun, message), own ? isOwn : undefined), keep)
    return { dump: context.dump<NeighbourTable>({ type: 'RTM_GETNEIGHTBL', message: picked(message, ['family']), ...call, keep: wanted }) }
  })
}

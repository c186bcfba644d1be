import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { absent, ensureEntry } from '../words/ensure.ts'
import { commandOf, fdbCommands, isListing } from '../words/flags.ts'
import { type Fields, joined, send } from '../words/input.ts'
import type { Keep } from '../words/input-types.ts'
import { entryMessage, entryNoun, neighbourFilter } from './input.ts'
import type { EntryCommand, EntryFilter, EntryParameters, EntryReply, Neighbour } from './types.ts'

const WORDS = [...Object.keys(fdbCommands), 'dump', 'ensure', 'absent']

/**
 * Forwarding databases of bridges and vxlans, as `bridge fdb`:
 * `fdb('add', { dev: 'veth0', lladdr: '02:00:00:00:00:41', master: true, state: 'static', vlan: 5 })`,
 * `fdb('append', { dev: 'vxlan0', lladdr: '00:00:00:00:00:00', dst: '192.0.2.10' })`,
 * `fdb('dump', { bridge: 'br0' })`. `flush` is the kernel's own (Linux 5.19): `fdb('flush', { dev: 'br0', vlan: 5 })`.
 * Unless said otherwise an entry is the link's own (`self`) and permanent.
 */
export function fdb<C extends EntryCommand>(context: Context, command: C, ...parameters: EntryParameters<C>): EntryReply<C> {
  if (isListing(command, 'neigh')) return getEntries(context, parameters[0] as EntryFilter) as unknown as EntryReply<C>
  return changeEntry(context, command, parameters) as EntryReply<C>
}

async function changeEntry(context: Context, given: EntryCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'neigh', WORDS)
  const options = joined([], parameters)
  if (command === 'ensure') return ensureEntry(context, entryMessage('add', options))
  if (command === 'absent') return absent(context, fdbCommands.delete, entryMessage('delete', options))
  const sending = fdbCommands[command as keyof typeof fdbCommands]
  const [found] = await send<Neighbour>(context, sending, entryMessage(command, options))
  return command === 'get' ? found : undefined
}

/** Lists entries; the kernel filters by link (a port of a bridge, a vxlan) and by bridge (valid_fdb_dump_strict in net/core/rtnetlink.c). */
function getEntries(context: Context, filter: EntryFilter | Keep<Neighbour> = {}): Dump<Neighbour> {
  return Dump.from(async () => {
    const keep = typeof filter === 'function' ? filter : undefined
    const { message, links, call } = neighbourFilter(entryNoun, keep === undefined ? filter : {})
    await links.found(context, call)
    const { bridge, family, ...compared } = message
    const asked: Fields = {
      family,
      ...(message['index'] === undefined ? {} : { index: message['index'] }),
      ...(bridge === undefined ? {} : { master: bridge }),
    }
    return {
      dump: context.dump<Neighbour>({
        type: 'RTM_GETNEIGH',
        message: asked,
        ...call,
        keep: both(keepOf<Neighbour>(entryNoun, compared), keep),
      }),
    }
  })
}

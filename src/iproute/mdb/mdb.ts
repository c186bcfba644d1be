import type { Decoded } from '../../netlink/codec.ts'
import type { MdbEntry, MdbMessage, MdbRouterPort } from '../../schema/bridge/mdb.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, canonical, includes, keepOf } from '../words/answers-filter.ts'
import { added } from '../words/ensure.ts'
import { commandOf, isListing, mdbCommands } from '../words/flags.ts'
import { type Fields, joined, Links, type Prepared, send, takeCall } from '../words/input.ts'
import type { Ensured, Keep, Removed } from '../words/input-types.ts'
import { AF_BRIDGE, mdbFilter, mdbMessage, mdbNoun } from './input.ts'
import type { MdbCommand, MdbFilter, MdbParameters, MdbReply, MdbRouterFilter } from './types.ts'

const WORDS = [...Object.keys(mdbCommands), 'dump', 'ensure', 'absent']

/**
 * Multicast databases of bridges and vxlans, as `bridge mdb`:
 * `mdb('add', { dev: 'br0', port: 'p0', grp: '239.1.1.1', permanent: true, vid: 10 })`,
 * `mdb('add', { dev: 'br0', port: 'p0', grp: '239.1.1.1', filterMode: 'include', srcList: ['192.0.2.1'] })`,
 * `mdb('add', { dev: 'vx0', port: 'vx0', grp: '239.1.1.1', permanent: true, dst: '198.51.100.1', srcVni: 10010 })`.
 * `get` answers the entries of all ports of a group (Linux 6.7). `flush` is the kernel's own (Linux 6.8):
 * `mdb('flush', { dev: 'br0', port: 'p0', permanent: false })`.
 */
export function mdb<C extends MdbCommand>(context: Context, command: C, ...parameters: MdbParameters<C>): MdbReply<C> {
  if (isListing(command, 'mdb')) return getMdb(context, parameters[0] as MdbFilter) as unknown as MdbReply<C>
  return change(context, command, parameters) as MdbReply<C>
}

async function change(context: Context, given: MdbCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'mdb', WORDS)
  const options = joined([], parameters)
  if (command === 'ensure') return ensure(context, mdbMessage('add', options))
  if (command === 'absent') return absent(context, mdbMessage('delete', options))
  const answers = await send<MdbMessage>(context, mdbCommands[command as keyof typeof mdbCommands], mdbMessage(command, options))
  return command === 'get' ? answers.flatMap(entriesOf) : undefined
}

/** The entries of one message, each by itself: the kernel groups them by bridge and group. */
export const entriesOf = ({ family: _, index, mdb = [] }: MdbMessage): MdbEntry[] =>
  mdb.flat().map((entry) => ({ family: 'bridge', index, ...entry }) as MdbEntry)

/** All there is; the kernel filters by nothing (rtnl_mdb_valid_dump_req in net/core/rtnetlink.c). */
const all = (context: Context, call: Fields): Dump<Decoded<typeof MdbMessage>> =>
  context.dump<MdbMessage>({ type: 'RTM_GETMDB', message: { family: AF_BRIDGE }, ...call })

/** Lists entries, one for each group and port: `getMdb()` of all bridges, `getMdb({ dev: 'br0', grp: '239.1.1.1' })`. */
export function getMdb(context: Context, filter: MdbFilter | Keep<MdbEntry> = {}): Dump<MdbEntry> {
  return Dump.from(async () => {
    const keep = typeof filter === 'function' ? filter : undefined
    const { message, links, call } = mdbFilter(keep === undefined ? filter : {})
    await links.found(context, call)
    const wanted = both(keepOf<MdbEntry>(mdbNoun, message), keep) ?? (() => true)
    return { dump: all(context, { ...call }).flatMap((one) => entriesOf(one).filter(wanted)) }
  })
}

/** Lists the ports behind which multicast routers are, as `bridge -d mdb show` does behind the entries. */
export function getMdbRouterPorts(context: Context, filter: MdbRouterFilter = {}): Dump<MdbRouterPort> {
  return Dump.from(async () => {
    const { header: _, dev, port, ...rest } = filter
    const fields: Fields = { ...rest }
    const call = takeCall(fields)
    const wanted: { index?: number; port?: number } = {}
    const links = new Links()
    if (dev !== undefined) links.put('dev', dev, (index) => (wanted.index = index))
    if (port !== undefined) links.put('port', port, (index) => (wanted.port = index))
    await links.found(context, call)
    const keep = (one: MdbRouterPort) => [wanted.index ?? one.index, wanted.port ?? one.port].join() === [one.index, one.port].join()
    return { dump: all(context, { ...call }).flatMap(({ index, router = [] }) => router.map((one) => ({ index, ...one })).filter(keep)) }
  })
}

/** The entry of the same group, source and port (and other end), if there is one. */
async function existing(context: Context, { message, call }: Prepared): Promise<MdbEntry | undefined> {
  const { port, grp, vid } = message['entry'] as Fields
  const { source, dst, vni, srcVni } = (message['entryAttrs'] ?? {}) as Fields
  const more = Object.entries({ vid, dst, vni, srcVni }).filter(([, value]) => value !== undefined)
  const key = { index: message['index'], port, grp, source: source ?? null, ...Object.fromEntries(more) }
  const keep = keepOf<MdbEntry>(mdbNoun, key) ?? (() => true)
  const found = await all(context, { ...call }).flatMap((one) => entriesOf(one).filter(keep))
  return found[0]
}

/** An entry of this group and port, with this state, mode, list and protocol. */
async function ensure(context: Context, prepared: Prepared): Promise<Ensured> {
  if (await added(context, mdbCommands.add, prepared)) return 'created'
  const found = await existing(context, prepared)
  const { state } = prepared.message['entry'] as Fields
  const { groupMode, srcList, rtprot } = (prepared.message['entryAttrs'] ?? {}) as Fields
  const wish = Object.fromEntries(Object.entries({ state, groupMode, srcList, rtprot }).filter(([, value]) => value !== undefined))
  if (found !== undefined && includes(found, canonical(mdbNoun, wish), wish)) return 'unchanged'
  await send(context, mdbCommands.replace, prepared)
  return 'changed'
}

/** The kernel's word for an entry that is not there is EINVAL, which says nothing: it is looked for first. */
async function absent(context: Context, prepared: Prepared): Promise<Removed> {
  await prepared.links.found(context, prepared.call)
  if ((await existing(context, prepared)) === undefined) return 'absent'
  await send(context, mdbCommands.delete, prepared)
  return 'deleted'
}

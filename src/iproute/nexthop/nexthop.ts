import { NexthopOperationFlags } from '../../schema/nexthop.ts'
import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { absent } from '../words/ensure.ts'
import { commandOf, isListing, nexthopCommands } from '../words/flags.ts'
import { joined, listing, type Prepared, send } from '../words/input.ts'
import type { Keep } from '../words/input-types.ts'
import { ensureNexthop } from './ensure.ts'
import { bucketFilter, bucketMessage, idMessage, nexthopFilter, nexthopMessage, nexthopNoun } from './input.ts'
import type { Bucket, BucketFilter, MadeNexthop, Nexthop, NexthopCommand, NexthopFilter, NexthopParameters, NexthopReply } from './types.ts'

const WORDS = [...Object.keys(nexthopCommands), 'dump', 'dump-bucket', 'flush', 'ensure', 'absent']
const BUCKET = /^(dump|show|list|lst)-bucket$/

/**
 * Next hop objects, as `ip nexthop`: `nexthop('add', { id: 1, via: '192.0.2.1', dev: 'eth0' })`,
 * `nexthop('add', { dev: 'eth0', encap: { type: 'mpls', labels: '100/200' } })`,
 * `nexthop('add', { id: 9, group: [1, { id: 2, weight: 20 }], type: 'resilient', buckets: 32 })`. `add` and `replace` answer the
 * id; `get` by id; `flush` deletes what a filter finds, groups first, and answers how many; `ensure` adds or replaces the next
 * hop of an id only where there is need; `absent` is content if there is none. Buckets of resilient groups: `get-bucket`,
 * `dump-bucket`.
 */
export function nexthop<C extends NexthopCommand>(context: Context, command: C, ...parameters: NexthopParameters<C>): NexthopReply<C> {
  if (isListing(command, 'nexthop')) return getNexthops(context, ...(parameters as [])) as unknown as NexthopReply<C>
  if (BUCKET.test(String(command)) || isListing(command, 'nexthopbucket'))
    return getBuckets(context, parameters[0] as BucketFilter) as unknown as NexthopReply<C>
  return changeNexthop(context, command, parameters) as NexthopReply<C>
}

async function changeNexthop(context: Context, given: NexthopCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'nexthop', WORDS)
  if (command === 'flush') return flush(context, joined([], parameters))
  const options = joined(['id'], parameters)
  switch (command) {
    case 'get':
      return (await send<Nexthop>(context, nexthopCommands.get, idMessage(options))).map(plainWeights)[0]
    case 'get-bucket':
      return (await send<Bucket>(context, nexthopCommands['get-bucket'], bucketMessage(options)))[0]
    case 'delete':
      await send(context, nexthopCommands.delete, idMessage({ ...options, stats: undefined }))
      return undefined
    case 'absent':
      return absent(context, nexthopCommands.delete, idMessage({ ...options, stats: undefined }))
    case 'ensure':
      return ensureNexthop(context, nexthopMessage(command, options))
    default:
      return make(context, command as 'add', nexthopMessage(command, options))
  }
}

/** nexthop_notify in net/ipv4/nexthop.c echoes what was made, and so tells the id that it chose. */
async function make(context: Context, command: 'add' | 'change' | 'replace', prepared: Prepared): Promise<MadeNexthop | undefined> {
  const { type, flags } = nexthopCommands[command]
  if (command === 'change') {
    await send(context, { type, flags }, prepared)
    return undefined
  }
  const [made] = await send<Nexthop>(context, { type, flags: [...flags, 'echo'] }, prepared)
  return { id: made?.id ?? (prepared.message['id'] as number | undefined) ?? 0 }
}

/**
 * Lists next hops: `getNexthops()` all, `getNexthops({ dev: 'eth0' })`, `getNexthops({ groups: true, stats: true })`,
 * `getNexthops((one) => ...)`. Family, link, master and groups are filtered by the kernel, which leaves out groups with any of
 * the first three; all other words here.
 */
export function getNexthops(context: Context, ...parameters: NexthopParameters<'dump'>): Dump<Nexthop> {
  return Dump.from(async () => {
    const { options, keep } = listing<Nexthop>(parameters)
    const { message, links, call, asked } = nexthopFilter(options)
    await links.found(context, call)
    const request = { type: 'RTM_GETNEXTHOP', message: asked(), ...call }
    return { dump: context.dump<Nexthop>({ ...request, keep: both(keepOf<Nexthop>(nexthopNoun, message), keep) }).map(plainWeights) }
  })
}

/** Lists buckets of resilient groups: `getBuckets()` of all, `getBuckets({ id: 9 })` of one, `getBuckets({ nhid: 1 })` those that lead there. */
export function getBuckets(context: Context, filter: BucketFilter | Keep<Bucket> = {}): Dump<Bucket> {
  return Dump.from(async () => {
    const keep = typeof filter === 'function' ? filter : undefined
    const { message, links, call } = bucketFilter(keep === undefined ? filter : {})
    await links.found(context, call)
    return { dump: context.dump<Bucket>({ type: 'RTM_GETNEXTHOPBUCKET', message, ...call, keep }) }
  })
}

const { RESP_GRP_RESVD_0 } = NexthopOperationFlags.constants

/** Before Linux 6.12 weights had one byte, and in the place of the other whatever the kernel's memory held (nla_put_nh_group). */
function plainWeights(one: Nexthop): Nexthop {
  const { group, opFlags = [] } = one
  if (group === undefined || (NexthopOperationFlags.bits(opFlags) & RESP_GRP_RESVD_0) !== 0) return one
  if (group.every(({ weight }) => weight <= 256)) return one
  return { ...one, group: group.map(({ id, weight }) => ({ id, weight: ((weight - 1) & 0xff) + 1 })) }
}

/** Deletes what a filter finds. Groups first: a group goes with the last of its members, and would be missed. */
async function flush(context: Context, filter: object): Promise<number> {
  const found = await getNexthops(context, filter as NexthopFilter)
  let count = 0
  for (const wanted of [true, false]) {
    const these = found.filter((one) => (one.group !== undefined) === wanted)
    const removed = await Promise.all(these.map(({ id = 0 }) => absent(context, nexthopCommands.delete, { ...idMessage({ id }) })))
    count += removed.filter((one) => one === 'deleted').length
  }
  return count
}

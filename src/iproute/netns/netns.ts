import { Dump } from '../connection/dump.ts'
import type { Context } from '../context.ts'
import { both, keepOf } from '../words/answers-filter.ts'
import { commandOf, isListing, nsidCommands } from '../words/flags.ts'
import { joined, listing, send } from '../words/input.ts'
import { nsidFilter, nsidMessage, nsidNoun } from './input.ts'
import type { Nsid, NsidCommand, NsidParameters, NsidReply } from './types.ts'

const WORDS = [...Object.keys(nsidCommands), 'dump']
const POSITIONS = ['netns', 'nsid']

/**
 * Ids of other network namespaces, as `ip netns set` and `ip netns list-id`: `netns('set', { netns: 'blue', nsid: 7 })`,
 * `netns('set', { netns: { pid }, nsid: 'auto' })`, `netns('get', { netns: 'blue' })`, `netns('get', { nsid: 7, targetNsid: 5 })`.
 * `set` answers the id. Once given it stays until the namespace goes: the kernel neither changes (EEXIST) nor takes one.
 */
export function ipNetns<C extends NsidCommand>(context: Context, command: C, ...parameters: NsidParameters<C>): NsidReply<C> {
  if (isListing(command, 'nsid')) return getNsids(context, ...(parameters as [])) as NsidReply<C>
  return changeNsid(context, command, parameters) as NsidReply<C>
}

async function changeNsid(context: Context, given: NsidCommand, parameters: readonly unknown[]): Promise<unknown> {
  const command = commandOf(given, 'nsid', WORDS)
  const prepared = nsidMessage(command, joined(POSITIONS, parameters))
  const { message, call } = prepared
  try {
    if (command === 'get') return (await send<Nsid>(context, nsidCommands.get, prepared))[0]
    const { type, flags } = nsidCommands.set
    const wanted = message['nsid'] as number
    // The kernel's choice comes back with NLM_F_ECHO (rtnl_net_notifyid in net/core/net_namespace.c, Linux 4.20).
    const [told] = await send<Nsid>(context, { type, flags: wanted < 0 ? [...flags, 'echo'] : flags }, prepared)
    if (wanted >= 0) return wanted
    if (told?.nsid !== undefined) return told.nsid
    const { nsid: _, ...asked } = message
    return (await context.request<Nsid>({ ...nsidCommands.get, message: asked, ...call }))[0]?.nsid
  } finally {
    prepared.close()
  }
}

/**
 * Lists the ids that this namespace has for others, or with `targetNsid` those of another one, which must have an id
 * here; `currentNsid` is then the same namespace's id here, if it has one.
 */
export function getNsids(context: Context, ...parameters: NsidParameters<'dump'>): Dump<Nsid> {
  return Dump.from(async () => {
    const { options, keep } = listing<Nsid>(parameters)
    const { message, call } = nsidFilter(options)
    const { targetNsid, ...compared } = message
    const asked = targetNsid === undefined ? {} : { targetNsid }
    return {
      dump: context.dump<Nsid>({ type: 'RTM_GETNSID', message: asked, ...call, keep: both(keepOf<Nsid>(nsidNoun, compared), keep) }),
    }
  })
}

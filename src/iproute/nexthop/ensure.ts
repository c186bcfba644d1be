import { NexthopFlags } from '../../schema/route/enums.ts'
import type { Context } from '../context.ts'
import { sameEncap } from '../encap/same.ts'
import { canonical } from '../words/answers-filter.ts'
import { added, differences } from '../words/ensure.ts'
import { nexthopCommands } from '../words/flags.ts'
import { type Fields, type Prepared, send } from '../words/input.ts'
import type { Ensured } from '../words/input-types.ts'
import { idMessage, nexthopNoun } from './input.ts'
import type { Nexthop } from './types.ts'

/** What tells where a next hop leads; what is not wished must not be there. */
const WAYS = ['group', 'groupType', 'blackhole', 'oif', 'gateway', 'fdb'] as const
/** What the kernel fills in by itself where nothing is wished. */
const DEFAULTS: Readonly<Record<string, unknown>> = { groupType: 'mpath' }

const { ONLINK } = NexthopFlags.constants

/** A next hop of this id, with this content. The kernel replaces neither a group by a next hop nor the other way. */
export async function ensureNexthop(context: Context, prepared: Prepared): Promise<Ensured> {
  if (await added(context, nexthopCommands.add, prepared)) return 'created'
  const { message, call } = prepared
  // Only with counters does the kernel tell whether drivers are to count (nla_put_nh_group in net/ipv4/nexthop.c).
  const asked = idMessage({ id: message['id'], ...(message['hwStatsEnable'] === undefined ? {} : { stats: true }), ...call })
  const [existing] = await send<Nexthop>(context, nexthopCommands.get, asked)
  if (existing !== undefined && same(existing, message)) return 'unchanged'
  await send(context, nexthopCommands.replace, prepared)
  return 'changed'
}

function same(existing: Nexthop, wish: Fields): boolean {
  const values = existing as unknown as Fields
  const whole: Fields = { protocol: 0, ...wish }
  // A group keeps the protocol that it was made with (replace_nexthop_grp).
  const more = existing.group === undefined ? ['family', 'protocol'] : ['resGroup', 'hwStatsEnable']
  if (differences(nexthopNoun, existing, whole, [...WAYS, ...more]).length > 0) return false
  if (WAYS.some((key) => values[key] !== undefined && wish[key] === undefined && values[key] !== DEFAULTS[key])) return false
  if (!sameEncap(existing, canonical(nexthopNoun, wish))) return false
  return (NexthopFlags.bits(existing.flags) & ONLINK) === (NexthopFlags.bits((wish['flags'] ?? 0) as number) & ONLINK)
}

import type { Context } from '../context.ts'
import { linkCommands } from '../words/flags.ts'
import { send } from '../words/input.ts'
import type { PreparedLink } from './input.ts'
import type { Link, MadeLink } from './types.ts'

/**
 * Kernels since 6.2 echo the new link (rtnl_newlink_create in net/core/rtnetlink.c); older ones are asked by its name,
 * if it is in this namespace.
 */
export async function addLink(context: Context, prepared: PreparedLink): Promise<MadeLink> {
  const { type, flags } = linkCommands.add
  const { message, call } = prepared
  const [made] = await send<Link>(context, { type, flags: [...flags, 'echo'] }, prepared)
  if (made !== undefined) return { index: made.index, ifname: made.ifname ?? '' }
  const ifname = message['ifname']
  const elsewhere = ['netNsFd', 'netNsPid', 'targetNetnsid'].some((key) => message[key] !== undefined)
  if (typeof ifname !== 'string' || elsewhere || ifname.includes('%')) return { index: 0, ifname: String(ifname ?? '') }
  return { index: await context.linkIndex(ifname, call), ifname }
}

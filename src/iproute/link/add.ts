import { NetlinkError } from '../../netlink/kernel-error.ts'
import type { NetnsReference } from '../../socket/netns.ts'
import type { Context } from '../context.ts'
import { linkCommands } from '../words/flags.ts'
import { type Fields, send } from '../words/input.ts'
import type { PreparedLink } from './input.ts'
import { kindMeant } from './kinds.ts'
import type { Link, MadeLink } from './types.ts'

/**
 * Kernels since 6.2 echo the new link (rtnl_newlink_create in net/core/rtnetlink.c), in the namespace where it is made;
 * older ones are asked by its name, if that is known and of this namespace.
 */
export async function addLink(context: Context, prepared: PreparedLink): Promise<MadeLink> {
  const { type, flags } = linkCommands.add
  const { message, links, call } = prepared
  const sending = { type, flags: [...flags, 'echo'] }
  const netns = namespaceOf(message)
  const [made] = await hinted(message, async () => {
    if (netns === undefined && !(isNamed(message) && SILENT.has(kindOf(message)))) return send<Link>(context, sending, prepared)
    await links.found(context, call)
    return context.requestIn<Link>(netns, { ...sending, message, ...call })
  })
  if (made !== undefined) return { index: made.index, ifname: made.ifname ?? '' }
  const { ifname, targetNetnsid } = message
  if (typeof ifname !== 'string' || netns !== undefined || ifname.includes('%')) return { index: 0, ifname: String(ifname ?? '') }
  if (targetNetnsid === undefined) return { index: await context.linkIndex(ifname, call), ifname }
  const [found] = await context.ask<Link>({ ...linkCommands.get, message: { ifname, targetNetnsid }, ...call })
  return { index: found?.index ?? 0, ifname }
}

/** Kinds that the kernel does not echo: their drivers have announced them before. */
const SILENT: ReadonlySet<unknown> = new Set(['vxlan'])

const kindOf = (message: Fields): unknown => (message['linkinfo'] as { readonly kind?: unknown } | undefined)?.kind

/** Whether the kernel chooses the name. */
const isNamed = ({ ifname }: Fields): boolean => typeof ifname !== 'string' || ifname.includes('%')

/** The namespace that the message names by a process or a descriptor. */
function namespaceOf(message: Fields): NetnsReference | undefined {
  const { netNsFd, netNsPid } = message
  if (typeof netNsFd === 'number') return { fd: netNsFd }
  return typeof netNsPid === 'number' ? { pid: netNsPid } : undefined
}

/** Kinds that rtnetlink only tells of, and who makes them. */
const MADE_ELSEWHERE: Readonly<Record<string, string>> = {
  tun: 'ioctl(TUNSETIFF) on /dev/net/tun makes such links, as `ip tuntap add` does',
  can: 'the driver of a controller makes such links; `set` changes them',
  dsa: 'the driver of a switch makes such links; `set` changes them',
  openvswitch: 'Open vSwitch makes such links',
  wlan: 'nl80211 makes such links, as `iw` does',
}

const hintOf = (kind: unknown): string | undefined =>
  typeof kind === 'string' && Object.hasOwn(MADE_ELSEWHERE, kind) ? MADE_ELSEWHERE[kind] : undefined

/**
 * A kind that no table here knows may be one of a newer kernel, so it is the kernel that refuses it ("Unknown device
 * type"); only then is it a slip, and the nearest word is told with the error. So is who makes the links that rtnetlink does not.
 */
async function hinted<T>(message: Fields, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof NetlinkError) || error.code !== 'EOPNOTSUPP') throw error
    const kind = kindOf(message)
    const meant = kindMeant(kind)
    const hint = meant === undefined ? hintOf(kind) : `did you mean '${meant}'?`
    if (hint === undefined) throw error
    const { errno, request, extack } = error
    const better = new NetlinkError({ errno, type: linkCommands.add.type, request, extack, hint })
    better.cause = error
    throw better
  }
}

import { scope } from '../../netlink/codec.ts'
import { align, messageEnd, NLMSG_HDRLEN, NLMSG_PID, NLMSG_TYPE, viewOf } from '../../netlink/message.ts'
import { RTM, RTNLGRP } from '../../schema/enums.ts'
import type { NetnsReference } from '../../socket/netns.ts'
import type { Settings } from '../options.ts'
import { Inbox } from './inbox.ts'
import { LITTLE_ENDIAN, layoutOf } from './wire.ts'

/** Milliseconds to wait for what the kernel has said before it acknowledged. */
const PATIENCE = 500

/**
 * Hears of links in another namespace, or here. The kernel sends the echo of a link that is made there to the sockets of
 * that namespace (rtnl_notify in rtnl_newlink_create, net/core/rtnetlink.c), and none of them is the one that asked; its
 * group hears the same message. Undefined where that namespace cannot be listened to.
 */
export function earIn(settings: Settings, netns: NetnsReference | undefined): Inbox | undefined {
  try {
    const transport = settings.openIn?.(netns, [RTNLGRP.LINK])
    if (transport === undefined) return undefined
    // The call waits for it.
    transport.ref()
    return new Inbox(transport)
  } catch {
    // EPERM: to make a link there needs less than to enter. The request itself tells all else that is wrong.
    return undefined
  }
}

/** The link of a request and of what is told of it. */
interface Told {
  readonly ifname?: string
  readonly linkinfo?: { readonly kind?: string }
}

/** The link that was made upon the request of the socket with this port; nothing if the kernel does not say whose it was. */
export async function toldOf(ear: Inbox, port: number, wish: object): Promise<unknown[]> {
  const end = performance.now() + PATIENCE
  for (;;) {
    const item = ear.shift()
    if (typeof item === 'object') {
      const found = linkIn(item.bytes, port, wish)
      if (found !== undefined) return [found]
    } else if (item !== undefined) return []
    else if (performance.now() >= end || !(await ear.wait(Math.max(1, end - performance.now())))) return []
  }
}

function linkIn(bytes: Uint8Array, port: number, wish: object): unknown {
  const view = viewOf(bytes)
  for (let at = 0, stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
    const start = at
    at = align(stop)
    const type = view.getUint16(start + NLMSG_TYPE, LITTLE_ENDIAN)
    if (type !== RTM.NEWLINK) continue
    const whose = view.getUint32(start + NLMSG_PID, LITTLE_ENDIAN)
    if (whose !== port && whose !== 0) continue
    const link = layoutOf(type).read(view, start + NLMSG_HDRLEN, stop, scope())
    if (whose === port || isWished(link as Told, wish)) return link
  }
  return undefined
}

/** A vxlan is announced by its driver, as nobody's (rtnl_configure_link in __vxlan_dev_create): it is known by kind and name. */
function isWished({ ifname = '', linkinfo }: Told, wish: Told): boolean {
  if (linkinfo?.kind === undefined || linkinfo.kind !== wish.linkinfo?.kind) return false
  const [before = '', after = ''] = (wish.ifname ?? `${linkinfo.kind}%d`).split('%d')
  const number = ifname.slice(before.length, ifname.length - after.length)
  return wish.ifname === ifname || (ifname.startsWith(before) && ifname.endsWith(after) && /^\d+$/.test(number))
}

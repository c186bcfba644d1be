import { scope } from '../../netlink/codec.ts'
import { align, messageEnd, NLMSG_HDRLEN, NLMSG_MIN_TYPE, NLMSG_PID, NLMSG_TYPE, viewOf } from '../../netlink/message.ts'
import { RTNLGRP } from '../../schema/enums.ts'
import type { NetnsReference } from '../../socket/netns.ts'
import type { Settings } from '../options.ts'
import { Inbox } from './inbox.ts'
import { LITTLE_ENDIAN, layoutOf } from './wire.ts'

/** Milliseconds to wait for what the kernel has said before it acknowledged. */
const PATIENCE = 500

/**
 * Hears of links in another namespace. The kernel sends the echo of a link that is made there to the sockets of that
 * namespace (rtnl_notify in rtnl_newlink_create, net/core/rtnetlink.c), and none of them is the one that asked; its group
 * hears the same message. Undefined where that namespace cannot be listened to.
 */
export function earIn(settings: Settings, netns: NetnsReference): Inbox | undefined {
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

/** What was told of the request of the socket with this port; nothing if the kernel does not say whose it was. */
export async function toldOf(ear: Inbox, port: number): Promise<unknown[]> {
  const end = performance.now() + PATIENCE
  for (;;) {
    const item = ear.shift()
    if (typeof item === 'object') {
      const found = fromPort(item.bytes, port)
      if (found !== undefined) return [found]
    } else if (item !== undefined) return []
    else if (performance.now() >= end || !(await ear.wait(Math.max(1, end - performance.now())))) return []
  }
}

function fromPort(bytes: Uint8Array, port: number): unknown {
  const view = viewOf(bytes)
  for (let at = 0, stop = messageEnd(view, 0, bytes.length); stop >= 0; stop = messageEnd(view, at, bytes.length)) {
    const type = view.getUint16(at + NLMSG_TYPE, LITTLE_ENDIAN)
    if (type >= NLMSG_MIN_TYPE && view.getUint32(at + NLMSG_PID, LITTLE_ENDIAN) === port)
      return layoutOf(type).read(view, at + NLMSG_HDRLEN, stop, scope())
    at = align(stop)
  }
  return undefined
}

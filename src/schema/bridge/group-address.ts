import { formatHex, formatIpv4, formatIpv6, parseIpv4, parseIpv6, parseLinkAddress } from '../../netlink/address-text.ts'
import type { Codec } from '../../netlink/codec.ts'
import { shown, wrongType } from '../../netlink/errors.ts'
import { expectSize } from '../../netlink/scalars.ts'

/** Room for the longest address, and the protocol behind it (linux/if_bridge.h, linux/if_ether.h). */
const ROOM = 16
const SIZE = 20
const [ETH_P_IP, ETH_P_IPV6, NONE] = [0x0800, 0x86dd, 0]

/** Whether the rest of an address's room is empty, as the kernel leaves it. */
function emptyFrom(view: DataView, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (view.getUint8(at) !== 0) return false
  return true
}

/**
 * The group of an MDB entry, br_mdb_entry.addr: an IPv4, IPv6 or link address in 16 bytes, and an Ethernet protocol,
 * big endian, that says which; 0 for link addresses. What is none of these is all 20 bytes in hexadecimal.
 */
export const groupAddress: Codec<string> = {
  type: 'group address[20]',
  size: SIZE,
  read(view, at, end) {
    expectSize(at, end, SIZE)
    const protocol = view.getUint16(at + ROOM)
    const room = at + ROOM
    const plain = emptyFrom(view, room + 2, at + SIZE)
    if (plain && protocol === ETH_P_IPV6) return formatIpv6(view, at)
    if (plain && protocol === ETH_P_IP && emptyFrom(view, at + 4, room)) return formatIpv4(view, at)
    if (plain && protocol === NONE && emptyFrom(view, at + 6, room)) return formatHex(view, at, at + 6)
    return formatHex(view, at, at + SIZE)
  },
  write(out, value) {
    const text = typeof value === 'string' ? value : wrongType(`a group's address as text is wanted, not ${shown(value)}`)
    const ip = parseIpv4(text) ?? parseIpv6(text)
    const link = ip === undefined ? parseLinkAddress(text) : undefined
    const at = out.reserve(SIZE)
    if (link?.length === SIZE) {
      out.bytes.set(link, at)
      return
    }
    if (ip === undefined && link?.length !== 6) wrongType(`${shown(value)} is not an IPv4, IPv6 or link address`)
    out.bytes.set((ip ?? link) as Uint8Array, at)
    out.view.setUint16(at + ROOM, ip === undefined ? NONE : ip.length === 4 ? ETH_P_IP : ETH_P_IPV6)
  },
}

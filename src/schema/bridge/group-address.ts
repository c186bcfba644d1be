import { formatHex, formatIpv4, formatIpv6, parseIpv4, parseIpv6, parseLinkAddress } from '../../netlink/address-text.ts'
import type { Codec } from '../../netlink/codec.ts'
import { DecodeError, shown, wrongType } from '../../netlink/errors.ts'
import { expectSize } from '../../netlink/scalars.ts'

/** Room for the longest address, and the protocol behind it (linux/if_bridge.h, linux/if_ether.h). */
const ROOM = 16
const SIZE = 20
const [ETH_P_IP, ETH_P_IPV6, NONE] = [0x0800, 0x86dd, 0]

/**
 * The group of an MDB entry, br_mdb_entry.addr: an IPv4, IPv6 or link address in 16 bytes, and an Ethernet protocol,
 * big endian, that says which; 0 for link addresses.
 */
export const groupAddress: Codec<string> = {
  type: 'group address[20]',
  size: SIZE,
  read(view, at, end) {
    expectSize(at, end, SIZE)
    const protocol = view.getUint16(at + ROOM)
    if (protocol === ETH_P_IP) return formatIpv4(view, at)
    if (protocol === ETH_P_IPV6) return formatIpv6(view, at)
    if (protocol === NONE) return formatHex(view, at, at + 6)
    throw new DecodeError(`a group of Ethernet protocol 0x${protocol.toString(16)} has no form here`)
  },
  write(out, value) {
    const text = typeof value === 'string' ? value : wrongType(`a group's address as text is wanted, not ${shown(value)}`)
    const ip = parseIpv4(text) ?? parseIpv6(text)
    const link = ip === undefined ? parseLinkAddress(text) : undefined
    if (ip === undefined && link?.length !== 6) wrongType(`${shown(value)} is not an IPv4, IPv6 or link address`)
    const at = out.reserve(SIZE)
    out.bytes.set((ip ?? link) as Uint8Array, at)
    out.view.setUint16(at + ROOM, ip === undefined ? NONE : ip.length === 4 ? ETH_P_IP : ETH_P_IPV6)
  },
}

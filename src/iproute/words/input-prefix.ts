import { isIpv4, parseIpv4, parseIpv6 } from '../../netlink/address-text.ts'
import { AddressFamily } from '../../schema/enums.ts'
import { reading } from './input.ts'

/** Numbers of the families that addresses are written in (linux/socket.h). */
export const INET = 2
export const INET6 = 10
export const MPLS = 28

/** The family of the addresses of a family: those of multicast routes (RTNL_FAMILY_IPMR, _IP6MR) are of IPv4 and IPv6. */
export const inetOf = (family: number): number => (family === 128 ? INET : family === 129 ? INET6 : family)

/** Bits of an address of a family; 0 where lengths have no meaning. */
export const addressBits = (family: number): number => (family === INET ? 32 : family === INET6 ? 128 : family === MPLS ? 20 : 0)

/** `10.0.0.0/24` taken apart. */
export interface Prefix {
  /** Undefined for `default`. */
  readonly address: string | undefined
  /** Undefined where none was written. */
  readonly length: number | undefined
  /** AF_INET or AF_INET6; 0 where it does not show (`default`). */
  readonly family: number
}

/** AF_INET, AF_INET6 or 0 for what is no address of either. */
export const familyOf = (text: string): number => (isIpv4(text) ? INET : parseIpv6(text) ? INET6 : 0)

/** A family as a number, a name of ours (`inet6`) or the kernel's (`AF_INET6`). */
export const familyNumber = (value: unknown): number => reading('family', () => AddressFamily.number(value as 'inet'))

/** `255.255.255.0` as 24; undefined if its ones are not all in front. */
function dottedLength(text: string): number | undefined {
  const bytes = parseIpv4(text)
  if (bytes === undefined) return undefined
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const length = bits.lastIndexOf('1') + 1
  return bits.slice(0, length).includes('0') ? undefined : length
}

/** The length of a prefix as a number, its text, or a netmask in dots; a RangeError if the family has fewer bits. */
export function prefixLength(key: string, value: unknown, family: number): number {
  const length =
    typeof value === 'number' ? value : typeof value === 'string' ? (/^\d+$/.test(value) ? Number(value) : dottedLength(value)) : undefined
  if (length === undefined || !Number.isInteger(length)) throw new TypeError(`${key}: '${String(value)}' is not the length of a prefix`)
  const bits = addressBits(family) || 128
  if (length < 0 || length > bits) throw new RangeError(`${key}: ${length} is not within 0 .. ${bits}, the bits of the address`)
  return length
}

/** Takes apart `10.0.0.0/24`, `2001:db8::1`, `default` (also `any` and `all`, as `ip` does). */
export function parsePrefix(key: string, value: unknown): Prefix {
  if (typeof value !== 'string') throw new TypeError(`${key}: a prefix as text ('10.0.0.0/24', 'default') is wanted, not ${typeof value}`)
  if (value === 'default' || value === 'any' || value === 'all') return { address: undefined, length: 0, family: 0 }
  const slash = value.indexOf('/')
  const address = slash < 0 ? value : value.slice(0, slash)
  const family = familyOf(address)
  if (family === 0) throw new TypeError(`${key}: '${value}' is not an address or a prefix`)
  return { address, length: slash < 0 ? undefined : prefixLength(key, value.slice(slash + 1), family), family }
}

/** Whether an address is of a prefix (`'192.0.2.0/24'`); of an address without a length, whether it is that one. */
export function within(key: string, prefix: unknown): (address: string | undefined) => boolean {
  const { address, length, family } = parsePrefix(key, prefix)
  if (address === undefined) return () => true
  const bytesOf = (text: string) => (family === INET ? parseIpv4(text) : parseIpv6(text))
  const wanted = bytesOf(address) as Uint8Array
  const bits = length ?? addressBits(family)
  return (text) => {
    const bytes = text === undefined ? undefined : bytesOf(text)
    return (
      bytes !== undefined && wanted.every((byte, i) => (byte ^ (bytes[i] as number)) >> Math.max(0, 8 - Math.max(0, bits - 8 * i)) === 0)
    )
  }
}

// Addresses as inet_ntop(3) writes them, and prefixes that listings are restricted to.
import { formatIpv6, ipv4Number, parseIpv6, parseLinkAddress } from '../../netlink/address-text.ts'
import type { Family } from '../types.ts'
import { cNumber } from './names.ts'

const LAST_TWO_GROUPS = /^::([0-9a-f]+):([0-9a-f]+)$/

/** An IP address as iproute2 has it: glibc writes `::0.1.0.2` where RFC 5952 has `::1:2`. MPLS labels go without class and TTL. */
export function addressText(address: string): string {
  const groups = LAST_TWO_GROUPS.exec(address)
  if (groups === null) return address.replace(/:[a-z]+=\d+/g, '')
  const octets = groups.slice(1).flatMap((group) => {
    const number = Number.parseInt(group, 16)
    return [number >> 8, number & 255]
  })
  return `::${octets.join('.')}`
}

/** A link address: tunnels over IP have one of four or sixteen bytes, which is an IP address. */
export function linkAddressText(address: string): string {
  const bytes = parseLinkAddress(address)
  if (bytes?.length === 4) return bytes.join('.')
  return bytes?.length === 16 ? addressText(formatIpv6(new DataView(bytes.buffer, bytes.byteOffset), 0)) : address
}

/** The bytes of an address; of MPLS labels the first, as four bytes. */
function bytesOf(address: string): Uint8Array {
  const number = ipv4Number(address)
  if (number >= 0) return bigEndian(number)
  return parseIpv6(address) ?? bigEndian(Number.parseInt(address, 10) << 12)
}
const bigEndian = (number: number): Uint8Array => new Uint8Array([number >>> 24, number >> 16, number >> 8, number])

/** Bits of an address of a family; none of others, such as the families of multicast routes. */
const BITS: Readonly<Record<string, number>> = { inet: 32, inet6: 128, mpls: 20 }
export const addressBits = (family: unknown): number => BITS[String(family)] ?? 0

/** A prefix that was asked for. Without a family anything goes. */
export interface Prefix {
  readonly family: Family | undefined
  readonly bytes: Uint8Array
  readonly length: number
}

/** Reads a prefix: `10.0.0.0/8`, `2001:db8::1`, `default`, `any`. Throws a TypeError. */
export function prefixOf(text: string, family: Family | undefined): Prefix {
  if (text === 'default') return { family: family ?? 'inet', bytes: new Uint8Array(16), length: 0 }
  if (text === 'all' || text === 'any') return { family, bytes: new Uint8Array(16), length: 0 }
  const [address = '', bits] = text.split('/')
  const own: Family = address.includes(':') ? 'inet6' : family === 'mpls' ? 'mpls' : 'inet'
  // inet_aton(3): 10 and 10/8 are 10.0.0.0.
  const dotted = own === 'inet' ? [...address.split('.'), 0, 0, 0].slice(0, 4).join('.') : address
  const known = own === 'inet6' ? parseIpv6(dotted) !== undefined : own === 'inet' ? ipv4Number(dotted) >= 0 : true
  const length = bits === undefined ? addressBits(own) : cNumber(bits)
  if (!known || !(length >= 0 && length <= addressBits(own)) || (family !== undefined && family !== own)) {
    throw new TypeError(`'${text}' is not a prefix${family === undefined ? '' : ` of ${family}`}`)
  }
  return { family: own, bytes: bytesOf(dotted), length }
}

/** Whether an address, or none, begins with the same bits as the prefix. */
export function startsWith(address: string | undefined, prefix: Prefix, bits = prefix.length): boolean {
  const bytes = address === undefined ? new Uint8Array(16) : bytesOf(address)
  for (let bit = 0; bit < bits; bit += 8) {
    const mask = bits - bit >= 8 ? 255 : (255 << (8 - (bits - bit))) & 255
    if (((bytes[bit >> 3] ?? 0) & mask) !== ((prefix.bytes[bit >> 3] ?? 0) & mask)) return false
  }
  return true
}

/** The same as most listings have it: what has no address is not left out. */
export const isWithin = (address: string | undefined, prefix: Prefix | undefined): boolean =>
  address === undefined || prefix?.family === undefined || prefix.length === 0 || startsWith(address, prefix)

// Values under masks, as tc prints them (tc/tc_util.c, tc/f_flower.c).
import { ipv4Number, parseIpv6, parseLinkAddress } from '../../../netlink/address-text.ts'
import type { JsonObject } from '../../types.ts'

/** Two hexadecimal digits. */
export const hexText = (number: number): string => number.toString(16).padStart(2, '0')
export const hexBytes = (bytes: Uint8Array): string => Array.from(bytes, hexText).join('')

/** One bit after another from the first on, as a number; undefined where there is a gap, or no bit at all. */
export function prefixLength(bytes: Uint8Array): number | undefined {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const length = bits.indexOf('0') < 0 ? bits.length : bits.indexOf('0')
  return length === 0 || bits.includes('1', length) ? undefined : length
}

/** An address and how much of it counts: nothing more where all of it does. */
function masked(address: string, mask: string | undefined, bytes: Uint8Array | undefined): string {
  if (mask === undefined || bytes === undefined) return address
  const length = prefixLength(bytes)
  return length === bytes.length * 8 ? address : `${address}/${length ?? mask}`
}
export const macText = (address: string | undefined, mask: string | undefined): string | undefined =>
  address === undefined ? undefined : masked(address, mask, mask === undefined ? undefined : parseLinkAddress(mask))

export function ipv4Text(address: string | undefined, mask: string | undefined): string | undefined {
  if (address === undefined || mask === undefined) return undefined
  const number = ipv4Number(mask)
  return masked(address, mask, Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number))
}
export const ipv6Text = (address: string | undefined, mask: string | undefined): string | undefined =>
  address === undefined || mask === undefined ? undefined : masked(address, mask, parseIpv6(mask))

/** A number, and its mask in hexadecimal where not all bits count. */
export function counted(name: string, value: number | undefined, mask: number | undefined, whole: number): JsonObject {
  if (value === undefined) return {}
  return { [name]: value, [`${name}_mask`]: mask === undefined || mask === whole ? undefined : mask.toString(16) }
}
/** A byte as text, `8/240` where not all bits count. */
export const byteText = (value: number | string | undefined, mask = 0xff): string | undefined =>
  value === undefined ? undefined : `${value}${mask === 0xff ? '' : `/${mask}`}`

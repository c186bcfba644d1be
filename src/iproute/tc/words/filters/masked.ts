// Values under masks as people write them: `80/0xff00`, `192.0.2.0/24`, `02:00:00:00:00:01/16`.
import { formatIpv6, ipv4Number, parseIpv6, parseLinkAddress } from '../../../../netlink/address-text.ts'
import { outOfRange, shown, wrongType } from '../../../../netlink/errors.ts'

/** A value and its mask. */
export type Masked<T> = readonly [value: T, mask: T]

/** What stands before and behind the slash. */
export function halvesOf(text: string): readonly [before: string, behind: string | undefined] {
  const slash = text.indexOf('/')
  return slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1)]
}

/** A whole number up to `most`; as text decimal, or hexadecimal with `0x`; `hex` where tc(8) reads it as hexadecimal anyway. */
export function numberOf(value: unknown, most: number, hex = false): number {
  const digits = hex ? /^(?:0x)?([0-9a-f]+)$/i : /^0x([0-9a-f]+)$/i
  const match = typeof value === 'string' ? digits.exec(value) : null
  const number = match ? Number.parseInt(match[1] as string, 16) : typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  if (typeof number !== 'number') return wrongType(`${shown(value)} is not a number`)
  if (Number.isInteger(number) && number >= 0 && number <= most) return number
  return outOfRange(`${shown(value)} is not a whole number within 0 .. ${most}`)
}

/** How the two halves of a text are read where they have no `0x`. */
export type Hexadecimal = 'none' | 'mask' | 'both'

/** `7`, `'7'`, `'7/0xff'`; without a mask all of its bits count. */
export function maskedNumber(value: unknown, most: number, hexadecimal: Hexadecimal = 'none'): Masked<number> {
  if (typeof value !== 'string') return [numberOf(value, most), most]
  const [before, behind] = halvesOf(value)
  const number = numberOf(before, most, hexadecimal === 'both')
  return [number, behind === undefined ? most : numberOf(behind, most, hexadecimal !== 'none')]
}

/** As many ones in front as a prefix has bits. */
function prefixMask(length: string, size: number): Uint8Array {
  const bits = numberOf(length, size * 8)
  return Uint8Array.from({ length: size }, (_, i) => (0xff00 >> Math.min(8, Math.max(0, bits - i * 8))) & 0xff)
}

const macText = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':')

/** A hardware address; its mask as one, or as a number of bits. */
export function maskedMac(value: unknown): Masked<string> {
  if (typeof value !== 'string') return wrongType(`a link address as text is wanted, not ${shown(value)}`)
  const [before, behind = '48'] = halvesOf(value)
  const address = parseLinkAddress(before)
  const mask = /^\d+$/.test(behind) ? prefixMask(behind, 6) : parseLinkAddress(behind)
  if (address?.length !== 6 || mask?.length !== 6) return wrongType(`${shown(value)} is not a link address of 6 bytes`)
  return [macText(address), macText(mask)]
}

/** An IP address, its mask as one, or as a number of bits. */
export interface MaskedAddress {
  readonly family: 4 | 6
  readonly address: string
  readonly mask: string
}

export function maskedAddress(value: unknown): MaskedAddress {
  if (typeof value !== 'string') return wrongType(`an address as text ('192.0.2.0/24') is wanted, not ${shown(value)}`)
  const [address, behind] = halvesOf(value)
  const family = ipv4Number(address) >= 0 ? 4 : parseIpv6(address) ? 6 : wrongType(`${shown(value)} is not an address or a prefix`)
  const length = family === 4 ? '32' : '128'
  const mask = behind === undefined || /^\d+$/.test(behind) ? prefixText(behind ?? length, family) : behind
  const fits = family === 4 ? ipv4Number(mask) >= 0 : parseIpv6(mask) !== undefined
  return fits ? { family, address, mask } : wrongType(`${shown(value)}: '${mask}' is not a mask of IPv${family}`)
}

function prefixText(length: string, family: 4 | 6): string {
  const bytes = prefixMask(length, family === 4 ? 4 : 16)
  return family === 4 ? bytes.join('.') : formatIpv6(new DataView(bytes.buffer), 0)
}

/** Bytes in hexadecimal. */
export function hexBytes(value: unknown, most: number): Uint8Array {
  if (value instanceof Uint8Array && value.length <= most) return value
  if (typeof value !== 'string' || !/^(?:[0-9a-f]{2})+$/i.test(value)) return wrongType(`${shown(value)} is not hexadecimal`)
  if (value.length > 2 * most) return outOfRange(`${shown(value)} has more than ${most} bytes`)
  return Uint8Array.from(value.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

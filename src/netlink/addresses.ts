import type { Codec } from './codec.ts'
import { DecodeError, outOfRange, shown, wrongType } from './errors.ts'
import { expectSize } from './scalars.ts'

/** Address families that change how an address of a message is written (linux/socket.h). */
const AF_MPLS = 28

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))

/** The texts of two octets, made as they are met: one concatenation an address instead of six halves the time of a route. */
type Halves = (string | undefined)[][]
const halves = (): Halves => Array.from({ length: 256 }, () => [])
const HIGH = halves()
const LOW = halves()

function half(table: Halves, first: number, second: number): string {
  const text = `${first}.${second}${table === HIGH ? '.' : ''}`
  const row = table[first] as (string | undefined)[]
  while (row.length < second) row.push(undefined)
  row[second] = text
  return text
}

/** The last texts by a hash of their address: a table has many routes and few gateways, whose texts are then shared. */
const CACHED = 4096
const numbers = new Int32Array(CACHED)
const texts: string[] = new Array<string>(CACHED).fill('0.0.0.0')

function formatIpv4(view: DataView, at: number): string {
  const number = view.getInt32(at)
  const slot = (number ^ (number >> 12) ^ (number >> 24)) & (CACHED - 1)
  if (numbers[slot] === number) return texts[slot] as string
  const text = newIpv4(number)
  numbers[slot] = number
  texts[slot] = text
  return text
}

function newIpv4(number: number): string {
  const a = number >>> 24
  const b = (number >> 16) & 255
  const c = (number >> 8) & 255
  const d = number & 255
  return (HIGH[a]?.[b] ?? half(HIGH, a, b)) + (LOW[c]?.[d] ?? half(LOW, c, d))
}

/** RFC 5952: lower case, no leading zeros, the longest run of zero groups (the first of equals) as `::`. */
function formatIpv6(view: DataView, at: number): string {
  let best = -1
  let longest = 1
  for (let i = 0; i < 8; i++) {
    let run = 0
    while (i + run < 8 && view.getUint16(at + 2 * (i + run)) === 0) run++
    if (run > longest) [best, longest] = [i, run]
    if (run > 0) i += run - 1
  }
  // ::ffff:192.0.2.1, and nothing else, is written with dots (section 5).
  if (best === 0 && longest === 5 && view.getUint16(at + 10) === 0xffff) return `::ffff:${formatIpv4(view, at + 12)}`
  let text = ''
  for (let i = 0; i < 8; i++) {
    if (i === best) {
      text += '::'
      i += longest - 1
    } else {
      if (text !== '' && !text.endsWith(':')) text += ':'
      text += view.getUint16(at + 2 * i).toString(16)
    }
  }
  return text
}

function formatHex(view: DataView, at: number, end: number): string {
  if (at >= end) return ''
  let text = HEX[view.getUint8(at)] as string
  for (let i = at + 1; i < end; i++) text += `:${HEX[view.getUint8(i)]}`
  return text
}

/** Dotted decimal of four parts, no octal (what inet_pton(3) takes), as one number; -1 if it is something else. */
function ipv4Number(text: string): number {
  let address = 0
  let part = -1
  let parts = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 46) {
      if (part < 0 || ++parts > 3) return -1
      address = address * 256 + part
      part = -1
    } else {
      const digit = code - 48
      if (digit < 0 || digit > 9 || part === 0) return -1
      part = part < 0 ? digit : part * 10 + digit
      if (part > 255) return -1
    }
  }
  return parts === 3 && part >= 0 ? address * 256 + part : -1
}

/** Whether the text is an IPv4 address. */
export const isIpv4 = (text: string): boolean => ipv4Number(text) >= 0

/** The bytes of an IPv4 address; undefined if the text is none. */
export function parseIpv4(text: string): Uint8Array | undefined {
  const number = ipv4Number(text)
  return number < 0 ? undefined : Uint8Array.of(number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255)
}

/** Any form of RFC 4291, without a zone. */
export function parseIpv6(text: string): Uint8Array | undefined {
  if (!/^[0-9a-fA-F:.]+$/.test(text) || !text.includes(':')) return undefined
  const dotted = /^(.*:)([^:]*\.[^:]*)$/.exec(text)
  const ipv4 = dotted ? parseIpv4(dotted[2] as string) : undefined
  if (dotted && !ipv4) return undefined
  const hex = ipv4
    ? `${dotted?.[1]}${HEX[ipv4[0] as number]}${HEX[ipv4[1] as number]}:${HEX[ipv4[2] as number]}${HEX[ipv4[3] as number]}`
    : text
  const halves = hex.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail]
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  const bytes = new Uint8Array(16)
  groups.forEach((group, i) => {
    bytes[2 * i] = Number.parseInt(group, 16) >> 8
    bytes[2 * i + 1] = Number.parseInt(group, 16) & 255
  })
  return bytes
}

/** `02:00:00:00:00:01`, also with dashes; any length. */
export function parseLinkAddress(text: string): Uint8Array | undefined {
  if (!/^[0-9a-fA-F]{1,2}(?:([:-])[0-9a-fA-F]{1,2}(?:\1[0-9a-fA-F]{1,2})*)?$/.test(text)) return undefined
  return Uint8Array.from(text.split(/[:-]/), (byte) => Number.parseInt(byte, 16))
}

/** The bytes of an IPv4 or IPv6 address; a TypeError names what is wrong. */
export function parseIpAddress(value: unknown): Uint8Array {
  if (typeof value !== 'string') return wrongType(`an IP address as text is wanted, not ${shown(value)}`)
  return parseIpv4(value) ?? parseIpv6(value) ?? wrongType(`${shown(value)} is not an IP address`)
}

/** An IPv4 address in four bytes. */
export const ipv4: Codec<string> = {
  type: 'ipv4',
  size: 4,
  read(view, at, end) {
    expectSize(at, end, 4)
    return formatIpv4(view, at)
  },
  write(out, value) {
    const bytes = typeof value === 'string' ? parseIpv4(value) : undefined
    out.append(bytes ?? wrongType(`${shown(value)} is not an IPv4 address`))
  },
  inline: (at, bind) => `${bind(formatIpv4)}(view, ${at})`,
}

/** An IPv6 address in sixteen bytes. */
export const ipv6: Codec<string> = {
  type: 'ipv6',
  size: 16,
  read(view, at, end) {
    expectSize(at, end, 16)
    return formatIpv6(view, at)
  },
  write(out, value) {
    const bytes = typeof value === 'string' ? parseIpv6(value) : undefined
    out.append(bytes ?? wrongType(`${shown(value)} is not an IPv6 address`))
  },
  inline: (at, bind) => `${bind(formatIpv6)}(view, ${at})`,
}

/**
 * An address of the family its length tells: four bytes IPv4, sixteen IPv6. In an MPLS message it is a stack of
 * labels (`100/200`); any other length reads as a link address.
 */
export const ipAddress: Codec<string> = {
  type: 'address',
  read(view, at, end, scope) {
    if (scope.family === AF_MPLS) return mplsLabels.read(view, at, end, scope)
    if (end - at === 4) return formatIpv4(view, at)
    if (end - at === 16) return formatIpv6(view, at)
    return formatHex(view, at, end)
  },
  write(out, value, scope) {
    if (scope.family === AF_MPLS) return mplsLabels.write(out, value, scope)
    if (typeof value !== 'string') return wrongType(`an address as text is wanted, not ${shown(value)}`)
    // iproute2 says `from all` of a rule with an address of no bytes.
    if (value === '') return
    const number = ipv4Number(value)
    if (number >= 0) {
      const at = out.reserve(4)
      out.view.setUint32(at, number)
    } else out.append(parseIpv6(value) ?? parseLinkAddress(value) ?? wrongType(`${shown(value)} is not an address`))
  },
}

/** A hardware address of any length: `02:00:00:00:00:01`. Tunnels take an IP address there, so text of one is taken too. */
export const linkAddress: Codec<string> = {
  type: 'lladdr',
  read: formatHex,
  write(out, value) {
    if (typeof value !== 'string') return wrongType(`a link address as text is wanted, not ${shown(value)}`)
    if (value === '') return
    out.append(parseIpv4(value) ?? parseLinkAddress(value) ?? parseIpv6(value) ?? wrongType(`${shown(value)} is not a link address`))
  },
}

/** A hardware address of exactly `size` bytes, 6 for Ethernet. */
export function macAddress(size = 6): Codec<string> {
  return {
    type: size === 6 ? 'mac' : `mac[${size}]`,
    size,
    read(view, at, end) {
      expectSize(at, end, size)
      return formatHex(view, at, end)
    },
    write(out, value) {
      const bytes = typeof value === 'string' ? parseLinkAddress(value) : undefined
      if (bytes?.length !== size) return wrongType(`${shown(value)} is not a link address of ${size} bytes`)
      out.append(bytes)
    },
    inline: (at, bind) => `${bind(formatHex)}(view, ${at}, ${at} + ${size})`,
  }
}
export const mac = macAddress()

/** `{ family, address }` of a next hop of another family than the route's: struct rtvia (linux/rtnetlink.h). */
export const via: Codec<
  { readonly family: 'inet' | 'inet6' | number; readonly address: string },
  string | { readonly family?: 'inet' | 'inet6' | number | undefined; readonly address: string }
> = {
  type: 'rtvia',
  read(view, at, end, scope) {
    if (end - at < 2) throw new DecodeError(`payload has ${end - at} bytes, an address family is wanted`)
    const family = view.getUint16(at, scope.littleEndian)
    const size = end - at - 2
    const address = size === 4 ? formatIpv4(view, at + 2) : size === 16 ? formatIpv6(view, at + 2) : formatHex(view, at + 2, end)
    return { family: family === 2 ? 'inet' : family === 10 ? 'inet6' : family, address }
  },
  write(out, value, scope) {
    const text = typeof value === 'string' ? value : value?.address
    const bytes = parseIpv4(text) ?? parseIpv6(text) ?? parseLinkAddress(text) ?? wrongType(`${shown(text)} is not an address`)
    const given = typeof value === 'string' ? undefined : value.family
    const family = given === 'inet' ? 2 : given === 'inet6' ? 10 : (given ?? (bytes.length === 4 ? 2 : 10))
    const at = out.reserve(2)
    out.view.setUint16(at, family, scope.littleEndian)
    out.append(bytes)
  },
}

/**
 * A stack of MPLS labels, outermost first, as iproute2 writes it: `100/200`. Traffic class and TTL follow a label
 * where they are not zero: `100:tc=3:ttl=64`. Bits of linux/mpls.h.
 */
export const mplsLabels: Codec<string> = {
  type: 'mpls',
  read(view, at, end) {
    if ((end - at) % 4 !== 0) throw new DecodeError(`payload has ${end - at} bytes, labels of 4 bytes are wanted`)
    const labels: string[] = []
    for (; at < end; at += 4) {
      const entry = view.getUint32(at)
      const bottom = ((entry >>> 8) & 1) === 1
      const trafficClass = (entry >>> 9) & 7
      const ttl = entry & 255
      labels.push(
        `${entry >>> 12}${trafficClass ? `:tc=${trafficClass}` : ''}${ttl ? `:ttl=${ttl}` : ''}${bottom === (at + 4 >= end) ? '' : `:s=${Number(bottom)}`}`,
      )
    }
    return labels.join('/')
  },
  write(out, value) {
    if (typeof value !== 'string') return wrongType(`labels as text ('100/200') are wanted, not ${shown(value)}`)
    const labels = value.split('/')
    for (const [i, text] of labels.entries()) {
      const match = /^(\d+)(?::tc=(\d))?(?::ttl=(\d+))?(?::s=([01]))?$/.exec(text)
      if (!match) wrongType(`${shown(text)} is not an MPLS label`)
      const label = Number(match[1])
      const trafficClass = Number(match[2] ?? 0)
      const ttl = Number(match[3] ?? 0)
      if (label >= 1 << 20 || trafficClass > 7 || ttl > 255) outOfRange(`${shown(text)} does not fit an MPLS label (20 bits)`)
      const bottom = match[4] === undefined ? Number(i === labels.length - 1) : Number(match[4])
      const at = out.reserve(4)
      out.view.setUint32(at, ((label << 12) | (trafficClass << 9) | (bottom << 8) | ttl) >>> 0)
    }
  },
}

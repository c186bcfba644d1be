import { formatIpv6, parseIpv6 } from '../netlink/address-text.ts'
import type { Codec } from '../netlink/codec.ts'
import { atIndex, wantArray } from '../netlink/containers.ts'
import { enumeration, flagSet } from '../netlink/enums.ts'
import { DecodeError, outOfRange, shown, wrongType } from '../netlink/errors.ts'
import { wantObject } from '../netlink/faults.ts'

/** Options of neighbour discovery: include/net/ndisc.h, and the registry of IANA for those that the kernel only hands on. */
export const NdOptionType = enumeration('ND_OPT_', {
  ...{ source_ll_addr: 1, target_ll_addr: 2, prefix_info: 3, redirect_hdr: 4, mtu: 5, nonce: 14, route_info: 24 },
  ...{ rdnss: 25, dnssl: 31, '6co': 34, captive_portal: 37, pref64: 38 },
})
/** Options of neighbour discovery: `ND_OPT.RDNSS`. */
export const ND_OPT = NdOptionType.constants

/**
 * What a router says of a prefix (RFC 4861, 4.6.2): it is on the link itself; addresses may be made of it; the router has
 * the address that is written in full; ask for prefixes by DHCPv6 rather (RFC 9762).
 */
export const PrefixFlags = flagSet('IF_PREFIX_', { onlink: 0x80, autoconf: 0x40, router_address: 0x20, prefer_pd: 0x10 })
/** Flags of prefixes: `IF_PREFIX.AUTOCONF`. */
export const IF_PREFIX = PrefixFlags.constants

/** RFC 4861, 4.6.2: a prefix, which the kernel makes addresses and routes of, and since Linux 6.8 hands on too; times in seconds. */
export interface PrefixInfoOption {
  readonly type: 'prefix_info'
  /** `'2001:db8::/64'` */
  readonly prefix: string
  readonly flags: ReturnType<typeof PrefixFlags.names>
  readonly validTime: number
  readonly preferredTime: number
}
/** RFC 8106, 5.1: servers of names, for `lifetime` seconds; 0: no longer, 4294967295: for ever. */
export interface RdnssOption {
  readonly type: 'rdnss'
  readonly lifetime: number
  readonly addresses: readonly string[]
}
/** RFC 8106, 5.2: domains to look names up in. */
export interface DnsslOption {
  readonly type: 'dnssl'
  readonly lifetime: number
  readonly domains: readonly string[]
}
/** RFC 8781: the prefix by which IPv4 is reached (NAT64). Its lifetime is a multiple of 8 s, 65528 at most. */
export interface Pref64Option {
  readonly type: 'pref64'
  readonly lifetime: number
  /** `'64:ff9b::/96'` */
  readonly prefix: string
}
/** RFC 8910: where a captive portal tells of itself. */
export interface CaptivePortalOption {
  readonly type: 'captive_portal'
  readonly uri: string
}
/** Any other option, and one of the above that is not quite what its RFC says (its type then is a number). */
export interface OtherNdOption {
  readonly type: Exclude<ReturnType<typeof NdOptionType.name>, 'prefix_info' | 'rdnss' | 'dnssl' | 'pref64' | 'captive_portal'>
  /** What stands behind type and length. */
  readonly data: Uint8Array
}
/** An option of neighbour discovery. */
export type NdOption = PrefixInfoOption | RdnssOption | DnsslOption | Pref64Option | CaptivePortalOption | OtherNdOption

const { PREFIX_INFO, RDNSS, DNSSL, CAPTIVE_PORTAL, PREF64 } = ND_OPT
const text = new TextDecoder()
const toUtf8 = new TextEncoder()

/** Seconds that do not end. */
const FOREVER = 0xffffffff

const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Behind type and length: two bytes that are zero, and seconds. Options are padded to eight bytes. */
const withLifetime = (lifetime: unknown, content: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(6 + Math.ceil(content.length / 8) * 8)
  new DataView(bytes.buffer).setUint32(2, whole('lifetime', lifetime, FOREVER))
  bytes.set(content, 6)
  return bytes
}

function whole(key: string, value: unknown, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) return wrongType(`${key}: a whole number is wanted, not ${shown(value)}`)
  return value >= 0 && value <= most ? value : outOfRange(`${key}: ${value} is not within 0 .. ${most}`)
}

const address = (value: unknown): Uint8Array =>
  (typeof value === 'string' ? parseIpv6(value) : undefined) ?? wrongType(`${shown(value)} is not an IPv6 address`)

/** RFC 1035, 3.1, without compression: labels with their lengths before them, and a length of zero. */
function domain(value: unknown): Uint8Array {
  if (typeof value !== 'string') return wrongType(`a domain as text is wanted, not ${shown(value)}`)
  const labels = value.split('.').map((label) => toUtf8.encode(label))
  const wrong = labels.some(({ length }) => length === 0 || length > 63)
  return wrong
    ? wrongType(`${shown(value)} is not a domain`)
    : concat([...labels.map((one) => concat([Uint8Array.of(one.length), one])), Uint8Array.of(0)])
}

/** The domains of a DNSSL; undefined if these are none. */
function domains(data: Uint8Array): string[] | undefined {
  const found: string[] = []
  for (let at = 0; at < data.length && data[at] !== 0; at++) {
    const labels: string[] = []
    for (let size = data[at] ?? 0; size !== 0; size = data[at] ?? 0) {
      if (size > 63 || at + size >= data.length) return undefined
      labels.push(text.decode(data.subarray(at + 1, at + 1 + size)))
      at += 1 + size
    }
    found.push(labels.join('.'))
  }
  return found
}

/** RFC 8781, 4: lengths of prefixes by their codes. */
const PREF64_LENGTHS = [96, 64, 56, 48, 40, 32]

/** What an option says, as its RFC has it; undefined where it does not. */
function said(type: number, data: Uint8Array): NdOption | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  switch (type) {
    case PREFIX_INFO:
      if (data.length !== 30) return undefined
      return {
        type: 'prefix_info',
        prefix: `${formatIpv6(view, 14)}/${view.getUint8(0)}`,
        flags: PrefixFlags.names(view.getUint8(1)),
        validTime: view.getUint32(2),
        preferredTime: view.getUint32(6),
      }
    case RDNSS: {
      const addresses: string[] = []
      for (let at = 6; at + 16 <= data.length; at += 16) addresses.push(formatIpv6(view, at))
      return { type: 'rdnss', lifetime: view.getUint32(2), addresses }
    }
    case DNSSL: {
      const found = domains(data.subarray(6))
      return found && { type: 'dnssl', lifetime: view.getUint32(2), domains: found }
    }
    case CAPTIVE_PORTAL:
      return { type: 'captive_portal', uri: text.decode(data).replace(/\0+$/, '') }
    case PREF64: {
      const length = PREF64_LENGTHS[view.getUint16(0) & 7]
      if (length === undefined || data.length !== 14) return undefined
      const prefix = formatIpv6(new DataView(concat([data.subarray(2), new Uint8Array(4)]).buffer), 0)
      return { type: 'pref64', lifetime: view.getUint16(0) & ~7, prefix: `${prefix}/${length}` }
    }
    default:
      return undefined
  }
}

function prefixInfo({ prefix, flags, validTime, preferredTime }: Readonly<Record<string, unknown>>): Uint8Array {
  const [base, bits] = typeof prefix === 'string' ? prefix.split('/') : []
  const bytes = new Uint8Array(30)
  const view = new DataView(bytes.buffer)
  bytes[0] = whole('prefix', Number(bits ?? 128), 128)
  bytes[1] = PrefixFlags.bits((flags ?? []) as number)
  view.setUint32(2, whole('validTime', validTime, FOREVER))
  view.setUint32(6, whole('preferredTime', preferredTime, FOREVER))
  bytes.set(address(base), 14)
  return bytes
}

/** The bytes behind type and length. */
function dataOf(option: Readonly<Record<string, unknown>>): Uint8Array {
  const { type, data, lifetime, addresses, domains: names, uri, prefix } = option
  if (data !== undefined) return data instanceof Uint8Array ? data : wrongType(`data: a Uint8Array is wanted, not ${shown(data)}`)
  switch (NdOptionType.number(type as number)) {
    case PREFIX_INFO:
      return prefixInfo(option)
    case RDNSS:
      return withLifetime(lifetime, concat(wantArray(addresses).map(address)))
    case DNSSL:
      return withLifetime(lifetime, concat(wantArray(names).map(domain)))
    case CAPTIVE_PORTAL: {
      const bytes = typeof uri === 'string' ? toUtf8.encode(uri) : wrongType(`uri: text is wanted, not ${shown(uri)}`)
      return concat([bytes, new Uint8Array(-(bytes.length + 2) & 7)])
    }
    case PREF64: {
      const [base, bits] = typeof prefix === 'string' ? prefix.split('/') : []
      const code = PREF64_LENGTHS.indexOf(Number(bits ?? 96))
      if (code < 0) return wrongType(`prefix: ${shown(prefix)} is not a prefix of ${PREF64_LENGTHS.join(', ')} bits`)
      const scaled = whole('lifetime', lifetime, 0xfff8)
      if ((scaled & 7) !== 0) return outOfRange(`lifetime: ${scaled} is not a multiple of 8`)
      return concat([Uint8Array.of(scaled >> 8, (scaled & 0xf8) | code), address(base).subarray(0, 12)])
    }
    default:
      return wrongType(`data: the bytes of the option ${shown(type)} are missing`)
  }
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

function optionOf(type: number, data: Uint8Array): NdOption {
  const option = said(type, data)
  if (option === undefined) return { type: type in KNOWN ? type : (NdOptionType.name(type) as 'mtu'), data }
  // What the words cannot say, such as bytes that are to be zero and are not, stays bytes.
  try {
    if (equal(dataOf({ ...option }), data)) return option
  } catch {
    // A label that is no text.
  }
  return { type, data }
}
/** Those that {@link said} may read; where it does not, the number says that this is not what the name promises. */
const KNOWN: Readonly<Record<number, true>> = { [PREFIX_INFO]: true, [RDNSS]: true, [DNSSL]: true, [CAPTIVE_PORTAL]: true, [PREF64]: true }

/** Options one after another: a byte of type, a byte of length in units of eight bytes with these two (RFC 4861, 4.6). */
export const ndOptions: Codec<readonly NdOption[]> = {
  type: 'nd_opt_hdr[]',
  read(view, at, end) {
    const found: NdOption[] = []
    while (at < end) {
      const size = end - at < 2 ? 0 : view.getUint8(at + 1) * 8
      if (size === 0 || size > end - at) throw new DecodeError(`an option of ${size} bytes in ${end - at}`)
      found.push(optionOf(view.getUint8(at), new Uint8Array(view.buffer, view.byteOffset + at + 2, size - 2).slice()))
      at += size
    }
    return found
  },
  write(out, options) {
    wantArray(options).forEach((value, i) => {
      atIndex(i, () => {
        const option = wantObject(value, 'an option of neighbour discovery')
        const data = dataOf(option)
        const units = (data.length + 2) / 8
        if (!Number.isInteger(units) || units > 255) outOfRange(`${data.length} bytes of data; 6 and multiples of 8 more are wanted`)
        out.append(Uint8Array.of(NdOptionType.number(option['type'] as number), units))
        out.append(data)
      })
    })
  },
}

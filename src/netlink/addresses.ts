import { formatHex, formatIpv4, formatIpv6, ipv4Number, parseIpv4, parseIpv6, parseLinkAddress } from './address-text.ts'
import type { Codec } from './codec.ts'
import { DecodeError, outOfRange, shown, wrongType } from './errors.ts'
import { expectSize } from './scalars.ts'

/** Address families that change how an address of a message is written (linux/socket.h). */
const AF_MPLS = 28

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

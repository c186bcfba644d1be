import { attributes } from '../../../netlink/attributes.ts'
import type { Codec } from '../../../netlink/codec.ts'
import { DecodeError, outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { view } from '../../../netlink/flat.ts'
import { bytes, u8 } from '../../../netlink/scalars.ts'
import { pad, struct } from '../../../netlink/struct.ts'
import { readSegments, writeSegments } from './srh.ts'

/** The fixed part of a source route of RPL (linux/rpl.h, RFC 6554). The last four bytes are bit fields. */
export class Ipv6RplSrHdr extends struct('ipv6_rpl_sr_hdr', {
  nexthdr: u8,
  hdrlen: u8, // of 8 bytes, without the first 8
  type: u8,
  segmentsLeft: u8,
  bits: pad(4),
}) {}

/** A source route of RPL. What follows from the addresses is read only where it is otherwise. */
export interface Rpl {
  /** The addresses as ip(8) has them: packets pass the last one first. */
  readonly segs?: readonly string[]
  readonly nexthdr?: number
  readonly hdrlen?: number
  /** 3: RPL. */
  readonly routingType?: number
  readonly segmentsLeft?: number
  /** Bytes left out of each address but the last, of the last, and padding; the kernel takes zero alone and compresses itself. */
  readonly cmpri?: number
  readonly cmpre?: number
  readonly pad?: number
  /** Other bits of the fixed part. */
  readonly reserved?: number
  /** What follows the fixed part, where it is no list of whole addresses. */
  readonly data?: Uint8Array
}
/** The same as input. */
export type RplInput = { readonly [K in keyof Rpl]?: Rpl[K] | undefined }

const rplKeys = ['segs', 'nexthdr', 'hdrlen', 'routingType', 'segmentsLeft', 'cmpri', 'cmpre', 'pad', 'reserved', 'data'] as const
const ROUTING_TYPE = 3
const lengthOf = (size: number): number => ((size >> 3) - 1) & 255

const nibble = (key: string, value: number): number =>
  Number.isInteger(value) && value >= 0 && value < 16 ? value : outOfRange(`${key}: ${shown(value)} is not within 0 .. 15`)

const header: Codec<Rpl, RplInput> & { readonly keys: readonly string[] } = {
  type: 'ipv6_rpl_sr_hdr',
  keys: rplKeys,
  read(bits, at, end, scope) {
    const from = at + Ipv6RplSrHdr.size
    if (from > end) throw new DecodeError(`a source route has ${end - at} bytes, ${Ipv6RplSrHdr.size} wanted`)
    const head = Ipv6RplSrHdr.read(bits, at, from, scope)
    const word = bits.getUint32(at + 4)
    const [cmpri, cmpre, padding, reserved] = [word >>> 28, (word >>> 24) & 15, (word >>> 20) & 15, word & 0xfffff]
    const whole = cmpri === 0 && cmpre === 0 && (end - from) % 16 === 0
    const count = whole ? (end - from) / 16 : 0
    return {
      ...(whole ? { segs: readSegments(bits, from, count) } : { data: bytes.read(bits, from, end, scope) }),
      ...(head.nexthdr !== 0 && { nexthdr: head.nexthdr }),
      ...(head.hdrlen !== lengthOf(end - at) && { hdrlen: head.hdrlen }),
      ...(head.type !== ROUTING_TYPE && { routingType: head.type }),
      ...(head.segmentsLeft !== count && { segmentsLeft: head.segmentsLeft }),
      ...(cmpri !== 0 && { cmpri }),
      ...(cmpre !== 0 && { cmpre }),
      ...(padding !== 0 && { pad: padding }),
      ...(reserved !== 0 && { reserved }),
    }
  },
  write(out, value, scope) {
    const { segs = [], data, cmpri = 0, cmpre = 0, pad: padding = 0, reserved = 0 } = value
    const start = out.length
    out.reserve(Ipv6RplSrHdr.size)
    const count = writeSegments(out, segs)
    if (data !== undefined) bytes.write(out, data, scope)
    const end = out.length
    const { nexthdr = 0, hdrlen = lengthOf(end - start), routingType = ROUTING_TYPE, segmentsLeft = count } = value
    if (!Number.isInteger(reserved) || reserved < 0 || reserved > 0xfffff) outOfRange(`reserved: ${shown(reserved)} has not 20 bits`)
    out.length = start
    Ipv6RplSrHdr.write(out, { nexthdr, hdrlen, type: routingType, segmentsLeft }, scope)
    out.length = end
    const parts = (nibble('cmpri', cmpri) << 28) | (nibble('cmpre', cmpre) << 24) | (nibble('pad', padding) << 20) | reserved
    out.view.setUint32(start + 4, parts >>> 0)
  },
  describe: () => ({ kind: 'choice', cases: { header: Ipv6RplSrHdr } }),
}

class RplAttributes extends attributes('RPL_IPTUNNEL_', {
  srh: [1, header],
}) {}

/** A source route of RPL, of networks of small devices (RPL_IPTUNNEL_*, linux/rpl_iptunnel.h). */
export class RplEncap extends view<
  typeof RplAttributes,
  Omit<InstanceType<typeof RplAttributes>, 'srh'> & Rpl,
  { readonly srh?: RplInput | undefined } & RplInput
>(RplAttributes, {
  what: 'the encapsulation rpl',
  words: rplKeys,
  says: { srh: 'segs' },
  read: ({ srh, ...rest }) => ({ ...srh, ...rest }),
  write(value) {
    const rest: Record<string, unknown> = {}
    const srh: Record<string, unknown> = {}
    for (const [word, one] of Object.entries(value)) ((rplKeys as readonly string[]).includes(word) ? srh : rest)[word] = one
    if (rest['srh'] !== undefined) wrongType("'srh' is given beside what stands in it")
    return { ...rest, srh }
  },
}) {}

import { formatIpv6, parseIpv6 } from '../../../netlink/address-text.ts'
import type { Codec, Scope } from '../../../netlink/codec.ts'
import { atIndex, wantArray } from '../../../netlink/containers.ts'
import { enumeration, type FlagsInput, type FlagsValue, flagSet } from '../../../netlink/enums.ts'
import { DecodeError, outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { wantObject } from '../../../netlink/faults.ts'
import { nearest } from '../../../netlink/names.ts'
import { u8, u16be, u32be } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import type { Writer } from '../../../netlink/writer.ts'

const srhFlags = { hmac: 8, alert: 16, oam: 32, protected: 64 } as const
/** Flags of a segment routing header (SR6_FLAG1_*, linux/seg6.h). */
export const SrhFlags = flagSet('SR6_FLAG1_', srhFlags)
/** What stands behind the segments (SR6_TLV_*, linux/seg6.h). */
export const SrhTlvType = enumeration('SR6_TLV_', { ingress: 1, egress: 2, opaque: 3, padding: 4, hmac: 5 })

/** The fixed part of the header (linux/seg6.h, RFC 8754); the segments follow, the last first, then the TLVs. */
export class Ipv6SrHdr extends struct('ipv6_sr_hdr', {
  nexthdr: u8,
  hdrlen: u8, // of 8 bytes, without the first 8
  type: u8,
  segmentsLeft: u8,
  firstSegment: u8, // the index of the last entry
  flags: SrhFlags.u8,
  tag: u16be,
}) {}

/** One TLV behind the segments, by type and payload. */
export interface SrhTlv {
  readonly type: ReturnType<typeof SrhTlvType.name>
  readonly data: Uint8Array
}
interface SrhTlvInput {
  readonly type: SrhTlv['type']
  readonly data: Uint8Array
}

/** What follows from the segments and need not be said; read only where it is otherwise. */
interface Derived {
  readonly nexthdr?: number
  readonly hdrlen?: number
  /** 4: segment routing. */
  readonly routingType?: number
  readonly segmentsLeft?: number
  readonly firstSegment?: number
  /** Bytes behind the segments that are no TLVs. */
  readonly trailer?: Uint8Array
}
/** A segment routing header (RFC 8754). */
export interface Srh extends Derived {
  /**
   * The segments in the order of travel. Where a header is inserted (`inline`, `End.B6`) the last is `::`, the place of
   * the packet's own destination.
   */
  readonly segs: readonly string[]
  /** The id of the key that an HMAC is made with. */
  readonly hmac?: number
  readonly flags?: FlagsValue<typeof srhFlags>
  readonly tag?: number
  /** All TLVs, where there are others than one HMAC that is still to be made. */
  readonly tlvs?: readonly SrhTlv[]
}
/** The same as input. */
export type SrhInput = { readonly [K in keyof Derived]?: Derived[K] | undefined } & {
  readonly segs?: readonly string[] | undefined
  readonly hmac?: number | undefined
  readonly flags?: FlagsInput<'SR6_FLAG1_', typeof srhFlags> | undefined
  readonly tag?: number | undefined
  readonly tlvs?: readonly SrhTlvInput[] | undefined
}

/** The words of a header. */
export const srhKeys = [
  ...(['segs', 'hmac', 'flags', 'tag', 'tlvs', 'nexthdr', 'hdrlen', 'routingType', 'segmentsLeft', 'firstSegment'] as const),
  'trailer',
] as const

const ROUTING_TYPE = 4
const { HMAC } = SrhFlags.constants
/** struct sr6_tlv_hmac without its first two bytes (linux/seg6_hmac.h): two reserved bytes, the key's id, 32 bytes of HMAC. */
const HMAC_DATA = 38

const bytesOf = (view: DataView, at: number, end: number): Uint8Array => new Uint8Array(view.buffer, view.byteOffset + at, end - at).slice()

/** The addresses from `at` on, `count` of them, in reverse. */
export function readSegments(view: DataView, at: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => formatIpv6(view, at + 16 * (count - 1 - i)))
}

/** Appends addresses in reverse. */
export function writeSegments(out: Writer, segs: unknown): number {
  const all = wantArray(segs).map((text, i) =>
    atIndex(i, () => (typeof text === 'string' ? parseIpv6(text) : undefined) ?? wrongType(`${shown(text)} is not an IPv6 address`)),
  )
  for (const address of all.toReversed()) out.append(address)
  return all.length
}

function readTlvs(view: DataView, at: number, end: number): { readonly tlvs: SrhTlv[]; readonly trailer?: Uint8Array } {
  const tlvs: SrhTlv[] = []
  for (let from = at; from < end; ) {
    const next = from + 2 <= end ? from + 2 + view.getUint8(from + 1) : end + 1
    if (next > end) return { tlvs, trailer: bytesOf(view, from, end) }
    tlvs.push({ type: SrhTlvType.name(view.getUint8(from)), data: bytesOf(view, from + 2, next) })
    from = next
  }
  return { tlvs }
}

/** The key's id of an HMAC that the kernel is still to make: all else is zero. */
function keyOf(tlvs: readonly SrhTlv[]): number | undefined {
  const [tlv] = tlvs
  if (tlvs.length !== 1 || tlv?.type !== 'hmac' || tlv.data.length !== HMAC_DATA) return undefined
  if (tlv.data.some((byte, i) => byte !== 0 && (i < 2 || i > 5))) return undefined
  return new DataView(tlv.data.buffer).getUint32(2)
}

/** Reads a header that fills [at, end). */
export function readSrh(view: DataView, at: number, end: number, scope: Scope): Srh {
  const from = at + Ipv6SrHdr.size
  if (from > end) throw new DecodeError(`a segment routing header has ${end - at} bytes, ${Ipv6SrHdr.size} wanted`)
  const head = Ipv6SrHdr.read(view, at, from, scope)
  const whole = from + 16 * (head.firstSegment + 1) <= end
  const count = whole ? head.firstSegment + 1 : Math.floor((end - from) / 16)
  const { tlvs, trailer } = readTlvs(view, from + 16 * count, end)
  const flags = SrhFlags.bits(head.flags as never)
  const hmac = (flags & HMAC) !== 0 && trailer === undefined ? keyOf(tlvs) : undefined
  const others = hmac === undefined ? flags : flags & ~HMAC
  const last = (count - 1) & 255
  return {
    segs: readSegments(view, from, count),
    ...(hmac !== undefined && { hmac }),
    ...(others !== 0 && { flags: SrhFlags.names(others) }),
    ...(head.tag !== 0 && { tag: head.tag }),
    ...(hmac === undefined && tlvs.length > 0 && { tlvs }),
    ...(trailer && { trailer }),
    ...(head.nexthdr !== 0 && { nexthdr: head.nexthdr }),
    ...(head.hdrlen !== lengthOf(end - at) && { hdrlen: head.hdrlen }),
    ...(head.type !== ROUTING_TYPE && { routingType: head.type }),
    ...(head.segmentsLeft !== last && { segmentsLeft: head.segmentsLeft }),
    ...(head.firstSegment !== last && { firstSegment: head.firstSegment }),
  }
}

const lengthOf = (size: number): number => ((size >> 3) - 1) & 255

function writeTlv(out: Writer, { type, data }: SrhTlvInput, scope: Scope): void {
  if (!(data instanceof Uint8Array)) wrongType(`data: a Uint8Array is wanted, not ${shown(data)}`)
  if (data.length > 255) outOfRange(`data: ${data.length} bytes are more than 255`)
  u8.write(out, SrhTlvType.number(type), scope)
  u8.write(out, data.length, scope)
  out.append(data)
}

/** Appends a header. Throws an InputFault. */
export function writeSrh(out: Writer, value: SrhInput, scope: Scope): void {
  const { segs = [], hmac, flags = 0, tag = 0, tlvs = [], trailer } = value
  const start = out.length
  out.reserve(Ipv6SrHdr.size)
  const count = writeSegments(out, segs)
  if (hmac !== undefined) {
    u8.write(out, SrhTlvType.constants.HMAC, scope)
    u8.write(out, HMAC_DATA, scope)
    u16be.write(out, 0, scope)
    u32be.write(out, hmac, scope)
    out.reserve(HMAC_DATA - 6)
  }
  tlvs.forEach((tlv, i) => {
    atIndex(i, () => writeTlv(out, tlv, scope))
  })
  if (trailer !== undefined) out.append(trailer)
  const end = out.length
  out.length = start
  const { nexthdr = 0, hdrlen = lengthOf(end - start), routingType = ROUTING_TYPE } = value
  const { segmentsLeft = (count - 1) & 255, firstSegment = (count - 1) & 255 } = value
  const bits = SrhFlags.bits(flags) | (hmac === undefined ? 0 : HMAC)
  Ipv6SrHdr.write(out, { nexthdr, hdrlen, type: routingType, segmentsLeft, firstSegment, flags: bits, tag }, scope)
  out.length = end
}

/** A header as the payload of an attribute. */
export const segmentRoutingHeader: Codec<Srh, SrhInput> & { readonly keys: readonly string[] } = {
  type: 'ipv6_sr_hdr',
  keys: srhKeys,
  read: readSrh,
  write(out, value, scope) {
    for (const word of Object.keys(wantObject(value, 'ipv6_sr_hdr'))) {
      if (!(srhKeys as readonly string[]).includes(word)) refuse(word)
    }
    writeSrh(out, value, scope)
  },
  describe: () => ({ kind: 'choice', cases: { header: Ipv6SrHdr, flags: SrhFlags.u8, tlv: SrhTlvType.u8 } }),
}

function refuse(word: string): never {
  const guess = nearest(word, srhKeys)
  return wrongType(`'${word}' is not a word of a segment routing header${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
}

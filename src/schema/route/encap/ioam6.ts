import { ipv6 } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import type { Codec } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { DecodeError, outOfRange, shown } from '../../../netlink/errors.ts'
import { bytes, u8, u16be, u32, u32be } from '../../../netlink/scalars.ts'
import { pad, struct } from '../../../netlink/struct.ts'

/** How the trace comes to the packet (IOAM6_IPTUNNEL_MODE_*, linux/ioam6_iptunnel.h); `auto`: own packets inline, others encapsulated. */
export const Ioam6Mode = enumeration('IOAM6_IPTUNNEL_MODE_', { inline: 1, encap: 2, auto: 3 })

/** The head of a trace (linux/ioam6.h, RFC 9197). The two bytes between are bit fields. */
export class Ioam6TraceHdr extends struct('ioam6_trace_hdr', {
  namespaceId: u16be,
  lengths: pad(2),
  typeBe32: u32be,
}) {}

/** A trace: which data each node on the way writes into the packet. */
export interface Ioam6Trace {
  readonly namespaceId: number
  /** 24 bits, the first is 0x800000: hop limit and node id, 0x400000: ids of links, ... (RFC 9197, section 4.4.1). */
  readonly type: number
  /** Room for the data, of 4 bytes. */
  readonly remlen: number
  /** What each node writes, of 4 bytes; the kernel's to say. */
  readonly nodelen?: number
  /** A node found no room. */
  readonly overflow?: boolean
  /** Bits without a meaning. */
  readonly reserved?: number
  /** Data of nodes. */
  readonly data?: Uint8Array
}
/** The same as input. */
export type Ioam6TraceInput = { readonly [K in keyof Ioam6Trace]?: Ioam6Trace[K] | undefined }

const within = (key: string, value: number, most: number): number =>
  Number.isInteger(value) && value >= 0 && value <= most ? value : outOfRange(`${key}: ${shown(value)} is not within 0 .. ${most}`)

const trace: Codec<Ioam6Trace, Ioam6TraceInput> & { readonly keys: readonly string[] } = {
  type: 'ioam6_trace_hdr',
  keys: ['namespaceId', 'type', 'remlen', 'nodelen', 'overflow', 'reserved', 'data'],
  read(view, at, end, scope) {
    const from = at + Ioam6TraceHdr.size
    if (from > end) throw new DecodeError(`a trace has ${end - at} bytes, ${Ioam6TraceHdr.size} wanted`)
    const { namespaceId, typeBe32 } = Ioam6TraceHdr.read(view, at, from, scope)
    const [node, left] = [view.getUint8(at + 2), view.getUint8(at + 3)]
    const reserved = ((node & 3) << 9) | ((left >> 7) << 8) | (typeBe32 & 255)
    return {
      namespaceId,
      type: typeBe32 >>> 8,
      remlen: left & 127,
      ...(node >> 3 !== 0 && { nodelen: node >> 3 }),
      ...((node & 4) !== 0 && { overflow: true }),
      ...(reserved !== 0 && { reserved }),
      ...(from < end && { data: bytes.read(view, from, end, scope) }),
    }
  },
  write(out, { namespaceId = 0, type = 0, remlen = 0, nodelen = 0, overflow = false, reserved = 0, data }, scope) {
    within('reserved', reserved, 0x7ff)
    u16be.write(out, within('namespaceId', namespaceId, 0xffff), scope)
    u8.write(out, (within('nodelen', nodelen, 31) << 3) | (overflow ? 4 : 0) | (reserved >> 9), scope)
    u8.write(out, within('remlen', remlen, 127) | (((reserved >> 8) & 1) << 7), scope)
    u32be.write(out, within('type', type, 0xffffff) * 256 + (reserved & 255), scope)
    if (data !== undefined) bytes.write(out, data, scope)
  },
  describe: () => ({ kind: 'choice', cases: { header: Ioam6TraceHdr } }),
}

/** Data of operations on the way, in the packets themselves (IOAM6_IPTUNNEL_*, linux/ioam6_iptunnel.h). */
export class Ioam6Encap extends attributes('IOAM6_IPTUNNEL_', {
  mode: [1, Ioam6Mode.u8],
  dst: [2, ipv6], // of the outer header, where there is one
  trace: [3, trace],
  freqK: [4, u32], // in `freqK` of `freqN` packets, both within 1 .. 1000000
  freqN: [5, u32],
  src: [6, ipv6], // of the outer header. Since Linux 6.12
}) {}

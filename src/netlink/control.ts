import { type AnyCodec, HOST_LITTLE_ENDIAN, scope } from './codec.ts'
import { errnoName } from './errno.ts'
import { DecodeError } from './errors.ts'
import { type ExtAck, ExtAckAttributes, type ExtAckInput, extAckAttributes, readExtAck, resolveExtAck } from './extack.ts'
import { align, NLM_F, NLMSG_ERROR, NLMSG_HDRLEN, type RawMessage, rawMessage } from './message.ts'
import { s32 } from './scalars.ts'
import type { Writer } from './writer.ts'

/** Where the header of the request lies in NLMSG_ERROR: behind the errno (struct nlmsgerr, linux/netlink.h). */
const ECHO = 4

/** What NLMSG_ERROR and NLMSG_DONE say, in numbers. */
export interface Answer {
  /** 0: done as asked; else a negative errno. */
  readonly error: number
  /** The header of the request answered; NLMSG_DONE has none. */
  readonly request?: RawMessage
  /** nlmsg_len of the request. */
  readonly length?: number
  readonly extack: ExtAck
  /** Where the extended ACK begins. */
  readonly extackAt: number
}

/**
 * Reads the payload of NLMSG_ERROR or NLMSG_DONE. The kernel repeats the whole request in an NLMSG_ERROR that refuses
 * it unless the socket has NETLINK_CAP_ACK (net/netlink/af_netlink.c: netlink_ack); the ext-ack comes behind.
 */
export function readAnswer(view: DataView, message: RawMessage, littleEndian = HOST_LITTLE_ENDIAN): Answer {
  const { type, flags, at, end } = message
  // NLMSG_DONE of old families is empty.
  if (type !== NLMSG_ERROR && end === at) return { error: 0, extack: {}, extackAt: end }
  const fixed = type === NLMSG_ERROR ? ECHO + NLMSG_HDRLEN : 4
  if (end - at < fixed) throw new DecodeError(`payload has ${end - at} bytes, at least ${fixed} wanted`)
  const error = view.getInt32(at, littleEndian)
  if (type !== NLMSG_ERROR) {
    const extackAt = at + 4
    return { error, extack: flags & NLM_F.ACK_TLVS ? readExtAck(view, extackAt, end, littleEndian) : {}, extackAt }
  }
  const start = at + ECHO
  const length = view.getUint32(start, littleEndian)
  const whole = error !== 0 && (flags & NLM_F.CAPPED) === 0
  if (whole && (length < NLMSG_HDRLEN || length > end - start)) {
    throw new DecodeError(`the request repeated in it has a length of ${length}, ${end - start} bytes are there`)
  }
  const extackAt = Math.min(end, start + align(whole ? length : NLMSG_HDRLEN))
  return {
    error,
    request: rawMessage(view, start, whole ? start + length : start + NLMSG_HDRLEN, littleEndian),
    length,
    extack: flags & NLM_F.ACK_TLVS ? readExtAck(view, extackAt, end, littleEndian) : {},
    extackAt,
  }
}

/** The whole request that an uncapped NLMSG_ERROR repeats. */
export function echoedRequest(view: DataView, { request }: Answer): Uint8Array | undefined {
  if (request === undefined || request.end <= request.at) return undefined
  return new Uint8Array(view.buffer, view.byteOffset + request.start, request.end - request.start)
}

/** An extended ACK with its paths, where the answer repeats the request; `codec` is the layout of the request's payload. */
export function resolvedExtAck(view: DataView, answer: Answer, codec: AnyCodec | undefined, littleEndian: boolean): ExtAck {
  const request = echoedRequest(view, answer)
  return request === undefined ? answer.extack : resolveExtAck(answer.extack, codec, request, littleEndian)
}

/** `EEXIST` of -17. */
export const codeOf = (error: number): string => errnoName(Math.abs(error))

/** The request in an NLMSG_ERROR, as it is written. */
export interface EchoInput {
  readonly type: number
  readonly flags: number
  readonly seq: number
  readonly pid: number
  /** nlmsg_len of the request; default: that of what is written. */
  readonly length?: number | undefined
  /** What follows the request's header, if the answer repeats it. */
  readonly payload?: Uint8Array | undefined
}

/** Writes the payload of NLMSG_ERROR, or of NLMSG_DONE (without `request`). Answers whether it holds an extended ACK. */
export function writeAnswer(out: Writer, error: number, request: EchoInput | undefined, extack: ExtAckInput): boolean {
  const of = scope(0, false, out.littleEndian)
  s32.write(out, error, of)
  if (request !== undefined) {
    const { type, flags, seq, pid, payload = new Uint8Array(0), length = NLMSG_HDRLEN + payload.length } = request
    writeHeader(out, out.reserve(NLMSG_HDRLEN), { type, flags, seq, pid, length })
    out.append(payload)
    out.reserve(-payload.length & 3)
  }
  const before = out.length
  ExtAckAttributes.write(out, extAckAttributes(extack) as never, of)
  return out.length > before
}

/** The five numbers of a struct nlmsghdr. */
interface HeaderNumbers {
  readonly length: number
  readonly type: number
  readonly flags: number
  readonly seq: number
  readonly pid: number
}

/** Writes a struct nlmsghdr at `at`. */
export function writeHeader({ view, littleEndian }: Writer, at: number, { length, type, flags, seq, pid }: HeaderNumbers): void {
  view.setUint32(at, length, littleEndian)
  view.setUint16(at + 4, type, littleEndian)
  view.setUint16(at + 6, flags, littleEndian)
  view.setUint32(at + 8, seq, littleEndian)
  view.setUint32(at + 12, pid, littleEndian)
}

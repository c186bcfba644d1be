import { type AnyCodec, HOST_LITTLE_ENDIAN, scope } from '../../netlink/codec.ts'
import { InputFault } from '../../netlink/errors.ts'
import { flagBits, NLM_F, NLMSG_FLAGS, NLMSG_HDRLEN, NLMSG_SEQ, NLMSG_TYPE } from '../../netlink/message.ts'
import { bytes } from '../../netlink/scalars.ts'
import type { Writer } from '../../netlink/writer.ts'
import { rtnetlink } from '../../schema/index.ts'
import type { Request } from '../context.ts'

/** Sockets and remote kernels of this machine's byte order only: netlink has no order of its own. */
export const LITTLE_ENDIAN = HOST_LITTLE_ENDIAN

export const REQUEST = NLM_F.REQUEST
export const ACKNOWLEDGED = NLM_F.REQUEST | NLM_F.ACK
export const DUMP = NLM_F.REQUEST | NLM_F.DUMP
export const MULTI = NLM_F.MULTI
export const DUMP_INTR = NLM_F.DUMP_INTR

/** The layout of a message type; of one without a table, its bytes. */
export const layoutOf = (type: number): AnyCodec => rtnetlink.message(type) ?? bytes

/** Whether a request only asks (RTM_GET*): types come in fours, new, delete, get and set. */
export const isQuestion = ({ type }: Request): boolean => type.startsWith('RTM_GET')

/** One for all requests, which are written one after the other. */
const requestScope = scope(0, true)

/** Appends a request as one message, padded. Throws a TypeError or RangeError, and then leaves nothing behind. */
export const writeRequest = (out: Writer, request: Request, sequence: number, flags: number): void => {
  const start = out.length
  try {
    const type = rtnetlink.typeNumber(request.type)
    const words = request.flags === undefined ? 0 : flagBits(request.flags as never)
    requestScope.family = 0
    requestScope.depth = 0
    out.reserve(NLMSG_HDRLEN)
    layoutOf(type).write(out, request.message as never, requestScope)
    const { view } = out
    view.setUint32(start, out.length - start, LITTLE_ENDIAN)
    view.setUint16(start + NLMSG_TYPE, type, LITTLE_ENDIAN)
    view.setUint16(start + NLMSG_FLAGS, flags | words, LITTLE_ENDIAN)
    view.setUint32(start + NLMSG_SEQ, sequence, LITTLE_ENDIAN)
    out.reserve(-out.length & 3)
  } catch (error) {
    out.truncate(start)
    throw error instanceof InputFault ? error.error() : error
  }
}

import { readAnswer } from '../../netlink/control.ts'
import { NetlinkError, netlinkError } from '../../netlink/kernel-error.ts'
import { NLMSG_HDRLEN, rawMessage } from '../../netlink/message.ts'
import { rtnetlink } from '../../schema/index.ts'
import type { OverrunReason } from '../../socket/transport.ts'
import { LITTLE_ENDIAN } from './wire.ts'

/** Errors that arise on our side of the kernel, by the numbers that fit them (asm-generic/errno.h). */
const EINTR = 4
const ENOBUFS = 105
const ETIMEDOUT = 110
const ECANCELED = 125

/** What NLMSG_ERROR or NLMSG_DONE within [at, end) says: 0, or a negative errno. */
export const errorNumber = (view: DataView, at: number, end: number): number =>
  end - at >= NLMSG_HDRLEN + 4 ? view.getInt32(at + NLMSG_HDRLEN, LITTLE_ENDIAN) : 0

/** The error that NLMSG_ERROR or NLMSG_DONE within [at, end) reports about `request`, the message as it was sent. */
export const kernelError = (view: DataView, at: number, end: number, request: Uint8Array): unknown => {
  try {
    const { error, extack } = readAnswer(view, rawMessage(view, at, end), LITTLE_ENDIAN)
    return netlinkError(rtnetlink, error, extack, request)
  } catch (error) {
    return error
  }
}

const own = (errno: number, message: string, request?: Uint8Array): NetlinkError =>
  request === undefined ? new NetlinkError({ errno, extack: { message } }) : netlinkError(rtnetlink, errno, { message }, request)

/** No answer came in time. */
export const timedOut = (request: Uint8Array): NetlinkError => own(ETIMEDOUT, 'the kernel has not answered in time', request)

/** The socket was closed by its owner. */
export const released = (): NetlinkError => own(ECANCELED, 'the socket was released')

/** A name that no link has, where the kernel gives no more than a number. */
export const noLink = (name: string, { errno, request }: NetlinkError): NetlinkError =>
  new NetlinkError({ errno, type: 'RTM_GETLINK', request, extack: { message: `no link is named '${name}'` } })

/** A listing may be inconsistent. */
export const interrupted = (how: string, request: Uint8Array): NetlinkError =>
  own(EINTR, `the table was changed while it was listed: ${how}`, request)

const lost: Readonly<Record<OverrunReason, string>> = {
  kernel: "the kernel's queue of the socket was full, answers are lost",
  queue: 'the queue of the I/O thread was full, answers are lost',
  connection: 'the connection was lost and made anew, answers are lost',
  truncated: 'an answer was larger than the receive buffer, it is lost',
}

/** Answers were lost: whether what was in flight has been done is not known. */
export const overrun = (reason: OverrunReason): NetlinkError => own(ENOBUFS, lost[reason])

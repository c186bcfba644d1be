import { HOST_LITTLE_ENDIAN } from './codec.ts'
import { flagSet } from './enums.ts'
import { DecodeError } from './errors.ts'

/** Size of struct nlmsghdr (linux/netlink.h); its first field, nlmsg_len, counts the header too. */
export const NLMSG_HDRLEN = 16
/** Where nlmsg_type lies in it: 16 bits. */
export const NLMSG_TYPE = 4
/** Where nlmsg_flags lies: 16 bits. */
export const NLMSG_FLAGS = 6
/** Where nlmsg_seq lies: 32 bits. */
export const NLMSG_SEQ = 8
/** Where nlmsg_pid lies: 32 bits. */
export const NLMSG_PID = 12

/** Types below this are netlink's own, of every protocol. */
export const NLMSG_MIN_TYPE = 16
/** Says nothing. */
export const NLMSG_NOOP = 1
/** Answers one request, its acknowledgement too. */
export const NLMSG_ERROR = 2
/** Ends a dump. */
export const NLMSG_DONE = 3
/** Data was lost; no kernel sends it. */
export const NLMSG_OVERRUN = 4
/** Netlink's own messages by name. */
export const CONTROL = { NLMSG_NOOP, NLMSG_ERROR, NLMSG_DONE, NLMSG_OVERRUN } as const

/** Flags of every message (linux/netlink.h). */
const common = { request: 0x01, multi: 0x02, ack: 0x04, echo: 0x08, dump_intr: 0x10, dump_filtered: 0x20 } as const
// The same bits mean different things in different requests. `dump` comes before the two bits it is made of.
const get = { dump: 0x300, root: 0x100, match: 0x200, atomic: 0x400 } as const
const create = { replace: 0x100, excl: 0x200, create: 0x400, append: 0x800 } as const
const remove = { nonrec: 0x100, bulk: 0x200 } as const
const answer = { capped: 0x100, ack_tlvs: 0x200 } as const

const all = flagSet('NLM_F_', { ...common, ...get, ...create, ...remove, ...answer })
/** Flags of netlink messages: `NLM_F.REQUEST`. Each request kind has its own meaning of the bits from 0x100 on. */
export const NLM_F = all.constants
/** A word for one of {@link NLM_F}. */
export type FlagName = Lowercase<keyof typeof NLM_F>

const names = {
  get: flagSet('NLM_F_', { ...common, ...get }),
  new: flagSet('NLM_F_', { ...common, ...create }),
  del: flagSet('NLM_F_', { ...common, ...remove }),
  answer: flagSet('NLM_F_', { ...common, ...answer }),
}

/**
 * The flags of a message in words. rtnetlink's types come in fours, new, delete, get and set (net/core/rtnetlink.c),
 * which tells the meaning of the upper bits.
 */
export function flagNames(type: number, flags: number): readonly (FlagName | number)[] {
  if (type < NLMSG_MIN_TYPE) return names.answer.names(flags)
  const kind = type & 3
  return (kind === 2 ? names.get : kind === 1 ? names.del : names.new).names(flags)
}

/** The bits of flags given in words; any word serves with any message. Throws an InputFault. */
export const flagBits = (flags: readonly (FlagName | `NLM_F_${Uppercase<FlagName>}` | number)[] | number): number =>
  all.bits(flags as never)

/** Lengths in netlink are rounded up to four bytes. */
export const align = (length: number): number => (length + 3) & ~3

/**
 * Where the message that begins at `at` ends (without the padding behind it), or -1 where the datagram has no more:
 *
 * ```
 * for (let at = 0, stop = 0; (stop = messageEnd(view, at, end)) >= 0; at = align(stop)) ...
 * ```
 *
 * Zero bytes behind the last message are ignored, as the kernel ignores them (iproute2 sends its whole buffer for
 * some dumps); anything else that is not a whole message is a DecodeError.
 */
export function messageEnd(view: DataView, at: number, end: number, littleEndian = HOST_LITTLE_ENDIAN): number {
  if (end - at >= NLMSG_HDRLEN) {
    const length = view.getUint32(at, littleEndian)
    if (length >= NLMSG_HDRLEN && length <= end - at) return at + length
  }
  return noMessage(view, at, end, littleEndian)
}

function noMessage(view: DataView, at: number, end: number, littleEndian: boolean): -1 {
  let rest = at
  while (rest < end && view.getUint8(rest) === 0) rest++
  if (rest >= end) return -1
  const room = end - at
  if (room < NLMSG_HDRLEN) throw new DecodeError(`${room} trailing bytes at ${at} are no message: its header alone has ${NLMSG_HDRLEN}`)
  const length = view.getUint32(at, littleEndian)
  if (length < NLMSG_HDRLEN) throw new DecodeError(`the message at ${at} has a length of ${length}, less than its header`)
  throw new DecodeError(`the message at ${at} has ${length} bytes, ${length - room} of them are missing`)
}

/** One message of a datagram, its header taken apart. */
export interface RawMessage {
  readonly type: number
  /** NLM_F_* */
  readonly flags: number
  readonly seq: number
  readonly pid: number
  /** Where its header begins. */
  readonly start: number
  /** Where its payload begins and ends. */
  readonly at: number
  readonly end: number
}

/** The same bytes as a view. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The header of the message at `start`, which ends at `end`. */
export const rawMessage = (view: DataView, start: number, end: number, littleEndian = HOST_LITTLE_ENDIAN): RawMessage => ({
  type: view.getUint16(start + NLMSG_TYPE, littleEndian),
  flags: view.getUint16(start + NLMSG_FLAGS, littleEndian),
  seq: view.getUint32(start + NLMSG_SEQ, littleEndian),
  pid: view.getUint32(start + NLMSG_PID, littleEndian),
  start,
  at: start + NLMSG_HDRLEN,
  end,
})

/** The messages of a datagram; see {@link messageEnd} for what is no message. */
export function* messages(bytes: Uint8Array, littleEndian = HOST_LITTLE_ENDIAN): Generator<RawMessage> {
  const view = viewOf(bytes)
  let at = 0
  for (;;) {
    const end = messageEnd(view, at, bytes.length, littleEndian)
    if (end < 0) return
    yield rawMessage(view, at, end, littleEndian)
    at = align(end)
  }
}

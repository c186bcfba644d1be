// What goes over the stream: netlink messages, and before them a preamble and a hello. docs/REMOTE.md tells it to others.
import { attributes } from '../netlink/attributes.ts'
import { type AnyCodec, type Decoded, type Encodable, HOST_LITTLE_ENDIAN, scope } from '../netlink/codec.ts'
import { arrayOf } from '../netlink/containers.ts'
import { writeHeader } from '../netlink/control.ts'
import { align, NLM_F, NLMSG_FLAGS, NLMSG_HDRLEN, NLMSG_PID, NLMSG_SEQ, NLMSG_TYPE } from '../netlink/message.ts'
import { string, u16, u32 } from '../netlink/scalars.ts'
import { Writer } from '../netlink/writer.ts'

/** The version of this protocol. Both sides must have the same. */
export const VERSION = 1
/** The first bytes of either side: `RTNL`, the version, the byte order of all that follows (1 little, 2 big), two zero bytes. */
export const PREAMBLE = Uint8Array.of(0x52, 0x54, 0x4e, 0x4c, VERSION, HOST_LITTLE_ENDIAN ? 1 : 2, 0, 0)

/** Types of the connection's own messages; below NLMSG_MIN_TYPE, where no protocol of the kernel has any. */
export const Control = { hello: 8, welcome: 9, refusal: 10, join: 11, leave: 12, ping: 13, pong: 14, denial: 15 } as const

/** The first message of a client. */
export class Hello extends attributes('RTNL_HELLO_', {
  family: [1, u16], // NETLINK_ROUTE is 0
  purpose: [2, string], // requests, dump, batch, events
  addr: [3, string], // which of a proxy's machines
  groups: [4, arrayOf(u32)], // RTNLGRP_* to join
}) {}
/** The first message of a server. */
export class Welcome extends attributes('RTNL_WELCOME_', {
  family: [1, u16],
  release: [2, string], // of the kernel, as uname(2) says it
  messageBytes: [3, u32], // the longest message it takes
  requests: [4, u32], // requests it takes at once
  idle: [5, u32], // milliseconds without a word after which it hangs up; 0: never
}) {}
/** The last message of a server that hangs up. */
export class Refusal extends attributes('RTNL_REFUSAL_', { code: [1, string], reason: [2, string] }) {}
/** Joins or leaves a group. */
export class Membership extends attributes('RTNL_GROUP_', { group: [1, u32] }) {}
/** Says that a group is not joined; the connection goes on. */
export class Denial extends attributes('RTNL_DENIAL_', { group: [1, u32], code: [2, string], reason: [3, string] }) {}

/** One of the connection's own messages as bytes. */
export function controlMessage<C extends AnyCodec>(type: number, codec?: C, value?: Encodable<C>): Uint8Array {
  const out = new Writer(64)
  out.reserve(NLMSG_HDRLEN)
  codec?.write(out, value as never, scope())
  writeHeader(out, 0, { length: out.length, type, flags: 0, seq: 0, pid: 0 })
  out.reserve(-out.length & 3)
  return out.finish()
}

/** The payload of a message within [at, end). */
export const controlPayload = <C extends AnyCodec>(codec: C, view: DataView, at: number, end: number): Decoded<C> =>
  codec.read(view, at + NLMSG_HDRLEN, end, scope()) as Decoded<C>

/** The same bytes with zeros up to a multiple of four, so that messages follow each other in the stream. */
export function padded(bytes: Uint8Array): Uint8Array {
  if ((bytes.length & 3) === 0) return bytes
  const longer = new Uint8Array(align(bytes.length))
  longer.set(bytes)
  return longer
}

/** A header in a view, its fields by name. */
export const header = {
  length: (view: DataView, at: number): number => view.getUint32(at, HOST_LITTLE_ENDIAN),
  type: (view: DataView, at: number): number => view.getUint16(at + NLMSG_TYPE, HOST_LITTLE_ENDIAN),
  flags: (view: DataView, at: number): number => view.getUint16(at + NLMSG_FLAGS, HOST_LITTLE_ENDIAN),
  sequence: (view: DataView, at: number): number => view.getUint32(at + NLMSG_SEQ, HOST_LITTLE_ENDIAN),
  port: (view: DataView, at: number): number => view.getUint32(at + NLMSG_PID, HOST_LITTLE_ENDIAN),
  acknowledge(view: DataView, at: number): void {
    view.setUint16(at + NLMSG_FLAGS, header.flags(view, at) | NLM_F.ACK, HOST_LITTLE_ENDIAN)
  },
  mask(view: DataView, at: number, sequence: number, port: number): void {
    view.setUint32(at + NLMSG_SEQ, sequence, HOST_LITTLE_ENDIAN)
    view.setUint32(at + NLMSG_PID, port, HOST_LITTLE_ENDIAN)
  },
}

/** What cannot be read as this protocol. */
export class WireError extends Error {}

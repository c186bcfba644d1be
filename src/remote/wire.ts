// What goes over the stream: netlink messages, and before them a preamble and a hello. docs/REMOTE.md tells it to others.
import { attributes } from '../netlink/attributes.ts'
import { type AnyCodec, type Decoded, type Encodable, HOST_LITTLE_ENDIAN, scope } from '../netlink/codec.ts'
import { arrayOf } from '../netlink/containers.ts'
import { writeHeader } from '../netlink/control.ts'
import { align, NLM_F, NLMSG_FLAGS, NLMSG_HDRLEN, NLMSG_PID, NLMSG_SEQ, NLMSG_TYPE, viewOf } from '../netlink/message.ts'
import { string, u16, u32 } from '../netlink/scalars.ts'
import { Writer } from '../netlink/writer.ts'

/** The version of this protocol. Both sides must have the same. */
export const VERSION = 1
/** The first bytes of either side: `RTNL`, the version, the byte order of all that follows (1 little, 2 big), two zero bytes. */
export const PREAMBLE = Uint8Array.of(0x52, 0x54, 0x4e, 0x4c, VERSION, HOST_LITTLE_ENDIAN ? 1 : 2, 0, 0)

/** Types of the connection's own messages; below NLMSG_MIN_TYPE, where no protocol of the kernel has any. */
export const Control = { hello: 8, welcome: 9, refusal: 10, join: 11, leave: 12, ping: 13, pong: 14 } as const

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

/** Cuts a stream into whole messages. */
export class Cutter {
  readonly #limit: number
  #rest: Uint8Array = new Uint8Array(0)
  #greeted = false

  /** `limit` is the longest message taken, in bytes. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes what came; answers the bytes of the messages that are whole now, maybe none. Throws a {@link WireError}. */
  push(chunk: Uint8Array): Uint8Array {
    const bytes = this.#joined(chunk)
    let at = 0
    if (!this.#greeted) {
      checkPreamble(bytes)
      if (bytes.length < PREAMBLE.length) return this.#keep(bytes, 0)
      this.#greeted = true
      at = PREAMBLE.length
    }
    const from = at
    const view = viewOf(bytes)
    while (bytes.length - at >= NLMSG_HDRLEN) {
      const length = header.length(view, at)
      if (length < NLMSG_HDRLEN) throw new WireError(`a message has a length of ${length}, less than its header`)
      if (length > this.#limit) throw new WireError(`a message has ${length} bytes, at most ${this.#limit} are taken`)
      if (align(length) > bytes.length - at) break
      at += align(length)
    }
    this.#keep(bytes, at)
    return bytes.subarray(from, at)
  }

  #joined(chunk: Uint8Array): Uint8Array {
    if (this.#rest.length === 0) return chunk
    const bytes = new Uint8Array(this.#rest.length + chunk.length)
    bytes.set(this.#rest)
    bytes.set(chunk, this.#rest.length)
    return bytes
  }

  #keep(bytes: Uint8Array, at: number): Uint8Array {
    this.#rest = bytes.subarray(at)
    return bytes.subarray(0, 0)
  }
}

function checkPreamble(bytes: Uint8Array): void {
  const begun = bytes.subarray(0, PREAMBLE.length)
  for (let i = 0; i < Math.min(4, begun.length); i++) {
    if (begun[i] !== PREAMBLE[i])
      throw new WireError(`the other side does not speak this protocol${begun[0] === 0x16 || begun[0] === 0x15 ? ', but TLS' : ''}`)
  }
  if (begun.length > 4 && begun[4] !== VERSION)
    throw new WireError(`the other side speaks version ${begun[4]} of the protocol, this one ${VERSION}`)
  if (begun.length > 5 && begun[5] !== PREAMBLE[5]) throw new WireError('the other side has the other byte order')
}

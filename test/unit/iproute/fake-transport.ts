/** A transport without a kernel, and the messages of one, written byte by byte from linux/netlink.h and linux/if_addr.h. */
import assert from 'node:assert/strict'
import { IPRoute } from '../../../src/iproute/iproute.ts'
import type { Purpose } from '../../../src/iproute/options.ts'
import { NetlinkError } from '../../../src/netlink/kernel-error.ts'
import type { Datagram, OverrunReason, Transport, TransportHandler } from '../../../src/socket/transport.ts'

export const NLMSG_ERROR = 2
export const NLMSG_DONE = 3
export const RTM_NEWADDR = 20
export const MULTI = 0x2
export const DUMP_INTR = 0x10
export const ACK_TLVS = 0x200

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
const padded = (length: number): number => (length + 3) & ~3

/** One message with its header. */
export const message = (type: number, flags: number, seq: number, payload: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(padded(16 + payload.length))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 16 + payload.length, littleEndian)
  view.setUint16(4, type, littleEndian)
  view.setUint16(6, flags, littleEndian)
  view.setUint32(8, seq, littleEndian)
  bytes.set(payload, 16)
  return bytes
}

const int32 = (value: number): Uint8Array => new Uint8Array(new Int32Array([value]).buffer)

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

/** NLMSGERR_ATTR_MSG, an attribute of type 1. */
const sentence = (text: string): Uint8Array => {
  const bytes = new Uint8Array(padded(4 + text.length + 1))
  bytes.set(new Uint8Array(new Uint16Array([4 + text.length + 1, 1]).buffer))
  bytes.set(new TextEncoder().encode(text), 4)
  return bytes
}

/** NLMSG_ERROR: struct nlmsgerr with the header of the request, capped; 0 acknowledges. */
export const answer = (seq: number, error = 0, text = ''): Uint8Array =>
  message(
    NLMSG_ERROR,
    0x100 | (text === '' ? 0 : ACK_TLVS),
    seq,
    joined(int32(error), new Uint8Array(16), text === '' ? new Uint8Array(0) : sentence(text)),
  )

/** The end of a dump. */
export const done = (seq: number, flags = 0, error = 0, text = ''): Uint8Array =>
  message(
    NLMSG_DONE,
    MULTI | flags | (text === '' ? 0 : ACK_TLVS),
    seq,
    joined(int32(error), text === '' ? new Uint8Array(0) : sentence(text)),
  )

/** RTM_NEWADDR: struct ifaddrmsg of an IPv4 address on a link, and IFA_LOCAL 192.0.2.x. */
export const address = (seq: number, index: number, flags = MULTI): Uint8Array =>
  message(
    RTM_NEWADDR,
    flags,
    seq,
    joined(
      new Uint8Array([2, 24, 0, 0]),
      int32(index),
      new Uint8Array(new Uint16Array([8, 2]).buffer),
      new Uint8Array([192, 0, 2, index & 255]),
    ),
  )

/** What was sent in one datagram. */
export interface Sent {
  readonly type: number
  readonly flags: number
  readonly seq: number
  readonly bytes: Uint8Array
}

/** The messages of a datagram, by their headers. */
export const messagesOf = (datagram: Uint8Array): Sent[] => {
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength)
  const found: Sent[] = []
  for (let at = 0; at < datagram.length; at += padded(view.getUint32(at, littleEndian))) {
    found.push({
      type: view.getUint16(at + 4, littleEndian),
      flags: view.getUint16(at + 6, littleEndian),
      seq: view.getUint32(at + 8, littleEndian),
      bytes: datagram.slice(at, at + view.getUint32(at, littleEndian)),
    })
  }
  return found
}

export class FakeTransport implements Transport {
  readonly portId = 4711
  readonly purpose: Purpose
  readonly groups: Set<number>
  readonly datagrams: Uint8Array[] = []
  paused = false
  referenced = false
  closed = false
  /** What the next send reports as its failure. */
  refuse: Error | undefined
  #handler: TransportHandler | undefined

  constructor(purpose: Purpose, groups: readonly number[]) {
    this.purpose = purpose
    this.groups = new Set(groups)
  }

  /** All messages sent, in order. */
  get sent(): Sent[] {
    return this.datagrams.flatMap(messagesOf)
  }

  /** Delivers datagrams, each in one piece. */
  deliver(...datagrams: readonly (Uint8Array | Datagram)[]): void {
    this.#handler?.receive(datagrams.map((one) => (one instanceof Uint8Array ? { bytes: one } : one)))
  }

  lose(reason: OverrunReason): void {
    this.#handler?.overrun(reason)
  }

  break(error: Error): void {
    this.#handler?.fail(error)
  }

  start(handler: TransportHandler): void {
    this.#handler = handler
  }

  send(bytes: Uint8Array, failed?: (error: Error) => void): void {
    this.datagrams.push(bytes.slice())
    const { refuse } = this
    if (refuse !== undefined) queueMicrotask(() => failed?.(refuse))
  }

  join(group: number): void {
    this.groups.add(group)
  }

  leave(group: number): void {
    this.groups.delete(group)
  }

  pause(): void {
    this.paused = true
  }

  resume(): void {
    this.paused = false
  }

  ref(): void {
    this.referenced = true
  }

  unref(): void {
    this.referenced = false
  }

  close(): Promise<void> {
    this.closed = true
    this.referenced = false
    return Promise.resolve()
  }
}

/** Transports as they are opened; `connect` goes into the options of a socket. */
export class FakeKernel {
  readonly opened: FakeTransport[] = []
  readonly connect = (purpose: Purpose, groups: readonly number[]): FakeTransport => {
    const transport = new FakeTransport(purpose, groups)
    this.opened.push(transport)
    return transport
  }

  /** The transport opened last. */
  get last(): FakeTransport {
    const last = this.opened.at(-1)
    if (last === undefined) throw new Error('nothing was opened')
    return last
  }
}

/** Lets promises and immediates run. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const change = (index: number) => ({ type: 'RTM_DELLINK', message: { index } })
export const listing = { type: 'RTM_GETADDR', message: { family: 'unspec' } }

/** An IPRoute on a kernel of ours. */
export const setup = (options = {}) => {
  const kernel = new FakeKernel()
  return { kernel, ip: new IPRoute({ connect: kernel.connect, ...options }) }
}
export const sequenceAt = (kernel: FakeKernel, place: number): number => {
  const sent = kernel.last.sent.at(place)
  assert.ok(sent)
  return sent.seq
}
export const codeIs = (code: string) => (error: unknown) => error instanceof NetlinkError && error.code === code

/** Messages written and read byte by byte, so that the tests of the socket depend on nothing but the socket. */
import { execFileSync } from 'node:child_process'
import type { KernelSocketOptions } from '../../src/socket/kernel.ts'
import { openKernelSocket } from '../../src/socket/kernel.ts'
import type { Datagram, OverrunReason, Transport } from '../../src/socket/transport.ts'

// linux/netlink.h, linux/rtnetlink.h
export const NLMSG_ERROR = 2
export const NLMSG_DONE = 3
export const REQUEST = 1
export const ACK = 4
export const DUMP = 0x300
export const RTM_NEWLINK = 16
export const RTM_GETLINK = 18
export const RTM_NEWADDR = 20
export const RTM_GETADDR = 22
export const RTM_GETROUTE = 26
export const RTM_NEWNEXTHOP = 104
export const RTNLGRP_IPV4_IFADDR = 5
export const RTNLGRP_NEXTHOP = 32

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

export const message = (type: number, flags: number, body: Uint8Array, sequence = 1): Uint8Array => {
  const bytes = new Uint8Array(16 + body.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, bytes.length, littleEndian)
  view.setUint16(4, type, littleEndian)
  view.setUint16(6, flags, littleEndian)
  view.setUint32(8, sequence, littleEndian)
  bytes.set(body, 16)
  return bytes
}

/** RTM_GETLINK of one index. */
export const getLink = (index: number, sequence = 1): Uint8Array => {
  const body = new Uint8Array(16)
  new DataView(body.buffer).setInt32(4, index, littleEndian)
  return message(RTM_GETLINK, REQUEST, body, sequence)
}

/** A dump of all IPv4 addresses. */
export const dumpAddresses = (): Uint8Array => message(RTM_GETADDR, REQUEST | DUMP, new Uint8Array([2, 0, 0, 0, 0, 0, 0, 0]))

/** A dump of routes whose header holds what strict checking refuses: a scope. */
export const strangeDump = (): Uint8Array => {
  const body = new Uint8Array(12)
  body[0] = 2
  body[6] = 253
  return message(RTM_GETROUTE, REQUEST | DUMP, body)
}

export interface Message {
  readonly type: number
  readonly flags: number
  readonly sequence: number
  readonly port: number
  /** Everything after the header. */
  readonly body: Uint8Array
  readonly nsid: number | undefined
}

export const messagesOf = ({ bytes, nsid }: Datagram): Message[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const messages: Message[] = []
  for (let at = 0; at + 16 <= bytes.length; ) {
    const length = view.getUint32(at, littleEndian)
    messages.push({
      type: view.getUint16(at + 4, littleEndian),
      flags: view.getUint16(at + 6, littleEndian),
      sequence: view.getUint32(at + 8, littleEndian),
      port: view.getUint32(at + 12, littleEndian),
      body: bytes.subarray(at + 16, at + length),
      nsid,
    })
    at += (length + 3) & ~3
  }
  return messages
}

/** The number of 32 bits in native order at `at`. */
export const int32 = (body: Uint8Array, at: number): number =>
  new DataView(body.buffer, body.byteOffset, body.byteLength).getInt32(at, littleEndian)

/** A socket that keeps everything it is told, and lets a test wait for it. */
export class Listener {
  readonly transport: Transport
  readonly messages: Message[] = []
  readonly overruns: OverrunReason[] = []
  readonly failures: Error[] = []
  /** What came in which order: number of datagrams, or the reason of a loss. */
  readonly order: (number | OverrunReason)[] = []
  #look: () => void = () => undefined

  constructor(options: KernelSocketOptions, start = true) {
    this.transport = openKernelSocket(options)
    this.transport.ref()
    if (start) this.start()
  }

  start(): void {
    this.transport.start({
      receive: (datagrams) => {
        this.order.push(datagrams.length)
        for (const datagram of datagrams) this.messages.push(...messagesOf(datagram))
        this.#look()
      },
      overrun: (reason) => {
        this.order.push(reason)
        this.overruns.push(reason)
        this.#look()
      },
      fail: (error) => {
        this.failures.push(error)
        this.#look()
      },
    })
  }

  /** Generous: the full kernel runs emulated, many times slower. */
  until(condition: () => boolean, what: string, milliseconds = 30_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(
          new Error(
            `no ${what} in time; messages ${this.messages
              .map(({ type }) => type)
              .slice(-10)
              .join()}; ${this.overruns.join()}`,
          ),
        )
      }, milliseconds)
      this.#look = () => {
        if (!condition()) return
        clearTimeout(timer)
        this.#look = () => undefined
        resolve()
      }
      this.#look()
    })
  }

  /** Until a message of this type has come. */
  type(type: number): Promise<void> {
    return this.until(() => this.messages.some((each) => each.type === type), `message of type ${String(type)}`)
  }

  forget(): void {
    this.messages.length = 0
    this.overruns.length = 0
    this.order.length = 0
  }

  close(): Promise<void> {
    return this.transport.close()
  }
}

/** Runs iproute2; the event loop stands still meanwhile. */
export const ip = (...words: string[]): string => execFileSync('ip', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** `count` commands of iproute2 in one process. */
export const ipBatch = (count: number, line: (number: number) => string): void => {
  const input = Array.from({ length: count }, (_, number) => line(number)).join('\n')
  execFileSync('ip', ['-batch', '-'], { input, stdio: ['pipe', 'pipe', 'pipe'] })
}

/** Addresses 127.1.x.y on the loopback, one event each. */
export const addAddresses = (count: number): void =>
  ipBatch(count, (number) => `address add 127.1.${number >> 8}.${number & 255}/32 dev lo`)

export const removeAddresses = (): void => {
  ip('address', 'flush', 'dev', 'lo', 'to', '127.1.0.0/16')
}

export const paths = [
  { name: 'with a thread', threaded: true },
  { name: 'on the event loop', threaded: false },
]

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

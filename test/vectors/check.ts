// What every area's test asks of each recorded case, by bytes that iproute2 and the kernel wrote.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rtnetlink } from '../../src/schema/index.ts'
import { type Area, datagramMessages, difference, hex, type RawMessage, type Vector, vectors } from './read.ts'

/** The messages with tables so far: size of the fixed struct behind nlmsghdr, by message type. */
const HEADER_SIZES: Readonly<Record<number, number>> = {
  ...{ 16: 16, 17: 16, 18: 16, 19: 16 }, // RTM_*LINK: ifinfomsg
  ...{ 20: 8, 21: 8, 22: 8 }, // RTM_*ADDR: ifaddrmsg
  ...{ 24: 12, 25: 12, 26: 12 }, // RTM_*ROUTE: rtmsg
  ...{ 28: 12, 29: 12, 30: 12 }, // RTM_*NEIGH: ndmsg
  ...{ 32: 12, 33: 12, 34: 12 }, // RTM_*RULE: fib_rule_hdr
  ...{ 52: 12 }, // RTM_NEWPREFIX: prefixmsg
  ...{ 56: 8, 57: 8, 58: 8, 60: 8, 61: 8, 62: 8 }, // RTM_*MULTICAST, RTM_*ANYCAST: ifaddrmsg
  ...{ 64: 4, 66: 4, 67: 4 }, // RTM_*NEIGHTBL: ndtmsg
  ...{ 88: 1, 89: 1, 90: 1 }, // RTM_*NSID: rtgenmsg
  ...{ 36: 20, 37: 20, 38: 20, 40: 20, 41: 20, 42: 20, 44: 20, 45: 20, 46: 20, 100: 20, 101: 20, 102: 20 }, // tcmsg
  ...{ 78: 4, 79: 4 }, // RTM_*DCB: dcbmsg
  ...{ 92: 12, 94: 12, 95: 12 }, // RTM_*STATS: if_stats_msg
  ...{ 48: 4, 49: 4, 50: 4 }, // RTM_*ACTION: tcamsg
  96: 1, // RTM_NEWCACHEREPORT: rtgenmsg
  ...{ 84: 8, 85: 8, 86: 8 }, // RTM_*MDB: br_port_msg
  ...{ 112: 8, 113: 8, 114: 8 }, // RTM_*VLAN: br_vlan_msg
  ...{ 120: 8, 121: 8, 122: 8 }, // RTM_*TUNNEL: tunnel_msg
  ...{ 72: 12, 73: 12, 74: 12 }, // RTM_*ADDRLABEL: ifaddrlblmsg
  ...{ 80: 1, 81: 1, 82: 1 }, // RTM_*NETCONF: netconfmsg
  ...{ 104: 8, 105: 8, 106: 8, 116: 8, 117: 8, 118: 8 }, // RTM_*NEXTHOP, RTM_*NEXTHOPBUCKET: nhmsg
}

const { decode, encode } = rtnetlink

type Plain = Record<string, unknown>
export interface Message extends Plain {
  readonly header: { readonly type: string | number; readonly seq: number; readonly pid: number }
}

/** Where a decoded value holds attributes that the tables do not know: `linkinfo.data.unknown`. */
export const unknowns = (value: unknown, path = ''): string[] => {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const at = path === '' ? key : `${path}.${key}`
    if (key === 'unknown')
      return [`${at}: ${JSON.stringify(part, (_, v) => (v instanceof Uint8Array ? hex(v) : typeof v === 'bigint' ? String(v) : v))}`]
    return unknowns(part, at)
  })
}

/** Decodes one message and compares what it says of itself with the bytes. */
export const decodeOne = (raw: RawMessage): Message => {
  const messages = decode(raw.bytes) as unknown as Message[]
  assert.equal(messages.length, 1)
  const [message] = messages as [Message]
  assert.deepEqual([message.header.seq, message.header.pid], [raw.seq, raw.pid])
  return message
}

/** Encoding what was decoded gives the same headers and the same attributes. */
const comesBack = (raw: RawMessage, message: Message, headerSize: number): void => {
  const bytes = encode(message as never)
  const [again] = datagramMessages(bytes) as [RawMessage]
  const fields = ({ type, flags, seq, pid }: RawMessage) => ({ type, flags, seq, pid })
  assert.deepEqual(fields(again), fields(raw))
  assert.equal(hex(again.payload.subarray(0, headerSize)), hex(raw.payload.subarray(0, headerSize)), 'fixed header')
  assert.equal(difference(raw.payload, again.payload, [headerSize]), undefined)
}

/** Cases of one area that are not what the general rule says, by id or by its beginning, each with its reason. */
export interface Exceptions {
  /** Requests that hold attributes no table knows yet. */
  readonly unknown?: Readonly<Record<string, string>>
}

const excepted = (id: string, list: Readonly<Record<string, string>> = {}): boolean =>
  Object.keys(list).some((start) => id.startsWith(start))

const checkCase = (vector: Vector, exceptions: Exceptions): void => {
  for (const { dir, hex: datagram, protocol } of [...vector.exchange, ...(vector.show?.exchange ?? [])]) {
    if (protocol !== undefined) continue
    for (const raw of datagramMessages(datagram)) {
      const message = decodeOne(raw)
      const headerSize = HEADER_SIZES[raw.type]
      if (headerSize === undefined) continue
      const what = `${dir} ${hex(raw.bytes)}`
      if (!excepted(vector.id, exceptions.unknown)) assert.deepEqual(unknowns(message), [], what)
      try {
        comesBack(raw, message, headerSize)
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${what}`, { cause: error })
      }
    }
    const whole = decode(new Uint8Array(Buffer.from(datagram, 'hex')))
    assert.equal(whole.length, datagramMessages(datagram).length, 'messages of the whole datagram')
  }
}

/** A test for each case of the area: all its messages decode, without an unknown attribute, and come back when encoded. */
export const checkArea = (area: Area, exceptions: Exceptions = {}): void => {
  const cases = vectors(area)
  for (const vector of cases) test(vector.id, () => checkCase(vector, exceptions))
  for (const start of Object.keys(exceptions.unknown ?? {})) {
    test(`the exception ${start} is still one`, () => {
      const still = cases.some((vector) => vector.id.startsWith(start) && !passes(vector))
      assert.ok(still, 'nothing unknown there any more: take it off the list')
    })
  }
}

const passes = (vector: Vector): boolean => {
  try {
    checkCase(vector, {})
    return true
  } catch {
    return false
  }
}

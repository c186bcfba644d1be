// Reads the recorded vectors and takes their datagrams apart with a walker of its own: nothing here may use the
// codec under test. Little endian, since the recordings come from x86-64.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'

/** One datagram as it went over the socket; `protocol` where it is not NETLINK_ROUTE. */
export interface Recorded {
  readonly dir: 'out' | 'in'
  readonly hex: string
  readonly protocol?: number
}

/** The command that showed the state afterwards, and what it printed. */
export interface Show {
  readonly argv: readonly string[]
  readonly json: unknown
  readonly text?: string
  readonly exchange: readonly Recorded[]
}

/** One recorded case; see README.md beside this file. */
export interface Vector {
  readonly id: string
  readonly area: string
  readonly kind: string
  readonly setup: readonly (readonly string[])[]
  readonly argv: readonly string[]
  readonly exit: number
  readonly stdout?: string
  readonly stderr: string
  readonly wrong?: boolean
  readonly kernel: string
  readonly iproute2: string
  readonly links: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly exchange: readonly Recorded[]
  readonly show?: Show
}

export const AREAS = [
  'addr',
  'bridge',
  'link-kinds',
  'neigh',
  'netconf',
  'netns',
  'nexthop',
  'route',
  'rule',
  'tc-action',
  'tc-class',
  'tc-filter',
  'tc-qdisc',
  'wrong',
] as const
export type Area = (typeof AREAS)[number]

/** The recordings stay beside their sources; compiled tests find them from any output folder below the project, or from the project's root. */
const folder = (): string => {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const places = [join(here, 'open'), join(here, '../../../test/vectors/open'), join(process.cwd(), 'test/vectors/open')]
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error('test/vectors/open not found; run from the project')
  return found
}

/** All cases of one area. */
export const vectors = (area: Area): Vector[] =>
  brotliDecompressSync(readFileSync(join(folder(), `${area}.jsonl.br`)))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Vector)

/** One netlink message, its header taken apart. */
export interface RawMessage {
  readonly type: number
  readonly flags: number
  readonly seq: number
  readonly pid: number
  /** What follows the nlmsghdr. */
  readonly payload: Uint8Array
  /** The whole message, header included, without padding behind it. */
  readonly bytes: Uint8Array
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const aligned = (length: number): number => (length + 3) & ~3

/** The messages of a datagram. Zero bytes after the last are dropped: for some dumps iproute2 sends its whole buffer. */
export const datagramMessages = (datagram: string | Uint8Array): RawMessage[] => {
  const bytes = typeof datagram === 'string' ? new Uint8Array(Buffer.from(datagram, 'hex')) : datagram
  const view = viewOf(bytes)
  const messages: RawMessage[] = []
  for (let at = 0; at + 16 <= bytes.length; ) {
    const length = view.getUint32(at, true)
    if (length === 0 && bytes.subarray(at).every((byte) => byte === 0)) break
    if (length < 16 || at + length > bytes.length) throw new Error(`message of ${length} bytes at ${at} of ${bytes.length}`)
    messages.push({
      type: view.getUint16(at + 4, true),
      flags: view.getUint16(at + 6, true),
      seq: view.getUint32(at + 8, true),
      pid: view.getUint32(at + 12, true),
      payload: bytes.subarray(at + 16, at + length),
      bytes: bytes.subarray(at, at + length),
    })
    at += aligned(length)
  }
  return messages
}

/** One attribute; its padding is not part of it. */
export interface Attribute {
  /** Without the flags in the two highest bits. */
  readonly type: number
  /** NLA_F_NESTED 0x8000, NLA_F_NET_BYTEORDER 0x4000. */
  readonly flags: number
  readonly payload: Uint8Array
  /** The payload's own attributes, if it can be read as attributes to its last byte. A guess: a number may look like them. */
  readonly children?: readonly Attribute[]
}

/** The attributes behind a header of `headerSize` bytes, or undefined if these bytes are not attributes to the last. */
const attributesOf = (bytes: Uint8Array, headerSize: number): Attribute[] | undefined => {
  const view = viewOf(bytes)
  const found: Attribute[] = []
  let at = aligned(headerSize)
  while (at + 4 <= bytes.length) {
    const length = view.getUint16(at, true)
    if (length < 4 || at + length > bytes.length) return undefined
    const type = view.getUint16(at + 2, true)
    const payload = bytes.subarray(at + 4, at + length)
    const children = payload.length >= 4 ? attributesOf(payload, 0) : undefined
    found.push({ type: type & 0x3fff, flags: type & 0xc000, payload, ...(children && { children }) })
    at += aligned(length)
  }
  return at >= bytes.length ? found : undefined
}

/** The attributes of a message's payload, behind its fixed header. */
export const walk = (bytes: Uint8Array, headerSize: number): Attribute[] => {
  const found = attributesOf(bytes, headerSize)
  if (found === undefined) throw new Error(`not attributes to the last byte: ${hex(bytes)}`)
  return found
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

/** Sorts by number; attributes of one number keep their order, for lists (nexthops, QoS mappings) mean it. */
const byType = (attributes: readonly Attribute[]): Attribute[] => [...attributes].sort((a, b) => a.type - b.type)

/**
 * What differs between two payloads, as the path of attribute numbers to the first difference; undefined if nothing
 * does. Attributes of different numbers may stand in any order, at any depth: bytes that differ are equal only if
 * both sides read as the same attributes, at once or behind a struct (VETH_INFO_PEER: ifinfomsg; RTA_MULTIPATH: the
 * ifindex of an rtnexthop, whose own start reads as the head of an attribute). Padding is not compared.
 */
export const difference = (a: Uint8Array, b: Uint8Array, headerSizes: readonly number[], path = ''): string | undefined => {
  if (equalBytes(a, b)) return undefined
  let deepest: string | undefined
  for (const size of headerSizes) {
    const [left, right] = [attributesOf(a, size), attributesOf(b, size)]
    if (left === undefined || right === undefined || a.length < size || !equalBytes(a.subarray(0, size), b.subarray(0, size))) continue
    const found = listDifference(byType(left), byType(right), path)
    if (found === undefined) return undefined
    deepest ??= found
  }
  return deepest ?? `${path}: ${hex(a)} became ${hex(b)}`
}

/** Structs that may stand before nested attributes: none, the ifindex of an rtnexthop, ifinfomsg, tc_netem_qopt. */
const NESTED_HEADERS = [0, 4, 16, 24]

const listDifference = (a: readonly Attribute[], b: readonly Attribute[], path: string): string | undefined => {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left, right] = [a[i], b[i]]
    if (right === undefined || (left && left.type < right.type)) return `${path}/${left?.type}: ${hex(left!.payload)} lost`
    if (left === undefined || left.type > right.type) return `${path}/${right.type}: ${hex(right.payload)} added`
    const found = difference(left.payload, right.payload, NESTED_HEADERS, `${path}/${left.type}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether two messages of one type carry the same header struct and the same attributes; see {@link difference}. */
export const sameAttributes = (a: Uint8Array, b: Uint8Array, headerSize: number): boolean => difference(a, b, [headerSize]) === undefined

// What strace prints of the calls by which a program speaks netlink: the structures that it takes apart itself, plain
// strings of the bytes, and the dumps of `-e read=all -e write=all`, which are the surest.
import { HOST_LITTLE_ENDIAN } from '../../netlink/codec.ts'
import { CaptureError, type Found, type Packet } from './packet.ts'
import { Rebuilt } from './rebuild.ts'
import { Reader, type Value } from './strace-value.ts'

/** `231   12:00:01.5 sendmsg(3, ...) = 32`: process, time, call, parameters. */
const LINE = /^(?:\[pid\s+(\d+)\]\s+|(\d+)\s+)?(?:(\d{2}:\d{2}:\d{2}(?:\.\d+)?|\d{9,}\.\d+)\s+)?(?:<\.\.\. )?(\w+)(?:\(| resumed>)/
const CALLS = ['socket', 'send', 'sendto', 'sendmsg', 'sendmmsg', 'recv', 'recvfrom', 'recvmsg', 'read', 'write', 'close']
const DUMPED = /^ \| [0-9a-f]{5,} {2}((?:[0-9a-f]{2} {1,2}){1,16})/
const UNFINISHED = /\s*<unfinished \.\.\.>\s*$/
const RESUMED = /^.*?<\.\.\. \w+ resumed>\s*/

/** NETLINK_* by the names that strace has (linux/netlink.h). */
const PROTOCOLS: Readonly<Record<string, number>> = {
  NETLINK_ROUTE: 0,
  NETLINK_USERSOCK: 2,
  NETLINK_SOCK_DIAG: 4,
  NETLINK_XFRM: 6,
  NETLINK_AUDIT: 9,
  NETLINK_NETFILTER: 12,
  NETLINK_KOBJECT_UEVENT: 15,
  NETLINK_GENERIC: 16,
}

/** Whether a text is of strace: some line is a call of those that matter. */
export const isStrace = (text: string): boolean =>
  text.split('\n').some((line) => {
    const call = LINE.exec(line)?.[4]
    return call !== undefined && CALLS.includes(call) && /\)\s+= /.test(line)
  })

const field = (value: Value | undefined, name: string): Value | undefined => (value?.kind === 'struct' ? value.fields.get(name) : undefined)
const isStructured = (value: Value | undefined): boolean => value?.kind === 'list' || field(value, 'nlmsg_len') !== undefined

/** Where the bytes of a call are: its second parameter, or the buffers of its msghdr. */
function buffersOf(call: string, parameters: readonly Value[]): Value[] {
  if (!call.endsWith('msg')) return parameters[1] ? [parameters[1]] : []
  const iov = field(parameters[1], 'msg_iov')
  return (iov?.kind === 'list' ? iov.items : []).flatMap((one) => field(one, 'iov_base') ?? [])
}

interface Call {
  readonly name: string
  readonly process: string
  readonly time: string
  readonly fd: string
  readonly parameters: readonly Value[]
  readonly result: number
}

function parse(line: string): Call | undefined {
  const head = LINE.exec(line)
  const name = head?.[4]
  if (head === null || name === undefined || !CALLS.includes(name)) return undefined
  const reader = new Reader(line, head[0].length - 1)
  const parameters = reader.values(')')
  const result = /^\s*=\s*(-?(?:0x[0-9a-f]+|\d+))/.exec(line.slice(reader.at))?.[1]
  if (result === undefined) return undefined
  return { name, process: head[1] ?? head[2] ?? '', time: head[3] ?? '', fd: parameters[0]?.text ?? '', parameters, result: Number(result) }
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((one) => [...one]))

/** The netlink datagrams of strace's output. */
export function readStrace(text: string): Found {
  const packets: Packet[] = []
  const protocols = new Map<string, number | undefined>()
  const unfinished = new Map<string, string>()
  let opaque = 0
  let dump: { readonly call: Call; readonly packet: Packet | undefined; readonly rows: Uint8Array[] } | undefined

  const finish = () => {
    if (dump === undefined) return
    const { call, packet, rows } = dump
    const bytes = joined(rows)
    // Several buffers, or a dump that is cut: then the words are better.
    if (rows.length > 0 && bytes.length >= call.result) {
      const { told: _, ...rest } = packet ?? packetOf(call, new Uint8Array(0))
      packets.push({ ...rest, bytes: bytes.subarray(0, call.result) })
    } else if (packet) packets.push(packet)
    else opaque++
    dump = undefined
  }
  const packetOf = ({ name, process, time, fd }: Call, bytes: Uint8Array): Packet => ({
    bytes,
    protocol: protocols.get(`${process} ${fd}`) ?? 0,
    littleEndian: HOST_LITTLE_ENDIAN,
    note: [time, name, process && `of process ${process}`].filter(Boolean).join(' '),
  })
  const take = (call: Call) => {
    const socket = `${call.process} ${call.fd}`
    if (call.name === 'socket') {
      const isNetlink = call.parameters[0]?.text === 'AF_NETLINK'
      protocols.set(`${call.process} ${call.result}`, isNetlink ? (PROTOCOLS[call.parameters[2]?.text ?? ''] ?? 0) : undefined)
      return
    }
    if (call.name === 'close') return void protocols.delete(socket)
    const buffers = buffersOf(call.name, call.parameters)
    const structured = buffers.find(isStructured)
    const known = protocols.has(socket) ? protocols.get(socket) !== undefined : structured !== undefined && call.name !== 'read'
    // A look with MSG_PEEK is none: the datagram comes again.
    if (!known || call.result <= 0 || call.parameters.some(({ kind, text }) => kind === 'word' && text.includes('MSG_PEEK'))) return
    dump = { call, packet: packetIn(call, buffers, structured), rows: [] }
  }
  const packetIn = (call: Call, buffers: readonly Value[], structured: Value | undefined): Packet | undefined => {
    if (structured !== undefined) {
      const { bytes, told } = new Rebuilt(structured, HOST_LITTLE_ENDIAN)
      return bytes.length === 0 ? undefined : { ...packetOf(call, bytes), ...(told.size > 0 && { told }) }
    }
    const strings = buffers.filter((one) => one.kind === 'string')
    if (strings.length === 0) return undefined
    const bytes = joined(strings.map((one) => one.bytes)).subarray(0, call.result)
    const packet = packetOf(call, bytes)
    return bytes.length < call.result
      ? { ...packet, note: `${packet.note}, ${bytes.length} of ${call.result} bytes printed (strace -s 65536)` }
      : packet
  }

  for (const line of text.split('\n')) {
    const row = DUMPED.exec(line)
    if (row) {
      dump?.rows.push(Uint8Array.from((row[1] ?? '').trim().split(/ +/), (byte) => Number.parseInt(byte, 16)))
      continue
    }
    if (/^ \* \d+ bytes in buffer/.test(line)) continue
    finish()
    const process = /^(?:\[pid\s+(\d+)\]|(\d+)\s)/.exec(line)?.slice(1).find(Boolean) ?? ''
    if (UNFINISHED.test(line)) {
      unfinished.set(process, line.replace(UNFINISHED, ''))
      continue
    }
    const begun = RESUMED.test(line) ? unfinished.get(process) : undefined
    const call = parse(begun === undefined ? line : begun + line.replace(RESUMED, ''))
    if (call) take(call)
  }
  finish()
  if (packets.length === 0 && opaque === 0) throw new CaptureError('no netlink in it; strace -e trace=%net -s 65536 shows it')
  return {
    packets,
    skipped:
      opaque === 0 ? [] : [`${opaque} calls whose bytes strace did not print (without -e verbose=none, or with -e read=all -e write=all)`],
  }
}

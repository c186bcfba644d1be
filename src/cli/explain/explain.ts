// Messages of netlink, from wherever they were caught, as annotated text: needs neither a kernel nor the addon.
import { readAnswer } from '../../netlink/control.ts'
import { readExtAck } from '../../netlink/extack.ts'
import { netlinkError } from '../../netlink/kernel-error.ts'
import { messages, NLM_F, NLMSG_ERROR, type RawMessage, viewOf } from '../../netlink/message.ts'
import { protocol } from '../../netlink/protocol.ts'
import { rtnetlink } from '../../schema/index.ts'
import { isHex, readHex } from './hex.ts'
import { CaptureError, type Found, type Packet } from './packet.ts'
import { isPcap, readPcap } from './pcap.ts'
import { isStrace, readStrace } from './strace.ts'

/** Of protocols without tables here names are lacking, not bytes. */
const others = protocol('netlink', [])
const NAMES: Readonly<Record<number, string>> = {
  4: 'sock_diag',
  6: 'xfrm',
  9: 'audit',
  12: 'netfilter',
  15: 'uevent',
  16: 'generic netlink',
}

/** What bytes of a file hold: pcap, pcapng, strace's output or hexadecimal digits. Throws a CaptureError. */
export function readCapture(bytes: Uint8Array): Found {
  if (isPcap(bytes)) return readPcap(bytes)
  const text = new TextDecoder('utf-8').decode(bytes)
  if (isStrace(text)) return readStrace(text)
  if (isHex(text)) return readHex(text)
  throw new CaptureError('neither pcap nor pcapng, nor output of strace, nor hexadecimal digits')
}

/** The messages of a datagram, as far as they are whole. */
function* whole({ bytes, littleEndian }: Packet): Generator<RawMessage> {
  try {
    yield* messages(bytes, littleEndian)
  } catch {
    // The description says what is broken.
  }
}

interface Asked {
  readonly number: number
  readonly bytes: Uint8Array
  readonly type: number
  readonly pid: number
}

/** Remembers requests, so that their answers find them. */
class Requests {
  readonly #bySeq = new Map<string, Asked[]>()

  take(packet: Packet, number: number): void {
    for (const { type, flags, seq, pid, start, end } of whole(packet)) {
      if ((flags & NLM_F.REQUEST) === 0 || type < 16) continue
      const key = `${packet.protocol} ${seq}`
      this.#bySeq.set(key, [...(this.#bySeq.get(key) ?? []), { number, bytes: packet.bytes.slice(start, end), type, pid }])
    }
  }

  /** The last request of that number and type; its port id says more than nothing only where it is not 0. */
  find(packet: Packet, answer: RawMessage): Asked | undefined {
    const asked = this.#bySeq.get(`${packet.protocol} ${answer.seq}`) ?? []
    return asked.findLast(({ type, pid }) => type === answer.type && (pid === 0 || answer.pid === 0 || pid === answer.pid)) ?? asked.at(-1)
  }
}

/** `= RTM_NEWLINK of 3: ERANGE (...): Invalid VLAN id, at linkinfo.data.id (IFLA_VLAN_ID)`, for each answer in a packet. */
function verdicts(packet: Packet, requests: Requests): string[] {
  const { bytes, littleEndian, protocol: family } = packet
  const view = viewOf(bytes)
  const words = family === 0 ? rtnetlink : others
  const found: string[] = []
  for (const raw of whole(packet)) {
    if (raw.type !== NLMSG_ERROR) continue
    try {
      const { error, request, extack, extackAt } = readAnswer(view, raw, littleEndian)
      if (request === undefined) continue
      const asked = requests.find(packet, request)
      const repeated = request.end > request.at ? bytes.slice(request.start, request.end) : undefined
      const of = asked === undefined ? '' : ` of ${asked.number}`
      const message = asked?.bytes ?? repeated
      if (error === 0 && extack.message === undefined) found.push(`= ${words.typeName(request.type)}${of}: done`)
      else if (error === 0) found.push(`= ${words.typeName(request.type)}${of}: done, and said: ${extack.message}`)
      else {
        const said = message ?? bytes.slice(request.start, request.at)
        const ack = readExtAck(view, extackAt, extackAt < raw.end && raw.flags & NLM_F.ACK_TLVS ? raw.end : extackAt, littleEndian)
        const { message: sentence } = netlinkError(words, error, ack, said)
        found.push(`= ${of === '' ? sentence : sentence.replace(/^(\S+):/, `$1${of}:`)}`)
      }
    } catch {
      // As above.
    }
  }
  return found
}

/** A line of a description, whose value words of strace may stand for. */
const LINE = /^ *(\d+) +(\d+) {2}/

/** The description with strace's words where the bytes are not known. */
function toldIn(text: string, told: NonNullable<Packet['told']>): string {
  const lines: string[] = []
  let until = 0
  for (const line of text.split('\n')) {
    const at = LINE.exec(line)?.[1]
    const start = Number(at ?? -1)
    if (at !== undefined && start < until) continue
    until = 0
    const words = at === undefined ? undefined : told.get(start)
    if (words === undefined) lines.push(line)
    else {
      // The name is never longer than its column, or the value follows it.
      const name = line.slice(0, 44).trimEnd()
      lines.push(`${name.padEnd(44)} ${words.text}`)
      until = words.end
    }
  }
  return lines.join('\n')
}

const timeText = (time: bigint): string =>
  `${new Date(Number(time / 1_000_000n)).toISOString().slice(0, -1)}${String(time % 1_000_000n)
    .padStart(6, '0')
    .replace(/0{3}$/, '')}Z`

/** The text of packets, a block for each. */
export function* explain({ packets, skipped }: Found): Generator<string> {
  const requests = new Requests()
  for (const [i, packet] of packets.entries()) {
    const { bytes, littleEndian, note, protocol: family, time, told } = packet
    requests.take(packet, i + 1)
    const words = family === 0 ? rtnetlink : others
    const head = [
      `# ${i + 1}`,
      ...(time === undefined || time === 0n ? [] : [timeText(time)]),
      ...(family === 0 ? [] : [NAMES[family] ?? `netlink protocol ${family}`]),
      ...(note === undefined ? [] : [note]),
    ].join('  ')
    const text = words.describe(bytes, { littleEndian })
    yield [head, told ? toldIn(text, told) : text, ...verdicts(packet, requests), ''].join('\n')
  }
  for (const one of skipped) yield `# left out: ${one}\n`
}

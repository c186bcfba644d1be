// Files of packets: pcap (the format of libpcap, pcap-savefile(5)) and pcapng (draft-ietf-opsawg-pcapng).
import { CaptureError, type Found, type Packet } from './packet.ts'

/** LINKTYPE_NETLINK: links of kind nlmon. A packet begins with a header in network order: type, ARPHRD_NETLINK, 10 bytes, protocol. */
const LINKTYPE_NETLINK = 253
const COOKED = 16
const COOKED_PROTOCOL = 14

/** The first four bytes of a pcap file in its own byte order, for microseconds and for nanoseconds. */
const MICROSECONDS = 0xa1b2c3d4
const NANOSECONDS = 0xa1b23c4d
/** The first four bytes of a pcapng file, the same in any order, and what tells the order behind them. */
const SECTION = 0x0a0d0d0a
const BYTE_ORDER = 0x1a2b3c4d

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Whether bytes begin as a file of packets does. */
export function isPcap(bytes: Uint8Array): boolean {
  if (bytes.length < 12) return false
  const view = viewOf(bytes)
  return [true, false].some((little) => [MICROSECONDS, NANOSECONDS, SECTION].includes(view.getUint32(0, little)))
}

/** The netlink datagrams of a file. What was cut off at its end is left out. */
export function readPcap(bytes: Uint8Array): Found {
  const file = new File()
  if (viewOf(bytes).getUint32(0, true) === SECTION) readBlocks(bytes, file)
  else readRecords(bytes, file)
  return file.found()
}

/** Collects packets. */
class File {
  readonly packets: Packet[] = []
  readonly #others = new Map<number, number>()
  cut = false

  add(linkType: number, bytes: Uint8Array, length: number, littleEndian: boolean, time: bigint): void {
    if (linkType !== LINKTYPE_NETLINK) {
      this.#others.set(linkType, (this.#others.get(linkType) ?? 0) + 1)
      return
    }
    if (bytes.length < COOKED) return
    const protocol = viewOf(bytes).getUint16(COOKED_PROTOCOL)
    const note = length > bytes.length ? { note: `${bytes.length - COOKED} of ${length - COOKED} bytes caught` } : {}
    this.packets.push({ bytes: bytes.subarray(COOKED), protocol, littleEndian, time, ...note })
  }

  found(): Found {
    const skipped = [...this.#others].map(
      ([type, count]) => `${count} packets of link type ${type}, which is not netlink (${LINKTYPE_NETLINK})`,
    )
    return { packets: this.packets, skipped: this.cut ? [...skipped, 'the end of the file, which is cut off'] : skipped }
  }
}

function readRecords(bytes: Uint8Array, file: File): void {
  const view = viewOf(bytes)
  if (bytes.length < 24) throw new CaptureError('the file ends within its header')
  const little = [MICROSECONDS, NANOSECONDS].includes(view.getUint32(0, true))
  const unit = view.getUint32(0, little) === NANOSECONDS ? 1n : 1000n
  // The upper bits say how long the check sums of frames are.
  const linkType = view.getUint32(20, little) & 0xffff
  let at = 24
  while (at + 16 <= bytes.length) {
    const [seconds, fraction, caught, length] = [0, 4, 8, 12].map((i) => view.getUint32(at + i, little)) as [number, number, number, number]
    at += 16
    if (at + caught > bytes.length) break
    file.add(linkType, bytes.subarray(at, at + caught), length, little, BigInt(seconds) * 1_000_000_000n + BigInt(fraction) * unit)
    at += caught
  }
  file.cut = at < bytes.length
}

interface Interface {
  readonly linkType: number
  /** How many of its units of time a second has. */
  readonly resolution: bigint
}

/** Types of blocks. */
const INTERFACE = 1
const SIMPLE_PACKET = 3
const ENHANCED_PACKET = 6
/** The option of an interface that says how fine its clock is; without it, microseconds. */
const IF_TSRESOL = 9

function interfaceOf(view: DataView, little: boolean): Interface {
  let resolution = 1_000_000n
  for (let at = 8; at + 4 <= view.byteLength; ) {
    const [code, length] = [view.getUint16(at, little), view.getUint16(at + 2, little)]
    if (code === 0 || at + 4 + length > view.byteLength) break
    if (code === IF_TSRESOL && length > 0) {
      const value = view.getUint8(at + 4)
      resolution = value & 0x80 ? 2n ** BigInt(value & 0x7f) : 10n ** BigInt(value)
    }
    at += 4 + ((length + 3) & ~3)
  }
  return { linkType: view.getUint16(0, little), resolution }
}

function readBlocks(bytes: Uint8Array, file: File): void {
  const view = viewOf(bytes)
  let little = true
  let interfaces: Interface[] = []
  let at = 0
  while (at + 12 <= bytes.length) {
    const type = view.getUint32(at, little)
    if (type === SECTION) {
      little = view.getUint32(at + 8, true) === BYTE_ORDER
      if (view.getUint32(at + 8, little) !== BYTE_ORDER) throw new CaptureError(`no section of a pcapng file begins at byte ${at}`)
      interfaces = []
    }
    const length = view.getUint32(at + 4, little)
    if (length < 12) throw new CaptureError(`the block at byte ${at} has a length of ${length}`)
    if (at + length > bytes.length) break
    const body = bytes.subarray(at + 8, at + length - 4)
    const block = viewOf(body)
    if (type === INTERFACE && body.length >= 8) interfaces.push(interfaceOf(block, little))
    else if (type === ENHANCED_PACKET && body.length >= 20) {
      const one = interfaces[block.getUint32(0, little)]
      const time = (BigInt(block.getUint32(4, little)) << 32n) | BigInt(block.getUint32(8, little))
      const [caught, whole] = [block.getUint32(12, little), block.getUint32(16, little)]
      if (one) file.add(one.linkType, body.subarray(20, 20 + caught), whole, little, (time * 1_000_000_000n) / one.resolution)
    } else if (type === SIMPLE_PACKET && body.length >= 4 && interfaces[0]) {
      const whole = block.getUint32(0, little)
      file.add(interfaces[0].linkType, body.subarray(4, 4 + whole), whole, little, 0n)
    }
    at += length
  }
  file.cut = at < bytes.length
}

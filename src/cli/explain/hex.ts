// Datagrams written as hexadecimal digits, by hand or by a tool that dumps.
import { HOST_LITTLE_ENDIAN } from '../../netlink/codec.ts'
import { CaptureError, type Found, type Packet } from './packet.ts'

/** What stands in front of the digits in a dump: `00000010:`, `0x0010:`, ` | 00010`, `0010  `, and od's `000010`. */
const OFFSET = /^\s*\|?\s*(?:(?:0x)?[0-9a-f]{4,8}(?::\s|\s\s)|[0-9a-f]{5,7}\s)\s*/i
/** What stands behind them: the same in characters. Digits of a dump are groups, at most two spaces apart. */
const CHARACTERS = /(?:\s{2,}|\s\|).{1,18}$/
const DIGITS = /^(?:(?:0x|\\x)?[0-9a-f]+[\s,:;]*)+$/i

const bytesOf = (digits: string): Uint8Array | undefined => {
  const plain = digits.replace(/0x|\\x/gi, '').replace(/[\s,:;]/g, '')
  if (plain.length === 0 || plain.length % 2 !== 0) return undefined
  return Uint8Array.from(plain.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

/** The bytes of one line, and whether it said where they stand: then it goes on from the one before. */
function lineBytes(line: string): { readonly bytes: Uint8Array; readonly dumped: boolean } | undefined {
  const dumped = OFFSET.test(line)
  // A dump of single bytes has a wider gap in its middle.
  const digits = dumped
    ? line
        .replace(OFFSET, '')
        .replace(/^((?:[0-9a-f]{2,4} ){3,8}) (?=[0-9a-f]{2})/i, '$1')
        .replace(CHARACTERS, '')
    : line
  if (!DIGITS.test(digits.trim())) return undefined
  const bytes = bytesOf(digits)
  return bytes && { bytes, dumped }
}

/** Whether lines are digits: one that is nothing else is enough. */
export const isHex = (text: string): boolean => text.split('\n').some((line) => line.trim() !== '' && lineBytes(line) !== undefined)

const join = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const one of parts) {
    all.set(one, at)
    at += one.length
  }
  return all
}

/** Whether the first message of a datagram is all there. */
const isWhole = (bytes: Uint8Array): boolean =>
  bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, HOST_LITTLE_ENDIAN) <= bytes.length

/**
 * Datagrams out of digits. A line is one, or goes on where a dump does or where the one before was not all of its
 * message; an empty line and `#` at the start of a line part them.
 */
export function readHex(text: string): Found {
  const packets: Packet[] = []
  let parts: Uint8Array[] = []
  let other = 0
  const finish = () => {
    if (parts.length > 0) packets.push({ bytes: join(parts), protocol: 0, littleEndian: HOST_LITTLE_ENDIAN })
    parts = []
  }
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) {
      finish()
      continue
    }
    const found = lineBytes(line)
    if (found === undefined) {
      other++
      finish()
      continue
    }
    if (!found.dumped && parts.length > 0 && isWhole(join(parts))) finish()
    // A dump begins anew where its offset does.
    if (found.dumped && /^\s*\|?\s*(?:0x)?0{4,8}[:\s]/.test(line)) finish()
    parts.push(found.bytes)
  }
  finish()
  if (packets.length === 0) throw new CaptureError('no digits of netlink messages in it')
  return { packets, skipped: other === 0 ? [] : [`${other} lines that are no hexadecimal digits`] }
}

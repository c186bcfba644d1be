const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))

/** The texts of two octets, made as they are met: one concatenation an address instead of six halves the time of a route. */
type Halves = (string | undefined)[][]
const halves = (): Halves => Array.from({ length: 256 }, () => [])
const HIGH = halves()
const LOW = halves()

function half(table: Halves, first: number, second: number): string {
  const text = `${first}.${second}${table === HIGH ? '.' : ''}`
  const row = table[first] as (string | undefined)[]
  while (row.length < second) row.push(undefined)
  row[second] = text
  return text
}

/** The last texts by a hash of their address: a table has many routes and few gateways, whose texts are then shared. */
const CACHED = 4096
const numbers = new Int32Array(CACHED)
const texts: string[] = new Array<string>(CACHED).fill('0.0.0.0')

export function formatIpv4(view: DataView, at: number): string {
  const number = view.getInt32(at)
  const slot = (number ^ (number >> 12) ^ (number >> 24)) & (CACHED - 1)
  if (numbers[slot] === number) return texts[slot] as string
  const text = newIpv4(number)
  numbers[slot] = number
  texts[slot] = text
  return text
}

function newIpv4(number: number): string {
  const a = number >>> 24
  const b = (number >> 16) & 255
  const c = (number >> 8) & 255
  const d = number & 255
  return (HIGH[a]?.[b] ?? half(HIGH, a, b)) + (LOW[c]?.[d] ?? half(LOW, c, d))
}

/** RFC 5952: lower case, no leading zeros, the longest run of zero groups (the first of equals) as `::`. */
export function formatIpv6(view: DataView, at: number): string {
  let best = -1
  let longest = 1
  for (let i = 0; i < 8; i++) {
    let run = 0
    while (i + run < 8 && view.getUint16(at + 2 * (i + run)) === 0) run++
    if (run > longest) [best, longest] = [i, run]
    if (run > 0) i += run - 1
  }
  // ::ffff:192.0.2.1, and nothing else, is written with dots (section 5).
  if (best === 0 && longest === 5 && view.getUint16(at + 10) === 0xffff) return `::ffff:${formatIpv4(view, at + 12)}`
  let text = ''
  for (let i = 0; i < 8; i++) {
    if (i === best) {
      text += '::'
      i += longest - 1
    } else {
      if (text !== '' && !text.endsWith(':')) text += ':'
      text += view.getUint16(at + 2 * i).toString(16)
    }
  }
  return text
}

export function formatHex(view: DataView, at: number, end: number): string {
  if (at >= end) return ''
  let text = HEX[view.getUint8(at)] as string
  for (let i = at + 1; i < end; i++) text += `:${HEX[view.getUint8(i)]}`
  return text
}

/** Dotted decimal of four parts, no octal (what inet_pton(3) takes), as one number; -1 if it is something else. */
export function ipv4Number(text: string): number {
  let address = 0
  let part = -1
  let parts = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 46) {
      if (part < 0 || ++parts > 3) return -1
      address = address * 256 + part
      part = -1
    } else {
      const digit = code - 48
      if (digit < 0 || digit > 9 || part === 0) return -1
      part = part < 0 ? digit : part * 10 + digit
      if (part > 255) return -1
    }
  }
  return parts === 3 && part >= 0 ? address * 256 + part : -1
}

/** Whether the text is an IPv4 address. */
export const isIpv4 = (text: string): boolean => ipv4Number(text) >= 0

/** The bytes of an IPv4 address; undefined if the text is none. */
export function parseIpv4(text: string): Uint8Array | undefined {
  const number = ipv4Number(text)
  return number < 0 ? undefined : Uint8Array.of(number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255)
}

/** Any form of RFC 4291, without a zone. */
export function parseIpv6(text: string): Uint8Array | undefined {
  if (!/^[0-9a-fA-F:.]+$/.test(text) || !text.includes(':')) return undefined
  const dotted = /^(.*:)([^:]*\.[^:]*)$/.exec(text)
  const ipv4 = dotted ? parseIpv4(dotted[2] as string) : undefined
  if (dotted && !ipv4) return undefined
  const hex = ipv4
    ? `${dotted?.[1]}${HEX[ipv4[0] as number]}${HEX[ipv4[1] as number]}:${HEX[ipv4[2] as number]}${HEX[ipv4[3] as number]}`
    : text
  const halves = hex.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array<string>(missing).fill('0'), ...tail]
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  const bytes = new Uint8Array(16)
  groups.forEach((group, i) => {
    bytes[2 * i] = Number.parseInt(group, 16) >> 8
    bytes[2 * i + 1] = Number.parseInt(group, 16) & 255
  })
  return bytes
}

/** `02:00:00:00:00:01`, also with dashes; any length. */
export function parseLinkAddress(text: string): Uint8Array | undefined {
  if (!/^[0-9a-fA-F]{1,2}(?:([:-])[0-9a-fA-F]{1,2}(?:\1[0-9a-fA-F]{1,2})*)?$/.test(text)) return undefined
  return Uint8Array.from(text.split(/[:-]/), (byte) => Number.parseInt(byte, 16))
}

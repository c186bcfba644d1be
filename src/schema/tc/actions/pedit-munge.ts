// Phrases of tc-pedit(8): `ip dst set 192.0.2.1`, `offset 8 u16 at 0 offmask 0f shift 2 add 1 retain 0xff`.
import { parseIpv4, parseIpv6, parseLinkAddress } from '../../../netlink/address-text.ts'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { nearest } from '../../../netlink/names.ts'
import type { PeditKeyInput } from './pedit-words.ts'

/** Where a field of a header lies. */
interface Field {
  readonly off: number
  /** Bytes; 6 is a link address, 16 an IPv6 address. */
  readonly length: 1 | 2 | 4 | 6 | 16
  /** Its bits, of a field that has not all of them. */
  readonly bits?: number
  /** Bits that its lowest bit lies above the lowest of its last byte. */
  readonly shift?: number
  readonly address?: 'ipv4'
  /** Whether it can be counted down. */
  readonly dec?: boolean
}

const at = (off: number, length: Field['length'] = 1, more: Omit<Field, 'off' | 'length'> = {}): Field => ({ off, length, ...more })

type Header = Readonly<Record<string, Field>>
const PORTS: Header = { sport: at(0, 2), dport: at(2, 2) }
/** The fields by header. Those that tc has in the IPv4 header of what lies behind it are for one of 20 bytes. */
const HEADERS: Readonly<Record<string, { readonly htype: NonNullable<PeditKeyInput['htype']>; readonly fields: Header }>> = {
  eth: { htype: 'eth', fields: { dst: at(0, 6), src: at(6, 6), type: at(12, 2) } },
  ip: {
    htype: 'ip4',
    fields: {
      ...{ src: at(12, 4, { address: 'ipv4' }), dst: at(16, 4, { address: 'ipv4' }), ttl: at(8, 1, { dec: true }), protocol: at(9) },
      ...{ tos: at(1), dsfield: at(1), ds: at(1), precedence: at(1), ihl: at(0, 1, { bits: 0x0f }) },
      ...{ nofrag: at(6, 1, { bits: 0x3f }), firstfrag: at(6, 1, { bits: 0x1f }) },
      ...{ ce: at(6, 1, { bits: 0x80 }), df: at(6, 1, { bits: 0x40 }), mf: at(6, 1, { bits: 0x20 }) },
      ...{ sport: at(20, 2), dport: at(22, 2), icmp_type: at(20), icmp_code: at(21) },
    },
  },
  ip6: {
    htype: 'ip6',
    fields: {
      ...{ src: at(8, 16), dst: at(24, 16), payload_len: at(4, 2), nexthdr: at(6), hoplimit: at(7, 1, { dec: true }) },
      ...{ flow_lbl: at(0, 4, { bits: 0xfffff }), traffic_class: at(0, 2, { bits: 0xff, shift: 4 }) },
    },
  },
  tcp: { htype: 'tcp', fields: { ...PORTS, flags: at(13) } },
  udp: { htype: 'udp', fields: PORTS },
}
const SIZES: Readonly<Record<string, 1 | 2 | 4>> = { u8: 1, u16: 2, u32: 4 }
const COMMANDS = ['set', 'add', 'dec', 'decrement', 'clear', 'invert', 'preserve']

/** Takes the words of a phrase one after another. */
class Words {
  readonly #words: readonly string[]
  #at = 0
  constructor(phrase: string) {
    this.#words = phrase.trim().split(/\s+/)
  }
  next(what: string): string {
    return this.#words[this.#at++] ?? wrongType(`${what} is missing at the end`)
  }
  /** Whether this word is the next one, which then is taken. */
  skip(word: string): boolean {
    if (this.#words[this.#at] !== word) return false
    this.#at++
    return true
  }
  expect(word: string): void {
    if (!this.skip(word)) wrongType(`'${word}' is wanted, not ${shown(this.#words[this.#at])}`)
  }
  number(what: string, most = 0xffffffff, base = 10): number {
    const text = this.next(what)
    const number = base === 16 ? (/^(0x)?[0-9a-f]+$/i.test(text) ? Number.parseInt(text, 16) : Number.NaN) : Number(text)
    if (!Number.isInteger(number)) return wrongType(`${what} is wanted, not ${shown(text)}`)
    return number >= 0 && number <= most ? number : outOfRange(`${shown(text)} is not within 0 .. 0x${most.toString(16)}`)
  }
  end(): void {
    const left = this.#words[this.#at]
    if (left !== undefined) wrongType(`${shown(left)} is left over`)
  }
}

function chosen<T>(table: Readonly<Record<string, T>>, word: string, what: string): T {
  if (Object.hasOwn(table, word)) return table[word] as T
  const guess = nearest(word, Object.keys(table))
  return wrongType(
    `${shown(word)} is not ${what}${guess === undefined ? ` (${Object.keys(table).join(', ')})` : `; did you mean '${guess}'?`}`,
  )
}

/** The part of a key that a command makes of a field of at most 32 bits. */
function word(field: Field, words: Words, command: string): Pick<PeditKeyInput, 'off' | 'val' | 'mask' | 'cmd'> {
  const { off, length, address, dec = false, shift = 0 } = field
  const inWord = off & 3
  if (inWord + length > 4) outOfRange(`${length} bytes at ${off} are not within one word of 4`)
  const all = 2 ** (8 * length) - 1
  const value = (): number => {
    if (address === undefined) return words.number('a number', all)
    const text = words.next('an address')
    const bytes = parseIpv4(text) ?? wrongType(`${shown(text)} is not an IPv4 address`)
    return bytes.reduce((number, byte) => number * 256 + byte, 0)
  }
  let bits = field.bits ?? all
  let val = 0
  let inverted = 0
  if (command === 'set' || command === 'add') val = value()
  else if (command === 'invert') val = inverted = all
  else if (command === 'preserve') bits = 0
  else if (command !== 'clear') {
    if (!dec) wrongType('this field cannot be decremented')
    val = bits
  }
  if (words.skip('retain')) bits = words.number('a mask')
  const up = 8 * (4 - length - inWord) + shift
  const kept = ~((bits & all & ~inverted) << up) >>> 0
  const cmd = command === 'add' || command.startsWith('dec') ? 'add' : 'set'
  return { off: off - inWord, val: ((val & bits) << up) >>> 0, mask: kept, cmd }
}

/** Keys for bytes that are set. */
function longKeys({ off, length }: Field, words: Words, command: string, htype: PeditKeyInput['htype']): PeditKeyInput[] {
  if (command !== 'set' && command !== 'clear') wrongType(`an address can only be set, not '${command}'`)
  const text = command === 'set' ? words.next('an address') : undefined
  const bytes = text === undefined ? new Uint8Array(length) : length === 6 ? parseLinkAddress(text) : parseIpv6(text)
  if (bytes?.length !== length) return wrongType(`${shown(text)} is not ${length === 6 ? 'a link address' : 'an IPv6 address'}`)
  const keys: PeditKeyInput[] = []
  for (let from = off & ~3; from < off + length; from += 4) {
    let val = 0
    let mask = 0
    for (let i = from; i < from + 4; i++) {
      const byte = i < off ? undefined : bytes[i - off]
      val = val * 256 + (byte ?? 0)
      mask = mask * 256 + (byte === undefined ? 0xff : 0)
    }
    keys.push({ htype, cmd: 'set', off: from, val, mask })
  }
  return keys
}

const command = (words: Words): string => {
  const given = words.next(`a command (${COMMANDS.join(', ')})`)
  return COMMANDS.includes(given) ? given : chosen(Object.fromEntries(COMMANDS.map((one) => [one, one])), given, 'a command')
}

/** Bytes anywhere: the offset counts from the network header, to which a byte of the packet may add. */
function atOffset(words: Words): PeditKeyInput[] {
  const text = words.next('an offset')
  const off = Number(text)
  if (!Number.isInteger(off)) wrongType(`an offset is wanted, not ${shown(text)}`)
  const length = chosen(SIZES, words.next('u8, u16 or u32'), 'u8, u16 or u32')
  const variable = words.skip('at') ? variableOffset(words) : {}
  const { cmd, ...key } = word({ off, length }, words, command(words))
  return [cmd === 'add' ? { htype: 'network', cmd, ...key, ...variable } : { ...key, ...variable }]
}

function variableOffset(words: Words): Pick<PeditKeyInput, 'at' | 'offmask' | 'shift'> {
  const from = words.number('a number of bytes')
  words.expect('offmask')
  const offmask = words.number('a hexadecimal mask', 0xffffffff, 16)
  words.expect('shift')
  return { at: from, offmask, shift: words.number('a number of bits', 31) }
}

/** The keys that a phrase of tc(8) stands for. Throws an InputFault. */
export function munge(phrase: string): PeditKeyInput[] {
  const words = new Words(phrase)
  words.skip('munge')
  const name = words.next('a header')
  if (name === 'offset') {
    const keys = atOffset(words)
    words.end()
    return keys
  }
  const { htype, fields } = chosen(HEADERS, name, 'a header, nor offset')
  const field = chosen(fields, words.next(`a field of ${name}`), `a field of ${name}`)
  const given = command(words)
  const keys = field.length > 4 ? longKeys(field, words, given, htype) : [{ htype, ...word(field, words, given) }]
  words.end()
  return keys
}

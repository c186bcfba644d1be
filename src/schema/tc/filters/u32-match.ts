// Keys of the filter u32 as people write them, in the phrases of tc(8) or in short. What is said of the same 32 bits
// becomes one key.

import { parseIpv4, parseIpv6, parseLinkAddress } from '../../../netlink/address-text.ts'
import { InputFault, outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { nearest } from '../../../netlink/names.ts'
import { markOf, type U32KeyInput, type U32MarkInput } from './u32-selector.ts'

/** The most keys of one filter: half of what the kernel's counter holds, as tc(8) has it. */
const MOST = 128
const NEXT_HEADER = -1

/** Keys in the making. */
class Keys {
  readonly all: U32KeyInput[] = []
  mark: U32MarkInput | undefined

  /** A value of 1 to 4 bytes at any byte; where it crosses 32 bits, two keys are made of it. */
  place(value: number, mask: number, bytes: number, at: number, offmask: number): void {
    const into = at & 3
    const shift = 8 * (4 - into - bytes)
    if (shift >= 0) this.#join((value << shift) >>> 0, (mask << shift) >>> 0, at - into, offmask)
    else {
      this.#join(value >>> -shift, mask >>> -shift, at - into, offmask)
      this.#join((value << (32 + shift)) >>> 0, (mask << (32 + shift)) >>> 0, at - into + 4, offmask)
    }
  }

  #join(value: number, mask: number, off: number, offmask: number): void {
    const val = (value & mask) >>> 0
    const index = this.all.findIndex((key) => key.off === off && (key.offmask ?? 0) === offmask)
    const [other, theirs] = [Number(this.all[index]?.val ?? 0), Number(this.all[index]?.mask ?? 0)]
    if (((val ^ other) & mask & theirs) !== 0) outOfRange(`contradicts another key of the same 32 bits, those at ${off}`)
    if (index < 0) this.all.push({ mask, val, off, offmask })
    else this.all[index] = { mask: (mask | theirs) >>> 0, val: (val | other) >>> 0, off, offmask }
  }
}

/** The words of one phrase. */
class Words {
  readonly #words: readonly string[]
  #next = 0

  constructor(text: string) {
    const words = text.trim().split(/\s+/)
    this.#words = words[0] === 'match' ? words.slice(1) : words
  }

  get left(): number {
    return this.#words.length - this.#next
  }
  get next(): string {
    return this.#words[this.#next] ?? ''
  }
  take(what: string): string {
    if (this.left === 0) wrongType(`${what} is missing at the end`)
    return this.#words[this.#next++] as string
  }

  /** A value, decimal or hexadecimal, and its mask, always hexadecimal; all bits where none is given. */
  pair(bits: number): [value: number, mask: number] {
    const most = 2 ** bits - 1
    const value = within(this.take('a value'), /^(?:0x[0-9a-f]+|\d+)$/i, 10, most, 'a value')
    if (this.left === 0 || this.next === 'at') return [value, most]
    return [value, within(this.take('a mask'), /^(?:0x)?[0-9a-f]+$/i, 16, most, 'a mask')]
  }

  /** `at 20`, `at nexthdr+2`, `at nexthdr+ 2`, if it is there. */
  at(at: number, offmask: number): [at: number, offmask: number] {
    if (this.next !== 'at') return [at, offmask]
    this.take('')
    const word = this.take('an offset')
    return offset(word === 'nexthdr+' ? word + this.take('an offset') : word)
  }
}

function within(text: string, form: RegExp, base: 10 | 16, most: number, what: string): number {
  if (!form.test(text)) return wrongType(`${shown(text)} is not ${what}`)
  const number = /^0x/i.test(text) ? Number(text) : Number.parseInt(text, base)
  return number <= most ? number : outOfRange(`${shown(text)} is not within 0 .. 0x${most.toString(16)}`)
}

function offset(text: string): [at: number, offmask: number] {
  const parts = /^(nexthdr\+)?(-?(?:0x[0-9a-f]+|\d+))$/i.exec(text)
  if (!parts) return wrongType(`${shown(text)} is not an offset ('8', 'nexthdr+2')`)
  const digits = parts[2] as string
  return [digits.startsWith('-') ? -Number(digits.slice(1)) : Number(digits), parts[1] === undefined ? 0 : NEXT_HEADER]
}

type Phrase = (words: Words, keys: Keys) => void

/** A number of 1, 2 or 4 bytes. */
const number =
  (bytes: number, at: number, offmask = 0): Phrase =>
  (words, keys) => {
    const [value, mask] = words.pair(8 * bytes)
    keys.place(value, mask, bytes, ...words.at(at, offmask))
  }
/** Bits that are said by one word. */
const fixed =
  (value: number, mask: number, at: number): Phrase =>
  (_, keys) =>
    keys.place(value, mask, 2, at, 0)

/** An address with or without the length of its prefix. */
const address =
  (parse: (text: string) => Uint8Array | undefined, what: string, at: number): Phrase =>
  (words, keys) => {
    const text = words.take(what)
    const [host, length, ...more] = text.split('/') as [string, ...string[]]
    const bytes = host === 'any' || host === 'default' ? undefined : parse(host)
    const full = 8 * (bytes?.length ?? 0)
    if ((bytes === undefined && host !== 'any' && host !== 'default') || more.length > 0) return wrongType(`${shown(text)} is not ${what}`)
    const prefix = length === undefined ? full : within(length, /^\d+$/, 10, full, 'the length of a prefix')
    const [from, offmask] = words.at(at, 0)
    for (let i = 0; i < prefix; i += 8) {
      const mask = prefix - i >= 8 ? 0xff : (0xff00 >> (prefix - i)) & 0xff
      keys.place(bytes?.[i / 8] ?? 0, mask, 1, from + i / 8, offmask)
    }
    // A prefix of no length matches all.
    if (prefix === 0) keys.place(0, 0, 4, from, offmask)
  }
const ipv4 = (at: number): Phrase => address(parseIpv4, 'an IPv4 address', at)
const ipv6 = (at: number): Phrase => address(parseIpv6, 'an IPv6 address', at)

const ether =
  (at: number): Phrase =>
  (words, keys) => {
    const text = words.take('a link address')
    const bytes = parseLinkAddress(text)
    if (bytes?.length !== 6) return wrongType(`${shown(text)} is not a link address of 6 bytes`)
    const [from, offmask] = words.at(at, 0)
    bytes.forEach((byte, i) => {
      keys.place(byte, 0xff, 1, from + i, offmask)
    })
  }

/** The traffic class of IPv6 lies across two bytes. */
const trafficClass: Phrase = (words, keys) => {
  const [value, mask] = words.pair(8)
  keys.place(value << 20, mask << 20, 4, 0, 0)
}
const mark: Phrase = (words, keys) => {
  const value = words.take('a mark')
  keys.mark = markOf(words.left === 0 ? value : `${value} ${words.take('a mask')}`)
}

const ports = { src: number(2, 0, NEXT_HEADER), dst: number(2, 2, NEXT_HEADER) }
const tos = number(1, 1)
/** Offsets of IPv4's options and of IPv6's extension headers are not reckoned: `tcp dst` is, `ip dport` is not. */
const PHRASES: Readonly<Record<string, Phrase | Readonly<Record<string, Phrase>>>> = {
  u32: number(4, 0),
  u16: number(2, 0),
  u8: number(1, 0),
  ip: {
    ...{ src: ipv4(12), dst: ipv4(16), tos, dsfield: tos, precedence: tos, ihl: number(1, 0), protocol: number(1, 9) },
    ...{ nofrag: fixed(0, 0x3fff, 6), firstfrag: fixed(0x2000, 0x3fff, 6), df: fixed(0x4000, 0x4000, 6), mf: fixed(0x2000, 0x2000, 6) },
    ...{ sport: number(2, 20), dport: number(2, 22), icmp_type: number(1, 20), icmp_code: number(1, 21) },
  },
  ip6: {
    ...{ src: ipv6(8), dst: ipv6(24), priority: trafficClass, protocol: number(1, 6), flowlabel: number(4, 0) },
    ...{ sport: number(2, 40), dport: number(2, 42), icmp_type: number(1, 40), icmp_code: number(1, 41) },
  },
  tcp: ports,
  udp: ports,
  icmp: { type: number(1, 0, NEXT_HEADER), code: number(1, 1, NEXT_HEADER) },
  ether: { src: ether(-8), dst: ether(-14) },
  mark,
}

function known<T>(table: Readonly<Record<string, T>>, word: string, before = ''): T {
  if (Object.hasOwn(table, word)) return table[word] as T
  const guess = nearest(word, Object.keys(table))
  return wrongType(`'${before}${word}' cannot be matched${guess === undefined ? '' : `; did you mean '${before}${guess}'?`}`)
}

function phrase(words: Words): Phrase {
  const first = words.take('what is matched')
  const found = known(PHRASES, first)
  return typeof found === 'function' ? found : known(found, words.take(`what of '${first}'`), `${first} `)
}

/** `0x0006/0x00ff+8`, `0x0016/0xffff+nexthdr+2`: as many digits as the mask has, so many bytes are compared. */
const SHORT = /^(0x[0-9a-f]+|\d+)\/0x([0-9a-f]{1,8})(?:\+((?:nexthdr\+)?-?(?:0x[0-9a-f]+|\d+)))?$/i

function readText(text: string, keys: Keys): void {
  const words = new Words(text)
  const short = SHORT.exec(words.next)
  if (short) {
    words.take('')
    const digits = short[2] as string
    const bytes = digits.length <= 2 ? 1 : digits.length <= 4 ? 2 : 4
    const value = within(short[1] as string, /./, 10, 2 ** (8 * bytes) - 1, 'a value')
    keys.place(value, Number.parseInt(digits, 16), bytes, ...(short[3] === undefined ? words.at(0, 0) : offset(short[3])))
  } else if (words.next.includes('/')) wrongType(`${shown(words.next)} is not a key ('0x0006/0x00ff+8')`)
  else phrase(words)(words, keys)
  if (words.left > 0) wrongType(`'${words.next}' is left over`)
}

/** The keys behind texts and objects, and the mark, which is said among them. Throws an InputFault. */
export function keysOf(matches: readonly unknown[]): { readonly keys: readonly U32KeyInput[]; readonly mark: U32MarkInput | undefined } {
  const keys = new Keys()
  matches.forEach((one, i) => {
    try {
      if (typeof one === 'string') readText(one, keys)
      else if (typeof one === 'object' && one !== null) keys.all.push(one)
      else wrongType(`a key ('0x0006/0x00ff+8', 'ip dst 10.0.0.0/8') is wanted, not ${shown(one)}`)
    } catch (error) {
      throw error instanceof InputFault ? error.within(String(i)) : error
    }
  })
  if (keys.all.length > MOST) outOfRange(`${keys.all.length} keys, ${MOST} are the most`)
  return { keys: keys.all, mark: keys.mark }
}

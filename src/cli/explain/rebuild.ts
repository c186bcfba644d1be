// Strace takes netlink apart by itself. This puts the bytes together again from its words: the lengths that it tells
// say where everything lies, so that an extended ACK's offset finds its attribute. Words whose number is not known
// here stand for their bytes.
import { parseIpv4, parseIpv6, parseLinkAddress } from '../../netlink/address-text.ts'
import { type AnyCodec, NLA_F_NESTED, NLA_F_NET_BYTEORDER, scope } from '../../netlink/codec.ts'
import { errnoNumber } from '../../netlink/errno.ts'
import { align, flagBits, NLMSG_DONE, NLMSG_ERROR, NLMSG_HDRLEN } from '../../netlink/message.ts'
import type { Field, StructTable } from '../../netlink/struct.ts'
import { Writer } from '../../netlink/writer.ts'
import { AF } from '../../schema/enums.ts'
import { rtnetlink } from '../../schema/index.ts'
import { attributeByName } from './attribute-names.ts'
import type { Told } from './packet.ts'
import { Reader, type Value } from './strace-value.ts'

type Struct = Extract<Value, { kind: 'struct' }>

const field = (value: Value | undefined, name: string): Value | undefined => (value?.kind === 'struct' ? value.fields.get(name) : undefined)
const isHeader = (value: Value | undefined): value is Struct => field(value, 'nlmsg_len') !== undefined
const isAttributeHeader = (value: Value | undefined): value is Struct => field(value, 'nla_len') !== undefined
/** One attribute, with a payload or without, or a list of them. */
const holdsAttributes = (value: Value): boolean => {
  const first = value.kind === 'list' ? value.items[0] : undefined
  return isAttributeHeader(value) || isAttributeHeader(first) || (first?.kind === 'list' && isAttributeHeader(first.items[0]))
}

const withoutComment = (text: string): string => text.replace(/\/\*.*?\*\//g, '').trim()
const wordOf = (value: Value | undefined): string => (value?.kind === 'word' ? withoutComment(value.text) : '')
const numberOf = (text: string): number | bigint | undefined => {
  if (/^-?(?:0x[0-9a-f]+|\d+)$/i.test(text)) return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text)
  return undefined
}
const plainNumber = (value: Value | undefined): number => Number(numberOf(wordOf(value)) ?? 0)

/** NLM_F_* joined by `|`, or numbers. */
const flagsOf = (text: string): number =>
  text.split('|').reduce((bits, word) => {
    const number = numberOf(word)
    if (number !== undefined) return bits | Number(number)
    try {
      return bits | flagBits([word as never])
    } catch {
      return bits
    }
  }, 0)

const typeOf = (text: string): number => {
  try {
    return Number(numberOf(text) ?? rtnetlink.typeNumber(text))
  } catch {
    return 0
  }
}

/** A datagram in the making. */
export class Rebuilt {
  bytes = new Uint8Array(0)
  #view = new DataView(this.bytes.buffer)
  readonly told = new Map<number, Told>()
  readonly #little: boolean

  /** Little endian or not is the matter of the machine where strace ran. */
  constructor(value: Value, littleEndian: boolean) {
    this.#little = littleEndian
    // One message stands alone, several in a list; one that is nothing but its header is no list.
    const all = isHeader(value) ? [value] : value.kind !== 'list' ? [] : isHeader(value.items[0]) ? [value] : value.items
    let at = 0
    for (const one of all) at = align(this.#message(one, at))
  }

  #grow(end: number): void {
    if (end <= this.bytes.length) return
    const bytes = new Uint8Array(end)
    bytes.set(this.bytes)
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer)
  }

  #tell(at: number, end: number, value: Value): void {
    if (end > at) this.told.set(at, { text: withoutComment(value.text), end })
  }

  /** Answers where it ends. */
  #message(value: Value, at: number): number {
    const header = value.kind === 'list' ? value.items[0] : value
    if (!isHeader(header)) return at
    const length = Math.min(plainNumber(field(header, 'nlmsg_len')), 1 << 24)
    const type = typeOf(wordOf(field(header, 'nlmsg_type')))
    const end = at + Math.max(length, NLMSG_HDRLEN)
    this.#grow(end)
    this.#view.setUint32(at, length, this.#little)
    this.#view.setUint16(at + 4, type, this.#little)
    this.#view.setUint16(at + 6, flagsOf(wordOf(field(header, 'nlmsg_flags'))), this.#little)
    this.#view.setUint32(at + 8, plainNumber(field(header, 'nlmsg_seq')) >>> 0, this.#little)
    this.#view.setUint32(at + 12, plainNumber(field(header, 'nlmsg_pid')) >>> 0, this.#little)
    const [, body, ...attributes] = value.kind === 'list' ? value.items : []
    if (body !== undefined) this.#payload(type, body, attributes, at + NLMSG_HDRLEN, end)
    return end
  }

  #payload(type: number, body: Value, attributes: readonly Value[], at: number, end: number): void {
    const head = rtnetlink.message(type)?.head
    if (type === NLMSG_ERROR) this.#error(body, at, end)
    else if (type === NLMSG_DONE && body.kind === 'word') this.#number(body, at, 4)
    else if (body.kind === 'string') this.#leaf(undefined, body, at, at, end)
    else if (head === undefined || body.kind !== 'struct') this.#tell(at, end, body)
    else {
      this.#struct(head.layout, body, at)
      for (const one of attributes) this.#attributes(one, Math.min(end, at + align(head.size)), end)
    }
  }

  /** `{error=-ERANGE, msg={...}}`, and behind it the extended ACK. */
  #error(body: Value, at: number, end: number): void {
    const [error, extack] = body.kind === 'list' ? body.items : [body]
    const word = wordOf(field(error, 'error'))
    const number = numberOf(word) ?? -(errnoNumber(word.replace(/^-/, '')) ?? 0)
    this.#view.setInt32(at, Number(number), this.#little)
    const request = field(error, 'msg')
    const repeated = request === undefined ? at + 4 : this.#message(request, at + 4)
    // Of a request that is not repeated the length is told all the same.
    const isWhole = request?.kind === 'list'
    if (extack) this.#attributes(extack, isWhole ? align(repeated) : at + 4 + NLMSG_HDRLEN, end)
    if (!isWhole && this.bytes.length > end) this.#cut(end)
  }

  #cut(end: number): void {
    this.bytes = this.bytes.slice(0, end)
    this.#view = new DataView(this.bytes.buffer)
  }

  #struct(layout: StructTable, value: Struct, at: number): void {
    for (const [name, one] of value.fields) {
      const found: Field | undefined = layout.fields.find((line) => line.name === name)
      if (found) this.#leaf(found.codec, one, at + found.offset, at + found.offset, at + found.offset + found.size)
    }
  }

  /** One attribute, or a list of them; strace writes a single one without a list around. */
  #attributes(value: Value, at: number, end: number): void {
    const all = isAttributeHeader(value) ? [value] : value.kind !== 'list' ? [] : isAttributeHeader(value.items[0]) ? [value] : value.items
    for (const one of all) {
      const header = one.kind === 'list' ? one.items[0] : one
      if (!isAttributeHeader(header) || at + 4 > end) break
      const length = plainNumber(field(header, 'nla_len'))
      const { type, codec } = this.#type(wordOf(field(header, 'nla_type')))
      this.#view.setUint16(at, length, this.#little)
      this.#view.setUint16(at + 2, type, this.#little)
      const stop = Math.min(end, at + length)
      if (one.kind === 'list' && one.items[1]) this.#leaf(codec, one.items[1], at, at + 4, stop)
      at = align(at + Math.max(length, 4))
    }
  }

  #type(text: string): { readonly type: number; readonly codec?: AnyCodec } {
    let type = 0
    let codec: AnyCodec | undefined
    for (const word of text.split('|')) {
      if (word === 'NLA_F_NESTED') type |= NLA_F_NESTED
      else if (word === 'NLA_F_NET_BYTEORDER') type |= NLA_F_NET_BYTEORDER
      else {
        const line = attributeByName(word)
        codec = line?.codec
        type |= Number(numberOf(word) ?? line?.number ?? AF[word.replace(/^AF_/, '') as keyof typeof AF] ?? 0)
      }
    }
    return codec === undefined ? { type } : { type, codec }
  }

  /** A value at [at, end); `start` is what it is known by in a description: where its attribute begins. */
  #leaf(codec: AnyCodec | undefined, value: Value, start: number, at: number, end: number): void {
    const layout = (codec as { readonly layout?: StructTable } | undefined)?.layout
    if (holdsAttributes(value)) this.#attributes(value, at, end)
    else if (value.kind === 'struct' && layout !== undefined) this.#struct(layout, value, at)
    else if (!this.#put(this.#bytesOf(codec, value, end - at), at, end)) this.#tell(start, end, value)
  }

  #put(bytes: Uint8Array | undefined, at: number, end: number): boolean {
    if (bytes?.length !== end - at) return false
    this.bytes.set(bytes, at)
    return true
  }

  #number(value: Value, at: number, size: number): void {
    this.#put(this.#integer(numberOf(wordOf(value)) ?? 0, size), at, at + size)
  }

  #integer(number: number | bigint, size: number, little = this.#little): Uint8Array | undefined {
    if (size > 8 || size < 1) return undefined
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, BigInt(number)), little)
    return little ? bytes.slice(0, size) : bytes.slice(8 - size)
  }

  #bytesOf(codec: AnyCodec | undefined, value: Value, size: number): Uint8Array | undefined {
    // The zero at the end of a string is left out.
    if (value.kind === 'string') return value.bytes.length === size - 1 && !value.cut ? Uint8Array.of(...value.bytes, 0) : value.bytes
    if (value.kind === 'list') return this.#numbered(value.text, size)
    if (value.kind !== 'word') return undefined
    const text = withoutComment(value.text)
    const call = /^(\w+)\((.*)\)$/.exec(text)
    if (call) return this.#call(codec, call[1] ?? '', call[2] ?? '', size)
    const number = numberOf(text)
    if (number !== undefined) return this.#written(codec, Number(number), size) ?? this.#integer(number, size)
    const address = text.includes(':') ? (parseIpv6(text) ?? parseLinkAddress(text)) : parseIpv4(text)
    return address ?? this.#named(codec, text.split('|'), size)
  }

  /** An array whose places have names: `[[IPV4_DEVCONF_FORWARDING-1]=0, ...]`. */
  #numbered(text: string, size: number): Uint8Array | undefined {
    const numbers = [...text.matchAll(/\]=(-?(?:0x[0-9a-f]+|\d+))(?=[,\]])/gi)].map((match) => numberOf(match[1] ?? '') ?? 0)
    if (numbers.length * 4 !== size || size === 0) return undefined
    return Uint8Array.from(numbers.flatMap((number) => [...(this.#integer(number, 4) ?? [])]))
  }

  #call(codec: AnyCodec | undefined, name: string, inner: string, size: number): Uint8Array | undefined {
    // The address is quoted, and with -xx every character of it escaped.
    const argument = new Reader(inner, Math.max(0, inner.indexOf('"'))).value()
    const quoted = argument.kind === 'string' ? String.fromCharCode(...argument.bytes) : ''
    if (name === 'inet_addr') return parseIpv4(quoted)
    if (name === 'inet_pton') return parseIpv6(quoted) ?? parseIpv4(quoted)
    if (name !== 'htons' && name !== 'htonl') return undefined
    const number = numberOf(inner)
    return number === undefined ? this.#named(codec, [inner], size) : this.#integer(number, size, false)
  }

  #named(codec: AnyCodec | undefined, words: readonly string[], size: number): Uint8Array | undefined {
    const named = words.map((word) => {
      const number = numberOf(word)
      return number === undefined ? word : Number(number)
    })
    return (named.length === 1 ? this.#written(codec, named[0], size) : undefined) ?? this.#written(codec, named, size)
  }

  /** As the table writes it, if that is of the right size. */
  #written(codec: AnyCodec | undefined, value: unknown, size: number): Uint8Array | undefined {
    if (codec === undefined) return undefined
    const out = new Writer(64, this.#little)
    try {
      codec.write(out, value as never, scope(0, false, this.#little))
    } catch {
      return undefined
    }
    return out.length === size ? out.finish() : undefined
  }
}

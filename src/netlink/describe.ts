import { type AnyCodec, HOST_LITTLE_ENDIAN, type Part, type Scope, scope } from './codec.ts'
import { type Answer, codeOf, readAnswer } from './control.ts'
import { DecodeError } from './errors.ts'
import { ExtAckAttributes } from './extack.ts'
import { partsOf } from './locate.ts'
import {
  align,
  flagNames,
  messageEnd,
  NLM_F,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
  type RawMessage,
  rawMessage,
  viewOf,
} from './message.ts'

/** What a description needs of a protocol: names of its messages and their layouts. */
export interface Vocabulary {
  typeName(type: number): string | number
  codec(type: number): AnyCodec | undefined
}

/** Bytes shown of a long payload. */
const MOST_BYTES = 64

const hexOf = (view: DataView, at: number, end: number, most = MOST_BYTES): string => {
  let text = ''
  const shownEnd = end - at > most ? at + most : end
  for (let i = at; i < shownEnd; i++) text += view.getUint8(i).toString(16).padStart(2, '0')
  return shownEnd < end ? `${text}... (${end - at} bytes)` : text
}

const plain = (value: unknown, quoted: boolean): string => {
  if (typeof value === 'string') return quoted ? `'${value}'` : value
  if (value instanceof Uint8Array) return value.length === 0 ? 'empty' : hexOf(viewOf(value), 0, value.length)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((one) => plain(one, quoted)).join('|')
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
    if (entries.length === 0) return 'empty'
    return entries.map(([key, one]) => `${key} ${plain(one, quoted)}`).join(' ')
  }
  return String(value)
}

/** A value in words, or what is wrong with it and its bytes. */
const valueInWords = (codec: AnyCodec | undefined, view: DataView, at: number, end: number, of: Scope): string => {
  if (codec === undefined) return at === end ? 'unknown' : `unknown ${hexOf(view, at, end)}`
  try {
    return plain(codec.read(view, at, end, of), codec.type === 'string' || codec.type.startsWith('char['))
  } catch (error) {
    const reason = error instanceof DecodeError ? error.reason : String(error)
    return `broken: ${reason}${at === end ? '' : `; ${hexOf(view, at, end)}`}`
  }
}

const flagsInWords = (type: number, flags: number): string => flagNames(type, flags).join('|') || 'no flags'

const headerInWords = (words: Vocabulary, { type, flags, seq, pid }: RawMessage): string => {
  const name = words.typeName(type)
  return `${typeof name === 'number' ? `type ${name}` : `${name} (${type})`}, ${flagsInWords(type, flags)}, seq ${seq}, pid ${pid}`
}

const isZero = (view: DataView, at: number, end: number): boolean => {
  for (let i = at; i < end; i++) if (view.getUint8(i) !== 0) return false
  return true
}

/** `IFLA_MTU (4)`, `ifi_index`, `[0]`; `IFLA_? (99)` where the table has no name. */
const nameOf = ({ name, key, type, codec }: Part): string => {
  const known = name || (codec === undefined ? key.replace(/\d+$/, '?') : /^\d+$/.test(key) ? `[${key}]` : key)
  return type === undefined ? known : `${known} (${type})`
}

/** Collects the lines of a description: `offset length name (number) value`. */
class Page {
  readonly lines: string[] = []
  readonly view: DataView
  readonly littleEndian: boolean
  readonly words: Vocabulary

  constructor(words: Vocabulary, view: DataView, littleEndian: boolean) {
    this.words = words
    this.view = view
    this.littleEndian = littleEndian
  }

  line(at: number, end: number, depth: number, name: string, value: string): void {
    const left = `${String(at).padStart(6)} ${String(end - at).padStart(5)}  ${'  '.repeat(depth)}${name}`
    this.lines.push(value === '' ? left : `${left.padEnd(44)} ${value}`)
  }

  /** All parts of a container, and what of its bytes they leave out. */
  parts(parts: readonly Part[], end: number, depth: number, of: Scope): void {
    for (const part of parts) {
      const { family } = of
      const inner = depth < 32 ? partsOf(part.codec, this.view, part.at, part.end, of) : []
      const name = nameOf(part)
      if (inner.length > 0) {
        this.line(part.start, part.end, depth, name, '')
        this.parts(inner, part.end, depth + 1, of)
      } else this.line(part.start, part.end, depth, name, valueInWords(part.codec, this.view, part.at, part.end, of))
      of.family = family
    }
    const last = parts.at(-1)
    if (last === undefined) return
    const behind = Math.min(end, last.type === undefined ? last.end : align(last.end))
    // Zeros behind the last field are the struct's padding.
    if (behind < end && !(last.type === undefined && isZero(this.view, behind, end)))
      this.line(behind, end, depth, 'left over', `broken: no attribute; ${hexOf(this.view, behind, end)}`)
  }

  payload(codec: AnyCodec | undefined, at: number, end: number, depth: number, request: boolean): void {
    if (at >= end) return
    const of = scope(this.view.getUint8(at), request, this.littleEndian)
    const parts = partsOf(codec, this.view, at, end, of)
    if (parts.length > 0) this.parts(parts, end, depth, of)
    else this.line(at, end, depth, 'payload', hexOf(this.view, at, end, 1024))
  }

  message(raw: RawMessage): void {
    this.lines.push(`${headerInWords(this.words, raw)}, ${raw.end - raw.start} bytes`)
    if (raw.type === NLMSG_ERROR || raw.type === NLMSG_DONE) this.answer(raw)
    else this.payload(this.words.codec(raw.type), raw.at, raw.end, 0, (raw.flags & NLM_F.REQUEST) !== 0)
  }

  answer(raw: RawMessage): void {
    let answer: Answer
    try {
      answer = readAnswer(this.view, raw, this.littleEndian)
    } catch (error) {
      const reason = error instanceof DecodeError ? error.message : String(error)
      this.line(raw.at, raw.end, 0, 'payload', `broken: ${reason}; ${hexOf(this.view, raw.at, raw.end)}`)
      return
    }
    const { error, request, extackAt } = answer
    if (raw.at < raw.end) this.line(raw.at, raw.at + 4, 0, 'error', error === 0 ? '0' : `${error} (${codeOf(error)})`)
    if (request) {
      this.line(request.start, request.at, 0, 'request', headerInWords(this.words, request))
      this.payload(this.words.codec(request.type), request.at, request.end, 1, true)
    }
    const parts = partsOf(ExtAckAttributes as unknown as AnyCodec, this.view, extackAt, raw.end, scope(0, false, this.littleEndian))
    this.parts(parts, raw.end, 0, scope(0, false, this.littleEndian))
  }
}

/** Renders a datagram, or whatever the bytes are: a line for each header, field and attribute. Never throws. */
export function describeDatagram(words: Vocabulary, bytes: Uint8Array, littleEndian = HOST_LITTLE_ENDIAN): string {
  const page = new Page(words, viewOf(bytes), littleEndian)
  let at = 0
  try {
    for (;;) {
      const end = messageEnd(page.view, at, bytes.length, littleEndian)
      if (end < 0) {
        if (at < bytes.length) page.line(at, bytes.length, 0, 'zeros', 'ignored')
        break
      }
      page.message(rawMessage(page.view, at, end, littleEndian))
      at = align(end)
    }
  } catch (error) {
    page.lines.push(`broken: ${error instanceof Error ? error.message : String(error)}`)
    if (bytes.length - at >= NLMSG_HDRLEN) page.message(rawMessage(page.view, at, bytes.length, littleEndian))
    else page.line(at, bytes.length, 0, 'left over', hexOf(page.view, at, bytes.length))
  }
  return page.lines.length === 0 ? 'no message' : page.lines.join('\n')
}

/** How long a message in one line may get. */
const MOST_LINE = 240

/** Flags that say nothing of what is wished. */
const SILENT = new Set<string | number>(['request', 'ack', 'multi'])

/**
 * One message in one line: `RTM_NEWLINK create|excl ifname 'v0' linkinfo.kind vlan linkinfo.data.id 70`. Fields of the
 * header that are zero are left out. Never throws.
 */
export function describeLine(words: Vocabulary, bytes: Uint8Array, littleEndian = HOST_LITTLE_ENDIAN): string {
  if (bytes.length < NLMSG_HDRLEN) return `${bytes.length} bytes`
  const view = viewOf(bytes)
  const { type, flags, at } = rawMessage(view, 0, bytes.length, littleEndian)
  const request = (flags & NLM_F.REQUEST) !== 0
  const found: string[] = [
    String(words.typeName(type)),
    flagNames(type, flags)
      .filter((name) => !SILENT.has(name))
      .join('|'),
  ]
  const visit = (codec: AnyCodec | undefined, from: number, to: number, path: string, of: Scope): void => {
    for (const part of partsOf(codec, view, from, to, of)) {
      const { family } = of
      const key = `${path}${part.key}`
      if (of.depth < 32 && partsOf(part.codec, view, part.at, part.end, of).length > 0) {
        of.depth++
        visit(part.codec, part.at, part.end, `${key}.`, of)
        of.depth--
      } else if (part.type !== undefined || !isZero(view, part.at, part.end))
        found.push(`${key} ${valueInWords(part.codec, view, part.at, part.end, of)}`.trimEnd())
      of.family = family
    }
  }
  visit(words.codec(type), at, bytes.length, '', scope(bytes.length > at ? view.getUint8(at) : 0, request, littleEndian))
  const text = found.filter((one) => one !== '').join(' ')
  return text.length > MOST_LINE ? `${text.slice(0, MOST_LINE - 4)} ...` : text
}

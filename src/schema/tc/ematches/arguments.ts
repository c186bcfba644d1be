// What stands within the parentheses of each ematch in an expression (tc-ematch(8)).
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { TcfLayer } from './common.ts'
import type { EmatchInput } from './ematch.ts'
import { TcfMetaId } from './meta.ts'

/** A word, or what stood in quotes. */
export interface Argument {
  readonly word: string
  /** The bytes of a quoted word. */
  readonly bytes?: Uint8Array
}
type Operator = 'eq' | 'gt' | 'lt'
type Side = Extract<Extract<EmatchInput, { readonly kind: 'meta' }>['left'], object>

/** The arguments of one ematch, taken one after another. */
class Arguments {
  readonly #words: readonly Argument[]
  readonly #what: string
  #at = 0

  constructor(words: readonly Argument[], what: string) {
    this.#words = words
    this.#what = what
  }
  get done(): boolean {
    return this.#at >= this.#words.length
  }
  get peek(): Argument | undefined {
    return this.#words[this.#at]
  }
  wrong(wanted: string): never {
    const found = this.#words[this.#at]
    return wrongType(`${shown(this.#what)}: ${wanted} is wanted where ${found === undefined ? "')'" : `'${found.word}'`} stands`)
  }
  next(wanted: string): Argument {
    return this.#words[this.#at++] ?? this.wrong(wanted)
  }
  /** The next word, if it is one of these. */
  take<W extends string>(...words: readonly W[]): W | undefined {
    const { word, bytes } = this.peek ?? {}
    if (bytes !== undefined || !words.includes(word as W)) return undefined
    this.#at++
    return word as W
  }
  oneOf<W extends string>(...words: readonly W[]): W {
    return this.take(...words) ?? this.wrong(words.map((word) => `'${word}'`).join(' or '))
  }
  number(most = 0xffffffff): number {
    const { word } = this.next('a number')
    const number = numberOf(word)
    if (number === undefined) return wrongType(`${shown(this.#what)}: '${word}' is not a number`)
    return number <= most ? number : outOfRange(`${shown(this.#what)}: ${word} is not within 0 .. ${most}`)
  }
  /** A layer by name or number. */
  layer(): number {
    const { word } = this.next('a layer')
    return numberOf(word) ?? TcfLayer.number(word as 'link')
  }
  end<T>(value: T): T {
    return this.done ? value : this.wrong("')'")
  }
}

/** As strtoul(3) reads it: hexadecimal with 0x, octal with 0. */
function numberOf(word: string): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(word)) return Number(word)
  if (/^0[0-7]+$/.test(word)) return Number.parseInt(word, 8)
  return /^\d+$/.test(word) ? Number(word) : undefined
}

function cmp(from: Arguments) {
  const align = from.oneOf('u8', 'u16', 'u32')
  let [off, layer, mask, val]: (number | undefined)[] = []
  let [opnd, trans]: [Operator?, boolean?] = []
  while (!from.done) {
    const word = from.oneOf('at', 'layer', 'mask', 'trans', 'eq', 'gt', 'lt')
    if (word === 'trans') trans = true
    else if (word === 'at') off = from.number(0xffff)
    else if (word === 'layer') layer = from.layer()
    else if (word === 'mask') mask = from.number()
    else [opnd, val] = [word, from.number()]
  }
  if (off === undefined) return from.wrong("'at'")
  if (opnd === undefined) return from.wrong("'eq', 'gt' or 'lt'")
  return { kind: 'cmp', align, off, layer, mask, opnd, val, flags: trans && (['trans'] as const) } as const
}

function nbyte(from: Arguments) {
  const { word, bytes: needle = word } = from.next('a needle')
  let [off, layer]: (number | undefined)[] = []
  while (!from.done) {
    if (from.oneOf('at', 'layer') === 'at') off = from.number(0xffff)
    else layer = from.layer()
  }
  return off === undefined ? from.wrong("'at'") : ({ kind: 'nbyte', needle, off, layer } as const)
}

/** Value and mask are of 8, 16 or 32 bits, which are shifted to their place in the 32 bits that the kernel looks at. */
function u32(from: Arguments) {
  const width = Number(from.oneOf('u8', 'u16', 'u32').slice(1))
  const most = 2 ** width - 1
  const [key, mask] = [from.number(most), from.number(most)]
  from.oneOf('at')
  const { word } = from.next('an offset')
  const next = /^nexthdr\+(.*)$/.exec(word)
  const at = next === null ? numberOf(word) : next[1] === '' ? from.number(0x7fffffff) : numberOf(next[1] as string)
  if (at === undefined) return wrongType(`'${word}' is not an offset (12, 'nexthdr+4')`)
  if (at % (width / 8) !== 0) return wrongType(`'${word}' is not an offset of ${width} bits, a multiple of ${width / 8}`)
  const shift = 32 - width - (at & 3) * 8
  const value = (number: number): number => (number << shift) >>> 0
  return from.end({ kind: 'u32', val: value(key & mask), mask: value(mask), off: at - (at & 3), offmask: next === null ? 0 : -1 } as const)
}

/** tc(8) writes a mask of zero where none is said. */
function side(from: Arguments): Side {
  const { word, bytes } = from.next('an id or a value')
  if (bytes !== undefined) return { type: 'var', value: bytes }
  const number = numberOf(word)
  if (number !== undefined) return { value: number }
  const id = TcfMetaId.name(TcfMetaId.number(word as 'dev'))
  let [shift, mask]: (number | undefined)[] = []
  for (let option = from.take('shift', 'mask'); option !== undefined; option = from.take('shift', 'mask')) {
    if (option === 'shift') shift = from.number(0xff)
    else mask = from.number()
  }
  return { id, shift, mask }
}

function meta(from: Arguments) {
  const left = side(from)
  const op = from.oneOf('eq', 'gt', 'lt')
  const right = from.end(side(from))
  // Bytes have no mask; numbers have one always.
  const isText = left.type === 'var' || right.type === 'var'
  const whole = (one: Side): Side => (isText || one.id === undefined ? one : { ...one, mask: one.mask ?? 0 })
  return { kind: 'meta', left: whole(left), op, right: whole(right) } as const
}

function canid(from: Arguments) {
  const rules: string[] = []
  do rules.push(`${from.oneOf('sff', 'eff')} ${from.next('an id').word}`)
  while (!from.done)
  return { kind: 'canid', rules } as const
}

/** tc(8) takes the set's name; its number is what the kernel knows it by. */
function ipset(from: Arguments) {
  const index = from.number(0xffff)
  return from.end({ kind: 'ipset', index, directions: from.next("directions ('src,dst')").word } as const)
}

type Reader = (words: readonly Argument[], what: string) => EmatchInput
const reader =
  (read: (from: Arguments) => EmatchInput): Reader =>
  (words, what) =>
    read(new Arguments(words, what))

/** Ematches that an expression may have. The others' data are not written by people. */
export const argumentReaders: Readonly<Record<string, Reader>> = {
  cmp: reader(cmp),
  nbyte: reader(nbyte),
  u32: reader(u32),
  meta: reader(meta),
  canid: reader(canid),
  ipset: reader(ipset),
}

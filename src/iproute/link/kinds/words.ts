// The words of `ip link ... type KIND` over the keys of a kind's table: one word is one line of its kind's file, and
// types, checks and the way into the message all come from that line.

import { type Fields, type Links, reading } from '../../words/input.ts'
import { familyOf, INET6 } from '../../words/input-prefix.ts'
import type { LinkReference } from '../../words/input-types.ts'
import { numberOf } from '../../words/names.ts'

/** A word of people. `put` writes what it says into the draft, in keys of the table. */
export interface Word<In> {
  put(draft: Draft, value: unknown, word: string): void
  /** What it takes; only for the compiler. */
  readonly takes?: In
}
export type Words = Readonly<Record<string, Word<unknown>>>
/** The options that words make. */
export type WordOptions<W> = { readonly [K in keyof W]?: (W[K] extends Word<infer In> ? In : never) | undefined }

/** Everything people say of one kind. */
export interface KindWords {
  readonly words: Words
  /** What `ip link` adds: `draft.making` tells a new link from one that is changed. */
  readonly finish?: (draft: Draft) => void
  /**
   * The kernel takes what a change leaves out for nothing, and not for unchanged (ip_tunnel_changelink and its kin):
   * the present data are sent along, as iproute2 does.
   */
  readonly whole?: boolean
}

/** On or off, as people and kernels write it. */
export type Switch = boolean | 0 | 1 | 'on' | 'off'

/** The flags of a set of bits, as far as words need them. */
interface Bits {
  bits(value: never): number
}

/** The data of a kind in the making. */
export class Draft {
  readonly fields: Fields = {}
  /** A link that is being made, and neither changed nor looked for. */
  readonly making: boolean
  readonly #links: Links
  /** The present data of the link, of kinds whose changes must be whole. */
  readonly #present: Fields

  constructor(given: Fields, links: Links, making: boolean, present: Fields = {}) {
    this.fields = given
    this.making = making
    this.#links = links
    this.#present = present
  }

  /** What is said of a key so far, or is so at present. */
  get(key: string): unknown {
    return this.fields[key] ?? this.#present[key]
  }

  set(key: string, value: unknown, word: string): void {
    if (this.fields[key] !== undefined) throw new TypeError(`link: '${word}' says again what another option says ('${key}')`)
    this.fields[key] = value
  }

  /** The index of a link, or its name, which is looked up. */
  link(key: string, value: unknown, word: string): void {
    this.set(key, 0, word)
    this.#links.put(`link: ${word}`, value, (index) => {
      this.fields[key] = index
    })
  }

  /** Switches bits of a set of flags on or off and leaves the others: those said before, else the present ones. */
  bits(key: string, flags: Bits, bits: number, on: boolean, initial = 0): void {
    const now = reading(`data.${key}`, () => flags.bits((this.get(key) ?? initial) as never))
    this.fields[key] = (on ? now | bits : now & ~bits) >>> 0
  }

  /** The same where the flags stand beside a mask of those that are meant. */
  masked(key: string, flags: Bits, bits: number, on: boolean): void {
    const given = (this.fields[key] ?? {}) as { readonly flags?: never; readonly mask?: never }
    const read = (value: unknown) => reading(`data.${key}`, () => flags.bits((value ?? 0) as never))
    const now = read(given.flags)
    this.fields[key] = { flags: (on ? now | bits : now & ~bits) >>> 0, mask: (read(given.mask) | bits) >>> 0 }
  }

  /** One member of a struct or a nest, beside those that are there. */
  member(key: string, member: string, value: unknown, word: string): void {
    const given = (this.fields[key] ?? {}) as Fields
    if (given[member] !== undefined) throw new TypeError(`link: '${word}' says again what '${key}.${member}' says`)
    this.fields[key] = { ...given, [member]: value }
  }
}

/** `true` or `false` of a switch. */
export function isOn(value: unknown, word: string): boolean {
  if (value === true || value === 1 || value === 'on') return true
  if (value === false || value === 0 || value === 'off') return false
  throw new TypeError(`link: ${word}: true or false is wanted, not ${typeof value === 'string' ? `'${value}'` : String(value)}`)
}

/** The word stands for a key of the table, with the same value. */
export const same = <In>(key: string): Word<In> => ({ put: (draft, value, word) => draft.set(key, value, word) })

/** The word stands for a key, with a value made by `make`. */
export const made = <In>(key: string, make: (value: unknown, word: string) => unknown): Word<In> => ({
  put: (draft, value, word) => draft.set(key, make(value, word), word),
})

/** A switch that the kernel keeps as 0 or 1; other numbers are left to the kernel. */
export const onOff = (key: string): Word<Switch | number> => ({
  put: (draft, value, word) => draft.set(key, typeof value === 'number' ? value : Number(isOn(value, word)), word),
})

/** A switch that is an attribute without a value. */
export const present = (key: string): Word<Switch> => ({ put: (draft, value, word) => draft.set(key, isOn(value, word), word) })

/** A switch with the opposite word that `ip` has for it: `learning` and `nolearning`. */
export function negatable<const W extends string>(word: W, positive: Word<unknown>): { readonly [K in W | `no${W}`]: Word<Switch> } {
  const negative: Word<Switch> = { put: (draft, value, given) => positive.put(draft, !isOn(value, given), given) }
  return { [word]: positive, [`no${word}`]: negative } as never
}

/** A switch that is a bit of a set of flags. */
export const bit = <F extends Bits>(key: string, flags: F, bits: Parameters<F['bits']>[0], initial?: number): Word<Switch> => ({
  put: (draft, value, word) => draft.bits(key, flags, flags.bits(bits as never), isOn(value, word), initial),
})

/** A switch that is a bit of flags with a mask. */
export const maskedBit = <F extends Bits>(key: string, flags: F, bits: Parameters<F['bits']>[0]): Word<Switch> => ({
  put: (draft, value, word) => draft.masked(key, flags, flags.bits(bits as never), isOn(value, word)),
})

/** A link by its index or its name; `null` is none. */
export const link = (key: string): Word<LinkReference | null> => ({ put: (draft, value, word) => draft.link(key, value, word) })

/** The device below, `dev` of `ip`; that word means the link itself where it does not stand in `data`. */
export const below = { link: link('link'), dev: link('link') } as const

/** One word for addresses of both families, where the kernel has two attributes. */
export const either = (key: string, key6: string): Word<string> => ({
  put: (draft, value, word) => {
    const other = typeof value === 'string' && familyOf(value) === INET6 ? key6 : key
    if (other !== key && draft.fields[key] !== undefined) throw new TypeError(`link: '${word}' says again what '${key}' says`)
    draft.set(other, value, word)
  },
})

/** A word out of a few, each with its number; the number itself is taken too. */
export const oneOf = <const N extends Readonly<Record<string, number>>>(key: string, names: N): Word<(keyof N & string) | number> =>
  made(key, (value, word) => {
    if (typeof value === 'number') return value
    const found = typeof value === 'string' && Object.hasOwn(names, value.toLowerCase()) ? names[value.toLowerCase()] : undefined
    if (found !== undefined) return found
    throw new TypeError(`link: ${word}: '${String(value)}' is not one of ${Object.keys(names).join(', ')}`)
  })

/** Ethernet protocols of VLANs (linux/if_ether.h) by the words of `ip`. */
export const vlanProtocol = (key: string): Word<number | string> => {
  const known: Readonly<Record<string, number>> = { '802.1q': 0x8100, '802.1ad': 0x88a8 }
  return made(key, (value) => (typeof value === 'string' ? (known[value.toLowerCase()] ?? Number(value)) : value))
}

/**
 * TOS of the outer packet: a number, a name out of rt_dsfield, `inherit` for that of the packet inside, `inherit/NAME`
 * where packets inside that have none get one.
 */
export const tosNumber = (value: unknown): number => {
  const inherits = typeof value === 'string' && /^inherit(?:\/(.+))?$/.exec(value)
  if (inherits) return 1 | (inherits[1] === undefined ? 0 : numberOf('rt_dsfield', inherits[1]))
  return numberOf('rt_dsfield', value)
}
export const tos = (key: string): Word<number | string> => made(key, tosNumber)

/** A range of ports: `'1000-2000'`, two numbers, or `{ low, high }`. */
export const portRange = (key: string): Word<string | readonly [number, number] | { readonly low: number; readonly high: number }> =>
  made(key, (value, word) => {
    const text = typeof value === 'string' ? /^(\d+)[-:\s]\s*(\d+)$/.exec(value)?.slice(1).map(Number) : undefined
    const [low, high] = text ?? (Array.isArray(value) ? (value as number[]) : [])
    if (low !== undefined && high !== undefined) return { low, high }
    if (typeof value === 'object' && value !== null && 'low' in value) return value
    throw new TypeError(`link: ${word}: a range of ports is wanted ('1000-2000', [1000, 2000])`)
  })

/** Addresses as a list, or as text with commas between them. */
export const list = (key: string): Word<string | readonly string[]> =>
  made(key, (value) => (typeof value === 'string' ? value.split(',').filter((one) => one !== '') : value))

/** Turns people's words in `given` into keys of the table. */
export function spoken(kind: KindWords, given: Fields, links: Links, making: boolean, current?: Fields): Fields {
  const draft = new Draft({}, links, making, current)
  const words: [string, unknown][] = []
  for (const [key, value] of Object.entries(given)) {
    if (Object.hasOwn(kind.words, key)) words.push([key, value])
    else draft.fields[key] = value
  }
  for (const [word, value] of words) kind.words[word]?.put(draft, value, word)
  kind.finish?.(draft)
  return draft.fields
}

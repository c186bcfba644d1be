// Rates of token buckets: struct tc_ratespec and the 64-bit rate that came later beside it (linux/pkt_sched.h).

import type { Encodable } from '../../netlink/codec.ts'
import { enumeration } from '../../netlink/enums.ts'
import { outOfRange, shown, wrongType } from '../../netlink/errors.ts'
import { s16, u8, u16 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'
import { bitsPerSecond, byteCount, type Quantity, rate32 } from './units.ts'
import { within } from './within.ts'

/** What packets are wrapped in: cells of ATM have 53 bytes for 48 of data. `adsl` means the same as `atm`. */
export const LinkLayer = enumeration('TC_LINKLAYER_', { unaware: 0, ethernet: 1, atm: 2 }, { adsl: 2 })

/** Its names as input. */
export type LinkLayerInput = Parameters<typeof LinkLayer.number>[0] | 'adsl'

/** A rate, and how the size of a packet is reckoned for it. */
export class Ratespec extends struct('tc_ratespec', {
  cellLog: u8, // entries of the rate table are 2^cellLog bytes apart
  linklayer: LinkLayer.u8,
  overhead: u16, // bytes added to each packet
  cellAlign: s16, // -1 where entry n of the table is for (n + 1) << cellLog bytes
  mpu: u16, // no packet counts for less bytes
  rate: rate32, // bit/s; 0xffffffff bytes/s where a 64-bit attribute has the true one
}) {}
/** What a {@link Ratespec} is written from. */
export type RatespecInput = Encodable<typeof Ratespec>

/** Words at the top of the options that say a ratespec besides its rate. */
export interface RatespecWords {
  readonly overhead?: number
  readonly mpu?: number
  readonly linklayer?: Ratespec['linklayer']
  readonly cellLog?: number
  readonly cellAlign?: number
}
/** The same as input. */
export interface RatespecWordsInput {
  readonly overhead?: Quantity | undefined
  readonly mpu?: Quantity | undefined
  readonly linklayer?: LinkLayerInput | undefined
  readonly cellLog?: number | undefined
  readonly cellAlign?: number | undefined
}

/** Words of the options that hold a struct of which `word` was given besides. */
export function refuseBoth(struct: unknown, word: string): void {
  if (struct !== undefined) wrongType(`'${word}' is given, and fields of it beside it`)
}

/** What a view's input holds besides its words: keys and names of the layout, to be handed on as they are. */
export function handedOn<Input extends object>(values: Input, words: ReadonlySet<string>): Input {
  const others: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) if (!words.has(key)) others[key] = value
  return others as Input
}

/** A whole number of bytes, packets or the like; text with a unit of bytes too. */
export function whole(word: string, value: unknown, low: number, high: number): number {
  const number = within(word, () => byteCount(value))
  return number >= low && number <= high ? number : within(word, () => outOfRange(`${shown(value)} is not within ${low} .. ${high}`))
}

/** The greatest rate of a {@link Ratespec}, in bit/s; greater ones stand in an attribute of their own. */
export const RATE_CAP = 0xffffffff * 8

/**
 * The one rate that a ratespec and its 64-bit companion say together, bit/s. Undefined where they say two: then the
 * companion is kept under its own key.
 */
export function joinedRate(rate: number, wide: number | bigint | undefined): number | bigint | undefined {
  if (wide === undefined) return rate
  return rate === RATE_CAP && wide > RATE_CAP ? wide : undefined
}

/**
 * The way back: the rate of the ratespec, and the companion if there must be one. `wide` is what the caller gave of
 * the companion itself, if anything: then both are as given.
 */
export function splitRate(word: string, value: Quantity, wide?: Quantity): SplitRate {
  const given = typeof value === 'bigint' ? value : within(word, () => bitsPerSecond(value))
  if (given < 0) within(word, () => outOfRange(`${shown(value)} is less than 0`))
  // Whole bytes per second: what the kernel counts in.
  const bits = typeof given === 'bigint' ? (given / 8n) * 8n : Math.floor(given / 8) * 8
  if (wide !== undefined) return { bits, rate: Number(bits), wide }
  return bits <= RATE_CAP ? { bits, rate: Number(bits) } : { bits, rate: RATE_CAP, wide: bits }
}
/** The two fields, in bit/s, and the rate that was meant. */
export interface SplitRate {
  readonly bits: number | bigint
  readonly rate: number
  readonly wide?: Quantity
}

/** The words of a second rate, as `ceil` and `ceilOverhead`. */
export interface SecondWords {
  readonly overhead: string
  readonly mpu: string
  readonly linklayer: string
  readonly cellLog: string
  readonly cellAlign: string
}
/** `secondWords('peak')` has `peakOverhead` and so on. */
export const secondWords = (prefix: string): SecondWords => ({
  overhead: `${prefix}Overhead`,
  mpu: `${prefix}Mpu`,
  linklayer: `${prefix}Linklayer`,
  cellLog: `${prefix}CellLog`,
  cellAlign: `${prefix}CellAlign`,
})

const FIELDS = ['overhead', 'mpu', 'linklayer', 'cellLog', 'cellAlign'] as const
const NOTHING: RatespecInput = Object.freeze({ cellLog: 0, linklayer: 'unaware', overhead: 0, cellAlign: 0, mpu: 0 })

/** The words of the first ratespec of some options; those of tables only if they say something. */
export function readSpec({ overhead, mpu, linklayer, cellLog, cellAlign }: Ratespec): RatespecWords {
  const words = { overhead, mpu, linklayer }
  return cellLog === 0 && cellAlign === 0 ? words : { ...words, cellLog, cellAlign }
}

/** Puts words of the second ratespec into `to` where it is not as the first, or, without a rate, not empty. */
export function readSecondSpec(to: Record<string, unknown>, spec: Ratespec, first: Ratespec, words: SecondWords): void {
  const like = spec.rate === 0 ? NOTHING : first
  for (const field of FIELDS) if (spec[field] !== like[field]) to[words[field]] = spec[field]
}

/** The first ratespec of the words; without a word all is 0. */
export function writeSpec(words: RatespecWordsInput, rate: number): RatespecInput {
  const { overhead = 0, mpu = 0, linklayer = 0, cellLog = 0, cellAlign = 0 } = words
  return {
    rate,
    overhead: whole('overhead', overhead, 0, 0xffff),
    mpu: whole('mpu', mpu, 0, 0xffff),
    linklayer: LinkLayer.name(within('linklayer', () => LinkLayer.number(linklayer as 'atm'))),
    cellLog: whole('cellLog', cellLog, 0, 0xff),
    cellAlign: whole('cellAlign', cellAlign, -0x8000, 0x7fff),
  }
}

/** The second one: what is not said is as in the first, or, without a rate, 0. */
export function writeSecondSpec(
  values: Readonly<Record<string, unknown>>,
  rate: number,
  first: RatespecInput,
  words: SecondWords,
): RatespecInput {
  const like = rate === 0 ? NOTHING : first
  const given = FIELDS.map((field) => [field, values[words[field]] ?? like[field]] as const)
  return writeSpec(Object.fromEntries(given) as RatespecWordsInput, rate)
}

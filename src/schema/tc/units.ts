// Quantities as people write them and as the kernel keeps them. A number without a unit means what it means to tc(8);
// reading gives a number that, written again, is the same bytes.
import type { Codec } from '../../netlink/codec.ts'
import { outOfRange, shown, wrongType } from '../../netlink/errors.ts'
import { nearest } from '../../netlink/names.ts'
import { s32, s64, u32, u64 } from '../../netlink/scalars.ts'

/** A quantity as input: a number in the base unit, or text with a unit (`'256kbit'`, `'50ms'`, `'32k'`, `'10%'`). */
export type Quantity = number | bigint | string

type Units = Readonly<Record<string, number>>

const prefixed = (unit: string, base: number): Units => ({
  [unit]: base,
  ...{ [`k${unit}`]: base * 1e3, [`m${unit}`]: base * 1e6, [`g${unit}`]: base * 1e9, [`t${unit}`]: base * 1e12 },
  ...{ [`ki${unit}`]: base * 2 ** 10, [`mi${unit}`]: base * 2 ** 20, [`gi${unit}`]: base * 2 ** 30, [`ti${unit}`]: base * 2 ** 40 },
})
/** Bits per second; `bps` are bytes. */
const RATES: Units = { ...prefixed('bit', 1), ...prefixed('bps', 8), ...{ k: 1e3, m: 1e6, g: 1e9, t: 1e12 } }
/** Bytes; `k` is 1024 here, and a `kbit` 128 bytes. */
const SIZES: Units = {
  ...{ b: 1, k: 2 ** 10, kb: 2 ** 10, m: 2 ** 20, mb: 2 ** 20, g: 2 ** 30, gb: 2 ** 30 },
  ...{ kbit: 2 ** 7, mbit: 2 ** 17, gbit: 2 ** 27 },
}
/** Nanoseconds. */
const TIMES: Units = {
  ...{ s: 1e9, sec: 1e9, secs: 1e9, ms: 1e6, msec: 1e6, msecs: 1e6 },
  ...{ us: 1e3, usec: 1e3, usecs: 1e3, ns: 1, nsec: 1, nsecs: 1 },
}

function quantity(value: unknown, what: string, units: Units, bare: number, example: string): number {
  if (typeof value === 'number' || typeof value === 'bigint') {
    const number = Number(value)
    return Number.isNaN(number) ? outOfRange(`NaN is not ${what}`) : number * bare
  }
  if (typeof value !== 'string') return wrongType(`${what} is wanted (${example}), not ${shown(value)}`)
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(value)
  if (!match) return wrongType(`${shown(value)} is not ${what} (${example})`)
  const unit = (match[2] as string).toLowerCase()
  const factor = unit === '' ? bare : Object.hasOwn(units, unit) ? units[unit] : undefined
  if (factor !== undefined) return Number(match[1]) * factor
  const guess = nearest(unit, Object.keys(units))
  return wrongType(`${shown(value)} is not ${what}: '${match[2]}' is no unit${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
}

/** Bits per second: `'256kbit'` is 256000, `'1mbps'` 8000000, as tc(8) has it. Throws an InputFault. */
export const bitsPerSecond = (value: unknown): number => quantity(value, 'a rate', RATES, 1, "'256kbit'")
/** Bytes: `'32k'` is 32768, `'1mbit'` 131072. Throws an InputFault. */
export const byteCount = (value: unknown): number => Math.floor(quantity(value, 'a size', SIZES, 1, "'32k'"))
/** Nanoseconds of a time whose bare number counts `unit` nanoseconds. Throws an InputFault. */
export const nanosecondsOf = (value: unknown, unit: number): number => quantity(value, 'a time', TIMES, unit, "'50ms'")
/** Percent: `'10%'`, `'10'` and 10 are the same. Throws an InputFault. */
export function percentOf(value: unknown): number {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value.replace(/\s*%$/, '')) : Number.NaN
  if (typeof value === 'string' && value.trim() === '') return wrongType("'' is not a percentage ('10%')")
  if (Number.isNaN(number)) return wrongType(`a percentage ('10%') is wanted, not ${shown(value)}`)
  return number >= 0 && number <= 100 ? number : outOfRange(`${shown(value)} is not within 0 .. 100 %`)
}

/** A 64-bit number as a number where that is exact. */
export const narrowed = (value: bigint): number | bigint =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= -BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value

/** The number with the fewest digits that `encode` turns into `wire` again. */
export function shortest(value: number, encode: (value: number) => number, wire: number): number {
  // Nearly all values are zero or whole.
  if (Number.isInteger(value) && encode(value) === wire) return value
  for (let digits = 1; digits < 17; digits++) {
    const short = Number(value.toPrecision(digits))
    if (encode(short) === wire) return short
  }
  return value
}

function scaled<Wire extends number>(
  base: Codec<Wire, number>,
  fromWire: (wire: number) => number,
  toWire: (value: unknown) => number,
): Codec<number, Quantity> {
  return {
    type: base.type,
    ...(base.size === undefined ? {} : { size: base.size }),
    read: (view, at, end, scope) => fromWire(base.read(view, at, end, scope)),
    write: (out, value, scope) => base.write(out, toWire(value), scope),
    inline: (at, bind) => `${bind(fromWire)}(${base.inline?.(at, bind) ?? ''})`,
    inlineStore: (at, value, bind) => base.inlineStore?.(at, `${bind(toWire)}(${value})`, bind) ?? '',
    toNumber: toWire,
  }
}

/** Bytes per second on the wire, bits per second here. */
const rate = (base: Codec<number, number | boolean>) =>
  scaled(
    base,
    (wire) => wire * 8,
    (value) => Math.floor(bitsPerSecond(value) / 8),
  )
/** A rate of 32 bits: bytes per second on the wire, bits per second here, `'256kbit'` as input. */
export const rate32 = rate(u32)
/** A rate of 64 bits, as {@link rate32}; a bigint above 2^53. */
export const rate64: Codec<number | bigint, Quantity> = {
  type: 'u64',
  size: 8,
  read: (view, at, end, scope) => narrowed(u64.read(view, at, end, scope) * 8n),
  write: (out, value, scope) => u64.write(out, wideBytes(value), scope),
}
const wideBytes = (value: Quantity): bigint => (typeof value === 'bigint' ? value / 8n : BigInt(Math.floor(bitsPerSecond(value) / 8)))

/** A number of bytes; `'32k'` as input. */
export const size32 = scaled(u32, (wire) => wire, byteCount)

const time = (base: Codec<number, number | boolean>, nanoseconds: number, bare: number) => {
  const toWire = (value: unknown): number => Math.round(nanosecondsOf(value, bare) / nanoseconds)
  return scaled(base, (wire) => shortest((wire * nanoseconds) / bare, toWire, wire), toWire)
}
/** Microseconds, as u32; `'50ms'` as input. */
export const microseconds32 = time(u32, 1e3, 1e3)
/** Milliseconds on the wire, microseconds here. */
export const milliseconds32 = time(u32, 1e6, 1e3)
/** Seconds; `'10s'` as input. */
export const seconds32 = time(u32, 1e9, 1e9)
/** Seconds that may be negative. */
export const secondsSigned32 = time(s32, 1e9, 1e9)
/** Nanoseconds on the wire and here, as u32. */
export const nanoseconds32 = time(u32, 1, 1)

const wideTime = (base: Codec<bigint, bigint | number>): Codec<number | bigint, Quantity> => ({
  type: base.type,
  size: 8,
  read: (view, at, end, scope) => narrowed(base.read(view, at, end, scope)),
  write: (out, value, scope) => base.write(out, typeof value === 'bigint' ? value : BigInt(Math.round(nanosecondsOf(value, 1))), scope),
})
/** Nanoseconds of 64 bits; a bigint above 2^53. */
export const nanoseconds64 = wideTime(u64)
export const nanosecondsSigned64 = wideTime(s64)

/** Ticks of the packet scheduler's clock in a microsecond: one is 64 ns (PSCHED_SHIFT, net/pkt_sched.h; /proc/net/psched tells the same). */
const TICKS = 15.625
/** Whole ticks of a time in microseconds, cut off as tc(8) does; fractions of a microsecond may have lost their last digit. */
export const ticksOf = (microseconds: number): number => Math.floor(microseconds * TICKS + (Number.isInteger(microseconds) ? 0 : 1e-6))
/** Ticks of the packet scheduler's clock on the wire, microseconds here. */
export const ticks32: Codec<number, Quantity> = (() => {
  const toWire = (value: unknown): number => ticksOf(nanosecondsOf(value, 1e3) / 1e3)
  return scaled(u32, (wire) => shortest(wire / TICKS, toWire, wire), toWire)
})()

/**
 * Ticks that `size` bytes take at `rate` bits per second. Of a whole number of bytes tc(8) takes whole microseconds only:
 * so does this, so that the same wish is the same request. Fractions are for ticks that no whole number gives.
 */
export function transmitTicks(rate: number, size: number): number {
  const microseconds = 1e6 * (size / (rate / 8))
  return Math.floor((Number.isInteger(size) ? Math.floor(microseconds) : microseconds) * TICKS)
}
/**
 * The bytes that `ticks` suffice for at `rate` bits per second: the least number that {@link transmitTicks} turns into
 * them. A caller must look whether it does: at a rate of 0 no number can.
 */
export function transmitSize(rate: number, ticks: number): number {
  if (rate === 0) return 0
  const least = (Math.ceil(ticks / TICKS) / 1e6) * (rate / 8)
  for (const whole of [Math.round(least), Math.ceil(least)]) if (transmitTicks(rate, whole) === ticks) return whole
  // No whole number of bytes gives these ticks: the least half that does, or else something shortly said.
  const width = rate / 8 / 1e6 / TICKS
  const half = Math.round(ticks * width) + 0.5
  if (transmitTicks(rate, half) === ticks) return half
  const middle = (ticks + 0.5) * width
  return shortest(Number.isInteger(middle) ? middle + width / 4 : middle, (size) => transmitTicks(rate, size), ticks)
}

/** The nearest whole number, the even one of two: rint() of C, by which tc(8) turns 30 % into 0x4ccccccc. */
function roundHalfEven(value: number): number {
  const up = Math.round(value)
  return up - value === 0.5 && up % 2 !== 0 ? up - 1 : up
}
/** A share of 2^32 - 1 on the wire, percent here; `'10%'` as input. */
export const percent32: Codec<number, Quantity> = (() => {
  const toWire = (value: unknown): number => roundHalfEven((percentOf(value) / 100) * 0xffffffff)
  return scaled(u32, (wire) => shortest((wire / 0xffffffff) * 100, toWire, wire), toWire)
})()

// Sizes of token buckets: bytes for people, ticks of sending at a rate for the kernel.
import { outOfRange, shown } from '../../netlink/errors.ts'
import { byteCount, type Quantity, transmitSize, transmitTicks } from './units.ts'
import { within } from './within.ts'

/** A size that may have a fraction, which ticks of a rate may need. Text is whole bytes, as tc(8) reads it. */
export function burstSize(word: string, value: Quantity): number {
  const size = typeof value === 'number' ? value : within(word, () => byteCount(value))
  return size >= 0 ? size : within(word, () => outOfRange(`${shown(value)} is not a size`))
}

/** The bytes that go in `ticks` at a rate; undefined where no number of bytes says just that: at a rate of 0. */
export function readBurst(ticks: number, rate: number | bigint): number | undefined {
  const size = transmitSize(Number(rate), ticks)
  return transmitTicks(Number(rate), size) === ticks ? size : undefined
}

/** The way back. */
export function writeBurst(word: string, value: Quantity, rate: number | bigint, rateWord: string): number {
  const size = burstSize(word, value)
  if (Number(rate) === 0) return within(word, () => outOfRange(`'${rateWord}' is missing, which says how long that takes`))
  const ticks = transmitTicks(Number(rate), size)
  return ticks <= 0xffffffff ? ticks : within(word, () => outOfRange(`${shown(value)} takes longer than the kernel can say at this rate`))
}

/** What the kernel makes of a rate, to divide by it: factor and shift of psched_ratecfg_precompute (net/sched/sch_generic.c). */
function multiplier(bytesPerSecond: bigint): { readonly factor: bigint; readonly shift: bigint } {
  let dividend = 1_000_000_000n
  for (let shift = 0n; ; shift++, dividend <<= 1n) {
    const factor = dividend / bytesPerSecond
    if (factor >> 31n !== 0n || dividend >> 63n !== 0n) return { factor, shift }
  }
}

/** How the kernel reckons sizes, besides the rate. */
export interface Reckoning {
  readonly rate: number | bigint
  readonly overhead: number
  readonly mpu: number
  readonly atm: boolean
}

/** The ticks the kernel tells of a bucket that was given to it in bytes (psched_l2t_ns, include/net/sch_generic.h). */
export function kernelTicks({ rate, overhead, mpu, atm }: Reckoning, size: number): number {
  const { factor, shift } = multiplier(BigInt(rate) / 8n)
  const counted = Math.max(size + overhead, mpu)
  const line = BigInt(atm ? Math.ceil(counted / 48) * 53 : counted)
  return Number(((line * factor) >> shift) >> 6n)
}

/** The bytes of a bucket that the kernel tells so many ticks of; undefined where it was not given in bytes. */
export function kernelSize(reckoning: Reckoning, ticks: number): number | undefined {
  const { rate, overhead, atm } = reckoning
  if (Number(rate) < 8) return undefined
  // In the middle of the tick, then the least that can be meant.
  const line = (ticks * 64 * (Number(rate) / 8)) / 1e9
  for (const near of [Math.round(line), Math.ceil(line)]) {
    const size = (atm ? Math.round(near / 53) * 48 : near) - overhead
    if (size >= 0 && size <= 0xffffffff && kernelTicks(reckoning, size) === ticks) return size
  }
  return undefined
}

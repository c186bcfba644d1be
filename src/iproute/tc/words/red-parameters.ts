// How tc(8) makes the parameters of random early detection out of what people know of their traffic: the size of an
// average packet, the packets of a burst, the bandwidth of the link (tc-red(8)). For red, gred, choke and sfq.
import { whole } from '../../../schema/tc/ratespec.ts'
import { probabilityOf } from '../../../schema/tc/shares.ts'
import { bitsPerSecond, type Quantity, transmitTicks } from '../../../schema/tc/units.ts'
import { within } from '../../../schema/tc/within.ts'
import { type Fields, take } from '../../words/input.ts'

/** Words of the kinds with random early detection besides the keys of their tables. */
export interface RedExtra {
  /** Bytes of an average packet. */
  readonly avpkt?: Quantity
  /** Packets that may come at once without one being dropped. */
  readonly burst?: number
}
/** Of those whose table needs it. */
export interface BandwidthExtra extends RedExtra {
  /** What the link can carry, bit/s or text (`'10mbit'`), for the time that the queue is idle. */
  readonly bandwidth?: Quantity
}
/** The same, taken out of the options. */
export interface Traffic {
  readonly avpkt: number | undefined
  readonly burst: number | undefined
  readonly bandwidth: number | undefined
}

/** 10 Mbit/s, in place of a bandwidth that is not said. */
export const USUAL_BANDWIDTH = 1e7
/** In place of a probability that is not said. */
const USUAL_PROBABILITY = 0.02
const MOST = 0xffffffff
/** Steps of the table, and the most that a step may count. */
const STEPS = 256
const MOST_SHIFT = 31

/** Takes the words out; numbers that are 0 are not said. */
export function takeTraffic(options: Fields): Traffic {
  const taken = (word: string): number | undefined => {
    const value = take(options, word)
    return value === undefined ? undefined : whole(word, value, 0, MOST) || undefined
  }
  const bandwidth = take(options, 'bandwidth')
  return {
    avpkt: taken('avpkt'),
    burst: taken('burst'),
    bandwidth: bandwidth === undefined ? undefined : within('bandwidth', () => bitsPerSecond(bandwidth)) || undefined,
  }
}

/** A size of the options, or 0. */
export const sizeOf = (options: Fields, word: string): number => whole(word, options[word] ?? 0, 0, MOST)

/** Bytes, and of the burst packets. */
export interface RedSizes {
  readonly min: number
  readonly max: number
  readonly burst: number
  readonly avpkt: number
}

/**
 * log2 of the weight W of a new packet in the average: the least with burst + 1 - min/avpkt <= (1 - (1 - W)^burst) / W, so
 * that a burst into the empty queue does not bring the average above `min`.
 */
export function weightLog({ min, burst, avpkt }: RedSizes): number {
  const over = burst + 1 - min / avpkt
  if (over < 1) throw new RangeError(`burst: ${burst} is too small for 'min' and 'avpkt'; ${1 + Math.floor(min / avpkt)} is enough`)
  for (let log = 1; log < 32; log++) if (over <= (1 - (1 - 2 ** -log) ** burst) * 2 ** log) return log
  throw new RangeError(`burst: ${burst} is too big for 'min' and 'avpkt'`)
}

/** log2 of (max - min) / probability, from which the kernel reckons where it has no `probability`. */
export function probabilityLog({ min, max }: RedSizes, probability: number): number {
  if (max <= min) throw new RangeError("'max' is to be more than 'min'")
  let share = probability / (max - min)
  for (let log = 0; log < 32; log++) {
    if (share > 1) return log
    share *= 2
  }
  throw new RangeError(`probability: ${probability} is too small for 'min' and 'max'`)
}

/**
 * The table by which the kernel lets the average fade after an idle time: entry n is how many more bits to the right the average
 * goes after n << scellLog ticks. An average packet takes `avpkt` bytes of the bandwidth.
 */
export function idleTable(wlog: number, avpkt: number, bandwidth: number): { readonly stab: Uint8Array; readonly scellLog: number } {
  const fading = -Math.log(1 - 2 ** -wlog) / transmitTicks(bandwidth, avpkt)
  const longest = MOST_SHIFT / fading
  let scellLog = 0
  while (scellLog < 32 && longest / 2 ** scellLog >= 2 * STEPS) scellLog++
  if (!(scellLog < 32)) throw new RangeError("bandwidth: too little for packets of 'avpkt'")
  const stab = new Uint8Array(STEPS)
  for (let step = 1; step < STEPS - 1; step++) stab[step] = Math.min(Math.floor(step * 2 ** scellLog * fading), MOST_SHIFT)
  stab[STEPS - 1] = MOST_SHIFT
  return { stab, scellLog }
}

/** Fills in `wlog`, `plog` and `probability`. */
export function fillParameters(options: Fields, sizes: RedSizes): void {
  const given = options['probability'] ?? USUAL_PROBABILITY
  const probability = within('probability', () => probabilityOf(given))
  options['probability'] = probability
  options['wlog'] = weightLog(sizes)
  options['plog'] = probabilityLog(sizes, probability)
}

/**
 * Fills in the table of idle times. Options that the kernel told have all but this: then packets of 1000 bytes at
 * 10 Mbit/s are supposed, which may be wrong by the time that is lost before the average fades.
 */
export function fillIdleTable(options: Fields, { avpkt = 1000, bandwidth = USUAL_BANDWIDTH }: Traffic): void {
  if (options['stab'] !== undefined) return
  const { stab, scellLog } = idleTable(options['wlog'] as number, avpkt, bandwidth)
  options['stab'] = stab
  options['scellLog'] ??= scellLog
}

/** Sets the switches that are not said to false, so that a change says all of them, as tc(8) does. */
export function fillSwitches(options: Fields, switches: readonly string[]): void {
  if (options['flags'] !== undefined || options['switches'] !== undefined) return
  for (const one of switches) options[one] ??= false
}

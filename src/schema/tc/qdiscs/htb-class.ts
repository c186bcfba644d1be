// The options of a class of htb in people's words: sizes instead of ticks, one rate instead of two fields.
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { readBurst, writeBurst } from '../burst.ts'
import {
  handedOn,
  joinedRate,
  type RatespecWords,
  type RatespecWordsInput,
  readSecondSpec,
  readSpec,
  refuseBoth,
  secondWords,
  splitRate,
  whole,
  writeSecondSpec,
  writeSpec,
} from '../ratespec.ts'
import type { Quantity } from '../units.ts'
import type { HtbClassAttributes } from './htb.ts'

type Wire = Decoded<typeof HtbClassAttributes>
type WireInput = Encodable<typeof HtbClassAttributes>

/** What is said of `ceil` alone, where it is not as with `rate`. */
interface OfCeil<Size, LinkLayer> {
  readonly ceilOverhead?: Size
  readonly ceilMpu?: Size
  readonly ceilLinklayer?: LinkLayer
  readonly ceilCellLog?: number
  readonly ceilCellAlign?: number
}

/** A class of htb as it is read. */
export interface HtbClassWords extends RatespecWords, OfCeil<number, RatespecWords['linklayer']>, Omit<Wire, 'parms'> {
  /** Bit/s that the class may always send. */
  readonly rate?: number | bigint
  /** Bit/s that it may send at most. */
  readonly ceil?: number | bigint
  /** Bytes that may go at once at `rate`. */
  readonly burst?: number
  /** Bytes that may go at once at `ceil`. */
  readonly cburst?: number
  readonly quantum?: number
  readonly level?: number
  readonly prio?: number
  /** `burst` in ticks of the packet scheduler, where bytes cannot say it. */
  readonly bufferTicks?: number
  /** `cburst` in ticks. */
  readonly cbufferTicks?: number
  readonly rest?: Uint8Array
}
/** A class of htb as it can be written: rates and sizes may be text with a unit. */
export interface HtbClassInput extends RatespecWordsInput, OfCeil<Quantity | undefined, RatespecWordsInput['linklayer']>, WireInput {
  readonly rate?: Quantity | undefined
  readonly ceil?: Quantity | undefined
  readonly burst?: Quantity | undefined
  readonly cburst?: Quantity | undefined
  readonly quantum?: Quantity | undefined
  readonly level?: number | undefined
  readonly prio?: number | undefined
  readonly bufferTicks?: number | undefined
  readonly cbufferTicks?: number | undefined
  readonly rest?: Uint8Array | undefined
}

/** The words of {@link HtbClassOptions}. */
export const HTB_CLASS_WORDS = [
  ...['rate', 'ceil', 'burst', 'cburst', 'quantum', 'level', 'prio', 'overhead', 'mpu', 'linklayer', 'cellLog', 'cellAlign'],
  ...['ceilOverhead', 'ceilMpu', 'ceilLinklayer', 'ceilCellLog', 'ceilCellAlign', 'bufferTicks', 'cbufferTicks', 'rest'],
]
const OWN: ReadonlySet<string> = new Set(HTB_CLASS_WORDS)
const CEIL = secondWords('ceil')

/** {@link HtbClassOptions} as they are read. */
export function readHtbClass(wire: Wire): HtbClassWords {
  const { parms, rate64, ceil64, ...others } = wire
  if (parms === undefined) return wire
  const { rate: rateSpec, ceil: ceilSpec, bufferTicks, cbufferTicks, quantum, level, prio, rest } = parms
  const rate = joinedRate(rateSpec.rate, rate64)
  const ceil = joinedRate(ceilSpec.rate, ceil64)
  const burst = readBurst(bufferTicks, rate ?? rateSpec.rate)
  const cburst = readBurst(cbufferTicks, ceil ?? ceilSpec.rate)
  const words: Record<string, unknown> = {
    rate: rate ?? rateSpec.rate,
    ceil: ceil ?? ceilSpec.rate,
    ...(burst === undefined ? { bufferTicks } : { burst }),
    ...(cburst === undefined ? { cbufferTicks } : { cburst }),
    ...{ quantum, level, prio },
    ...readSpec(rateSpec),
    ...others,
  }
  readSecondSpec(words, ceilSpec, rateSpec, CEIL)
  if (rate === undefined) words['rate64'] = rate64
  if (ceil === undefined) words['ceil64'] = ceil64
  if (rest !== undefined) words['rest'] = rest
  return words
}

/** The way back. */
export function writeHtbClass(values: HtbClassInput): WireInput {
  const { rate = 0, ceil = 0, burst, cburst, quantum = 0, level = 0, prio = 0, bufferTicks, cbufferTicks, rest } = values
  refuseBoth(values.parms ?? values.TCA_HTB_PARMS, 'parms')
  const rates = splitRate('rate', rate, values.rate64 ?? values.TCA_HTB_RATE64)
  const ceils = splitRate('ceil', ceil, values.ceil64 ?? values.TCA_HTB_CEIL64)
  const rateSpec = writeSpec(values, rates.rate)
  const ticks = (word: string, size: Quantity | undefined, at: number | bigint, rateWord: string): number =>
    size === undefined ? 0 : writeBurst(word, size, at, rateWord)
  return {
    ...handedOn<WireInput>(values, OWN),
    parms: {
      rate: rateSpec,
      ceil: writeSecondSpec(values as Readonly<Record<string, unknown>>, ceils.rate, rateSpec, CEIL),
      bufferTicks: bufferTicks ?? ticks('burst', burst, rates.bits, 'rate'),
      cbufferTicks: cbufferTicks ?? ticks('cburst', cburst, ceils.bits, 'ceil'),
      quantum: whole('quantum', quantum, 0, 0xffffffff),
      level: whole('level', level, 0, 0xffffffff),
      prio: whole('prio', prio, 0, 0xffffffff),
      rest,
    },
    ...(values.TCA_HTB_RATE64 === undefined && { rate64: rates.wide }),
    ...(values.TCA_HTB_CEIL64 === undefined && { ceil64: ceils.wide }),
  }
}

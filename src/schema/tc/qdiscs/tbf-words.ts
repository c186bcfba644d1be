// The options of tbf in people's words: sizes instead of ticks, one rate instead of two fields.
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { outOfRange, wrongType } from '../../../netlink/errors.ts'
import { kernelSize, kernelTicks, type Reckoning } from '../burst.ts'
import {
  handedOn,
  joinedRate,
  LinkLayer,
  RATE_CAP,
  type RatespecInput,
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
import { type Quantity, transmitTicks } from '../units.ts'
import { within } from '../within.ts'
import type { TbfAttributes } from './tbf.ts'

type Wire = Decoded<typeof TbfAttributes>
type WireInput = Encodable<typeof TbfAttributes>

/** What is said of `peakrate` alone, where it is not as with `rate`. */
interface OfPeak<Size, Layer> {
  readonly peakOverhead?: Size
  readonly peakMpu?: Size
  readonly peakLinklayer?: Layer
  readonly peakCellLog?: number
  readonly peakCellAlign?: number
}

/** A token bucket filter as it is read. */
export interface TbfWords extends RatespecWords, OfPeak<number, RatespecWords['linklayer']>, Omit<Wire, 'parms'> {
  /** Bit/s. */
  readonly rate?: number | bigint
  /** Bytes that may go at once. */
  readonly burst?: number
  /** Bytes that may wait. */
  readonly limit?: number
  /** Bit/s at which the bucket is emptied at most. */
  readonly peakrate?: number | bigint
  /** Bytes that may go at once at `peakrate`: the link's MTU, or little more. */
  readonly mtu?: number
  /** `burst` in ticks of the packet scheduler, where bytes do not say it. */
  readonly bufferTicks?: number
  /** `mtu` in ticks. */
  readonly mtuTicks?: number
  readonly rest?: Uint8Array
}
/** A token bucket filter as it can be written: rates and sizes may be text with a unit. */
export interface TbfInput extends RatespecWordsInput, OfPeak<Quantity | undefined, RatespecWordsInput['linklayer']>, WireInput {
  readonly rate?: Quantity | undefined
  readonly burst?: Quantity | undefined
  readonly limit?: Quantity | undefined
  readonly peakrate?: Quantity | undefined
  readonly mtu?: Quantity | undefined
  readonly bufferTicks?: number | undefined
  readonly mtuTicks?: number | undefined
  readonly rest?: Uint8Array | undefined
}

/** The words of {@link TbfOptions}. */
export const TBF_WORDS = [
  ...['rate', 'burst', 'limit', 'peakrate', 'mtu', 'overhead', 'mpu', 'linklayer', 'cellLog', 'cellAlign'],
  ...['peakOverhead', 'peakMpu', 'peakLinklayer', 'peakCellLog', 'peakCellAlign', 'bufferTicks', 'mtuTicks', 'rest'],
]
const OWN: ReadonlySet<string> = new Set(TBF_WORDS)
const PEAK = secondWords('peak')

const reckoning = ({ overhead, mpu, linklayer }: RatespecInput, rate: number | bigint): Reckoning => ({
  ...{ rate, overhead: Number(overhead ?? 0), mpu: Number(mpu ?? 0) },
  atm: LinkLayer.number(linklayer ?? 0) === LinkLayer.constants.ATM,
})

/**
 * tc(8) gives a bucket in bytes, and in ticks that it reckons with the capped rate, beside a table of rates. The kernel
 * takes the bytes and tells ticks of its own. So the table says whose ticks a bucket is in.
 */
const requestTicks = (rate: number | bigint, size: number): number => transmitTicks(Math.min(Number(rate), RATE_CAP), size)

/** Puts a bucket into `to`: bytes where they say all there is. `table` and `bytes` are the attributes beside it. */
function readBucket(
  to: Record<string, unknown>,
  [word, ticksWord]: readonly [string, string],
  { ticks, table, bytes, kernel }: { ticks: number; table: unknown; bytes: number | undefined; kernel: Reckoning },
): void {
  if (bytes !== undefined) to[word] = bytes
  const size = table === undefined && bytes === undefined ? kernelSize(kernel, ticks) : undefined
  if (size !== undefined) to[word] = size
  else if (bytes === undefined || table === undefined || requestTicks(kernel.rate, bytes) !== ticks) to[ticksWord] = ticks
}

/** {@link TbfOptions} as they are read. */
export function readTbf(wire: Wire): TbfWords {
  const { parms, rate64, prate64, burst, pburst, ...others } = wire
  if (parms === undefined) return wire
  const { rate: spec, peakrate: peakSpec, limit, bufferTicks, mtuTicks, rest } = parms
  const rate = joinedRate(spec.rate, rate64)
  const words: Record<string, unknown> = { rate: rate ?? spec.rate }
  const kernel = reckoning(spec, rate ?? spec.rate)
  readBucket(words, ['burst', 'bufferTicks'], { ticks: bufferTicks, table: others.rtab, bytes: burst, kernel })
  words['limit'] = limit
  const peak = joinedRate(peakSpec.rate, prate64)
  if (peakSpec.rate !== 0) {
    words['peakrate'] = peak ?? peakSpec.rate
    const kernel = reckoning(peakSpec, peak ?? peakSpec.rate)
    readBucket(words, ['mtu', 'mtuTicks'], { ticks: mtuTicks, table: others.ptab, bytes: pburst, kernel })
  } else {
    if (mtuTicks !== 0) words['mtuTicks'] = mtuTicks
    if (pburst !== undefined) words['pburst'] = pburst
  }
  Object.assign(words, readSpec(spec), others)
  readSecondSpec(words, peakSpec, spec, PEAK)
  if (rate === undefined) words['rate64'] = rate64
  if (peak === undefined) words['prate64'] = prate64
  if (rest !== undefined) words['rest'] = rest
  return words
}

const fits = (word: string, ticks: number): number =>
  ticks <= 0xffffffff ? ticks : within(word, () => outOfRange('it takes longer than the kernel can say at this rate'))

interface Bucket {
  readonly ticks: number
  readonly bytes?: number
}
/** The way back of {@link readBucket}. */
function writeBucket(word: string, size: Quantity | undefined, ticks: number | undefined, table: unknown, kernel: Reckoning): Bucket {
  if (size === undefined) return { ticks: ticks ?? 0 }
  const bytes = whole(word, size, 0, 0xffffffff)
  if (ticks !== undefined) return { bytes, ticks }
  if (Number(kernel.rate) < 8) return within(word, () => outOfRange('the rate is missing, which says how long that takes'))
  if (table !== undefined) return { bytes, ticks: fits(word, requestTicks(kernel.rate, bytes)) }
  return { ticks: fits(word, kernelTicks(kernel, bytes)) }
}

/** The way back. */
export function writeTbf(values: TbfInput): WireInput {
  const others = handedOn<WireInput>(values, OWN)
  // Without a struct, burst is what the attribute is called.
  if (TBF_WORDS.every((word) => word === 'burst' || values[word as 'rest'] === undefined)) return { ...others, burst: values.burst }
  refuseBoth(values.parms ?? values.TCA_TBF_PARMS, 'parms')
  const { rate = 0, peakrate = 0, burst, mtu, bufferTicks, mtuTicks, limit = 0, rest } = values
  const rates = splitRate('rate', rate, values.rate64 ?? values.TCA_TBF_RATE64)
  const peaks = splitRate('peakrate', peakrate, values.prate64 ?? values.TCA_TBF_PRATE64)
  const spec = writeSpec(values, rates.rate)
  const peakSpec = writeSecondSpec(values as Readonly<Record<string, unknown>>, peaks.rate, spec, PEAK)
  if (mtu !== undefined && peaks.rate === 0) within('mtu', () => wrongType("it bounds the peak, and there is no 'peakrate'"))
  const rtab = values.rtab ?? values.TCA_TBF_RTAB
  const ptab = values.ptab ?? values.TCA_TBF_PTAB
  const bucket = writeBucket('burst', burst, bufferTicks, rtab, reckoning(spec, rates.bits))
  const peak = writeBucket('mtu', mtu, mtuTicks, ptab, reckoning(peakSpec, peaks.bits))
  return {
    ...others,
    parms: {
      rate: spec,
      peakrate: peakSpec,
      limit: whole('limit', limit, 0, 0xffffffff),
      bufferTicks: bucket.ticks,
      mtuTicks: peak.ticks,
      rest,
    },
    ...(values.TCA_TBF_RATE64 === undefined && { rate64: rates.wide }),
    ...(values.TCA_TBF_PRATE64 === undefined && { prate64: peaks.wide }),
    ...(bucket.bytes !== undefined && { burst: bucket.bytes }),
    ...(peak.bytes !== undefined && { pburst: peak.bytes }),
  }
}

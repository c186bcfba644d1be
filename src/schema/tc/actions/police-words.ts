// The options of a police in people's words: sizes instead of ticks, one rate instead of two fields.
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
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
import { narrowed, type Quantity, transmitSize, transmitTicks } from '../units.ts'
import { within } from '../within.ts'
import type { control } from './control.ts'
import type { PoliceAttributes } from './police.ts'

type Wire = Decoded<typeof PoliceAttributes>
type WireInput = Encodable<typeof PoliceAttributes>

/** What is said of `peakrate` alone, where it is not as with `rate`. */
interface OfPeakrate<Size, LinkLayer> {
  readonly peakOverhead?: Size
  readonly peakMpu?: Size
  readonly peakLinklayer?: LinkLayer
  readonly peakCellLog?: number
  readonly peakCellAlign?: number
}

/** A police as it is read. */
export interface PoliceWords extends RatespecWords, OfPeakrate<number, RatespecWords['linklayer']>, Omit<Wire, 'tbf'> {
  readonly index?: number
  /** What happens to packets above the rate; `result` to the others. */
  readonly action?: Decoded<typeof control>
  /** Bit/s. */
  readonly rate?: number | bigint
  /** Bytes that may pass at once. */
  readonly burst?: number
  /** Bytes of the greatest packet that can pass. */
  readonly mtu?: number
  /** Bit/s that even a burst may not exceed. */
  readonly peakrate?: number | bigint
  /** Packets per second, in place of the rate. */
  readonly pktsRate?: number | bigint
  /** Packets that may pass at once. */
  readonly pktsBurst?: number
  /** `burst` in ticks of the packet scheduler, where bytes cannot say it. */
  readonly burstTicks?: number
  readonly refcnt?: number
  readonly bindcnt?: number
  readonly limit?: number
  readonly capab?: number
  readonly rest?: Uint8Array
}
/** A police as it can be written: rates and sizes may be text with a unit. */
export interface PoliceInput extends RatespecWordsInput, OfPeakrate<Quantity | undefined, RatespecWordsInput['linklayer']>, WireInput {
  readonly index?: number | undefined
  readonly action?: Encodable<typeof control> | undefined
  readonly rate?: Quantity | undefined
  readonly burst?: Quantity | undefined
  readonly mtu?: Quantity | undefined
  readonly peakrate?: Quantity | undefined
  readonly pktsRate?: Quantity | undefined
  readonly pktsBurst?: Quantity | undefined
  readonly burstTicks?: number | undefined
  readonly refcnt?: number | undefined
  readonly bindcnt?: number | undefined
  readonly limit?: number | undefined
  readonly capab?: number | undefined
  readonly rest?: Uint8Array | undefined
}

const PEAK = secondWords('peak')

/** Transmission of one packet takes as long as that of one byte at a rate of as many bytes. */
const packetBits = (rate: number | bigint): number => Number(rate) * 8

/** Packets per second and at once; each as on the wire where packets cannot say it. */
function readPackets(rate: bigint | undefined, ticks: bigint | undefined): Pick<PoliceWords, 'pktsRate' | 'pktsBurst' | 'pktburst64'> {
  const words = rate === undefined ? {} : { pktsRate: narrowed(rate) }
  if (ticks === undefined) return words
  const bits = packetBits(rate ?? 0)
  const size = transmitSize(bits, Number(ticks))
  const exact = bits > 0 && BigInt(transmitTicks(bits, size)) === ticks
  return { ...words, ...(exact ? { pktsBurst: size } : { pktburst64: ticks }) }
}

/** A number of packets, in a number or decimal text. */
function packets(word: string, value: Quantity): number | bigint {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : value
  if (typeof number === 'string') return within(word, () => wrongType(`${shown(value)} is not a number of packets`))
  return number >= 0 ? number : within(word, () => outOfRange(`${shown(value)} is less than 0`))
}

function packetTicks(burst: Quantity, rate: number | bigint): bigint {
  if (Number(rate) === 0) return within('pktsBurst', () => outOfRange("'pktsRate' is missing, which says how long that takes"))
  return BigInt(transmitTicks(packetBits(rate), Number(packets('pktsBurst', burst))))
}

/** {@link PoliceAction} as it is read. */
export function readPolice({ tbf, rate64, peakrate64, pktrate64, pktburst64, ...others }: Wire): PoliceWords {
  const words: Record<string, unknown> = {}
  if (tbf !== undefined) {
    const { index, action, limit, burst: ticks, mtu, rate: spec, peakrate: peakSpec, refcnt, bindcnt, capab, rest } = tbf
    const rate = joinedRate(spec.rate, rate64)
    const peakrate = joinedRate(peakSpec.rate, peakrate64)
    const burst = readBurst(ticks, rate ?? spec.rate)
    Object.assign(words, { index, action, rate: rate ?? spec.rate }, burst === undefined ? { burstTicks: ticks } : { burst }, { mtu })
    if (peakrate !== 0) words['peakrate'] = peakrate ?? peakSpec.rate
    Object.assign(words, readSpec(spec), { refcnt, bindcnt })
    readSecondSpec(words, peakSpec, spec, PEAK)
    if (limit !== 0) words['limit'] = limit
    if (capab !== 0) words['capab'] = capab
    if (rate === undefined) words['rate64'] = rate64
    if (peakrate === undefined) words['peakrate64'] = peakrate64
    if (rest !== undefined) words['rest'] = rest
  } else {
    if (rate64 !== undefined) words['rate64'] = rate64
    if (peakrate64 !== undefined) words['peakrate64'] = peakrate64
  }
  return Object.assign(words, readPackets(pktrate64, pktburst64), others)
}

/** The parameters, and the 64-bit rates beside them. */
function writeTbf(values: PoliceInput): Pick<WireInput, 'tbf' | 'rate64' | 'peakrate64'> {
  const { index = 0, action = 0, rate = 0, burst, burstTicks, mtu = 0, peakrate = 0 } = values
  const { limit = 0, refcnt = 0, bindcnt = 0, capab = 0, rest } = values
  const rates = splitRate('rate', rate, values.rate64)
  const peakrates = splitRate('peakrate', peakrate, values.peakrate64)
  const spec = writeSpec(values, rates.rate)
  // A burst of 0 is what is read where there is no rate.
  const ticks = burst === undefined || burst === 0 ? 0 : writeBurst('burst', burst, rates.bits, 'rate')
  const tbf = {
    ...{ index, action, limit, refcnt, bindcnt, capab, rest },
    burst: burstTicks ?? ticks,
    mtu: whole('mtu', mtu, 0, 0xffffffff),
    rate: spec,
    peakrate: writeSecondSpec(values as Readonly<Record<string, unknown>>, peakrates.rate, spec, PEAK),
  }
  return { tbf, rate64: rates.wide, peakrate64: peakrates.wide }
}

const OF_PACKETS: ReadonlySet<string> = new Set(['pktsRate', 'pktsBurst'])
const OF_TBF: ReadonlySet<string> = new Set([
  ...['index', 'action', 'rate', 'burst', 'mtu', 'peakrate', 'overhead', 'mpu', 'linklayer', 'cellLog', 'cellAlign'],
  ...[...Object.values(PEAK), 'burstTicks', 'limit', 'capab', 'refcnt', 'bindcnt', 'rest'],
])
/** The words besides the attributes' keys. */
export const POLICE_WORDS: ReadonlySet<string> = new Set([...OF_TBF, ...OF_PACKETS])

/** The way back. */
export function writePolice(values: PoliceInput): WireInput {
  const { pktsRate, pktsBurst } = values
  const spoken = Object.entries(values).some(([key, value]) => value !== undefined && OF_TBF.has(key))
  if (spoken) refuseBoth(values.tbf, 'tbf')
  const rate = pktsRate === undefined ? values.pktrate64 : packets('pktsRate', pktsRate)
  return {
    ...handedOn(values, POLICE_WORDS),
    ...(spoken && writeTbf(values)),
    ...(rate !== undefined && { pktrate64: BigInt(rate) }),
    ...(pktsBurst !== undefined && { pktburst64: packetTicks(pktsBurst, rate ?? 0) }),
  }
}

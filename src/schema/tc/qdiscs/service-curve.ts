// The curves of a class of hfsc in people's words.
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { wantObject } from '../../../netlink/faults.ts'
import { nearest } from '../../../netlink/names.ts'
import { handedOn } from '../ratespec.ts'
import { bitsPerSecond, byteCount, nanosecondsOf, type Quantity } from '../units.ts'
import { within } from '../within.ts'
import type { HfscClassAttributes, ServiceCurve } from './hfsc.ts'

type Wire = Decoded<typeof HfscClassAttributes>
type WireInput = Encodable<typeof HfscClassAttributes>

/** A class of hfsc as it is read. */
export interface HfscClassWords extends Omit<Wire, 'rsc' | 'fsc' | 'usc'> {
  /** Both `rt` and `ls`. */
  readonly sc?: ServiceCurve
  /** What is promised in real time. */
  readonly rt?: ServiceCurve
  /** How the rest is shared. */
  readonly ls?: ServiceCurve
  /** The most that is had of the share. */
  readonly ul?: ServiceCurve
}

/** A curve by its slopes: `m1` (rate) for the time `d` (microseconds), then `m2` (rate). */
export interface SlopesInput {
  readonly m1?: Quantity | undefined
  readonly d?: Quantity | undefined
  readonly m2?: Quantity | undefined
  readonly rest?: Uint8Array | undefined
}
/** A curve by what it is for: `umax` bytes at once are sent within `dmax` (microseconds), and `rate` in the long run. */
export interface DelayInput {
  readonly umax?: Quantity | undefined
  readonly dmax?: Quantity | undefined
  readonly rate: Quantity
}
/** A curve; a rate alone is a straight one. */
export type ServiceCurveInput = SlopesInput | DelayInput | Quantity

/** A class of hfsc as it can be written. */
export interface HfscClassInput extends WireInput {
  readonly sc?: ServiceCurveInput | undefined
  readonly rt?: ServiceCurveInput | undefined
  readonly ls?: ServiceCurveInput | undefined
  readonly ul?: ServiceCurveInput | undefined
}

const same = (one: ServiceCurve, other: ServiceCurve): boolean =>
  one.m1 === other.m1 && one.d === other.d && one.m2 === other.m2 && one.rest === undefined && other.rest === undefined

/** {@link HfscClassOptions} as they are read. */
export function readHfscClass({ rsc, fsc, usc, ...others }: Wire): HfscClassWords {
  const shared = rsc !== undefined && fsc !== undefined && same(rsc, fsc)
  return {
    ...(shared ? { sc: rsc } : { ...(rsc && { rt: rsc }), ...(fsc && { ls: fsc }) }),
    ...(usc && { ul: usc }),
    ...others,
  }
}

const SLOPES = ['m1', 'd', 'm2', 'rest']
const DELAY = ['umax', 'dmax', 'rate']

const microseconds = (value: Quantity): number => Math.floor(nanosecondsOf(value, 1e3) / 1e3)

/**
 * The two slopes that send `umax` bytes within `dmax` where `rate` alone would not, as tc(8) finds them (tc-hfsc(7)): a
 * steep first piece, or where the rate has time to spare, a flat one. (tc 6.1 overflows above 4294 bytes; this does not.)
 */
function byDelay({ umax = 0, dmax = 0, rate }: DelayInput): SlopesInput {
  const bytes = within('umax', () => byteCount(umax))
  const time = within('dmax', () => microseconds(dmax))
  const bytesPerSecond = Math.floor(within('rate', () => bitsPerSecond(rate)) / 8)
  if (bytesPerSecond <= 0) within('rate', () => outOfRange(`${shown(rate)} is no rate`))
  if (bytes > 0 && time <= 0) within('dmax', () => wrongType("'umax' is given without the time in which it is sent"))
  const steep = time > 0 ? Math.ceil((bytes * 1e6) / time) : 0
  if (steep > bytesPerSecond) return { m1: steep * 8, d: time, m2: rate }
  return { m1: 0, d: time - Math.floor((bytes * 1e6) / bytesPerSecond), m2: rate }
}

function curve(value: ServiceCurveInput): SlopesInput {
  if (typeof value !== 'object') return curve({ m2: value })
  const words = Object.keys(wantObject(value, 'a service curve')).filter((word) => (value as Record<string, unknown>)[word] !== undefined)
  const delay = words.some((word) => DELAY.includes(word))
  for (const word of words) {
    if ((delay ? DELAY : SLOPES).includes(word)) continue
    if (DELAY.includes(word) || SLOPES.includes(word)) wrongType(`a curve has 'm1', 'd', 'm2' or 'umax', 'dmax', 'rate', not some of both`)
    const guess = nearest(word, [...SLOPES, ...DELAY])
    wrongType(`'${word}' is not of a service curve${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
  }
  if (delay) return byDelay(value as DelayInput)
  const { m1 = 0, d = 0, m2 = 0, rest } = value as SlopesInput
  const slope = (word: string, rate: Quantity): number => within(word, () => bitsPerSecond(rate))
  return { m1: slope('m1', m1), d: within('d', () => nanosecondsOf(d, 1e3) / 1e3), m2: slope('m2', m2), rest }
}

const OWN: ReadonlySet<string> = new Set(['sc', 'rt', 'ls', 'ul'])

/** The way back. */
export function writeHfscClass(values: HfscClassInput): WireInput {
  const { sc, rt, ls, ul } = values
  if (sc !== undefined && (rt ?? ls) !== undefined) within('sc', () => wrongType("it is both 'rt' and 'ls', which are given beside it"))
  const said = (word: string, value: ServiceCurveInput): SlopesInput => within(word, () => curve(value))
  const both = sc === undefined ? undefined : said('sc', sc)
  return {
    ...handedOn<WireInput>(values, OWN),
    ...(both && { rsc: both, fsc: both }),
    ...(rt !== undefined && { rsc: said('rt', rt) }),
    ...(ls !== undefined && { fsc: said('ls', ls) }),
    ...(ul !== undefined && { usc: said('ul', ul) }),
  }
}

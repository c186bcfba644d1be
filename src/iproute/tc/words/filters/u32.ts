import { u32HandleNumber } from '../../../../schema/tc/filters/u32-handle.ts'
import { keysOf } from '../../../../schema/tc/filters/u32-match.ts'
import { type Fields, reading, take } from '../../../words/input.ts'
import type { Completing, KindWords } from '../kind.ts'
import {
  type ClassWords,
  classWords,
  completeClass,
  completePlace,
  completePolice,
  type PlaceWords,
  type PoliceOption,
  placeWords,
} from './common.ts'

/** What tc-u32(8) says besides the keys. */
export interface U32Words extends ClassWords, PlaceWords, PoliceOption {
  /** The hash table that the filter stands in, or a bucket of it: `'800:'`, `'5:3'`. */
  readonly ht: string | number
  /** The bucket that a packet with this in it would be looked for in: `'ip src 192.0.2.9'`, `'tcp dst 80 divisor 16'`. */
  readonly sample: string
  /** The filter's number within its bucket, the last part of its handle. */
  readonly order: number
}

/** Buckets of the table that a sample is reckoned for where it does not say. */
const BUCKETS = 256

/** The bucket of a sample: what is left of it below its mask's lowest bit, modulo the number of buckets. */
function bucketOf(sample: unknown): number {
  if (typeof sample !== 'string') throw new TypeError(`a match ('ip src 192.0.2.9') is wanted, not ${typeof sample}`)
  const parts = /^(.*\S)\s+divisor\s+(\d+)$/.exec(sample)
  const divisor = parts ? Number(parts[2]) : BUCKETS
  if (divisor < 1 || divisor > BUCKETS || (divisor & (divisor - 1)) !== 0) {
    throw new RangeError(`a divisor is a power of 2 within 1 .. ${BUCKETS}, ${divisor} is none`)
  }
  const { keys } = keysOf([parts ? parts[1] : sample])
  const [key] = keys
  if (key === undefined || keys.length > 1) throw new TypeError(`'${sample}' is not of one key of 32 bits`)
  const mask = Number(key.mask)
  const lowest = mask & -mask
  return (mask === 0 ? 0 : Number(key.val) / (lowest >>> 0)) % divisor
}

function hashInto(options: Fields): void {
  const ht = take(options, 'ht')
  const sample = take(options, 'sample')
  if (ht === undefined && sample === undefined) return
  if (options['hash'] !== undefined) throw new TypeError("'ht' says again what another option says ('hash')")
  const place = ht === undefined ? 0 : reading('ht', () => u32HandleNumber(ht))
  if ((place & 0xfff) !== 0) throw new TypeError(`ht: '${String(ht)}' is a filter, a hash table or a bucket of one is wanted`)
  const bucket = sample === undefined ? (place >>> 12) & 0xff : reading('sample', () => bucketOf(sample))
  const hash = ((place & 0xfff00000) >>> 0) + bucket * 0x1000
  if (hash !== 0) options['hash'] = hash
}

function handleInto(options: Fields, { message }: Completing): void {
  const order = take(options, 'order')
  if (message['handle'] !== undefined) message['handle'] = reading('handle', () => u32HandleNumber(message['handle']))
  if (order === undefined) return
  if (typeof order !== 'number' || !Number.isInteger(order) || order < 1 || order > 0xfff) {
    throw new RangeError('order: a number within 1 .. 0xfff is wanted')
  }
  const handle = (message['handle'] ?? 0) as number
  if ((handle & 0xfff) !== 0 && (handle & 0xfff) !== order) throw new TypeError("'order' contradicts the handle")
  message['handle'] = (handle | order) >>> 0
}

/** tc-u32(8) */
export const u32: KindWords<U32Words> = {
  words: [...classWords, ...placeWords, 'ht', 'sample', 'order'],
  complete(options, about) {
    completeClass(options)
    completePlace(options)
    completePolice(options, about)
    hashInto(options)
    handleInto(options, about)
    delete options['pcnt']
  },
}

import type { Json, JsonObject } from '../../types.ts'
import type { QdiscPrinter } from '../printers.ts'

/** `'4@0'` as the first and the last queue. */
const range = (queues: string): Json => {
  const [count, offset] = queues.split('@').map(Number) as [number, number]
  return [offset, offset + count - 1]
}

/** Bytes per second of each traffic class; those that nothing is said of have none. */
const rates = (numTc: number, given: readonly (number | bigint)[]): Json =>
  Array.from({ length: numTc }, (_, i) => {
    const rate = given[i] ?? 0
    return typeof rate === 'bigint' ? rate / 8n : rate / 8
  })

/** The keys of the struct; tc says nothing of the rest where no attribute stands behind it. */
const STRUCT = new Set(['numTc', 'map', 'hw', 'queues', 'rest'])

/** tc 6.1 knows nothing of frame preemption. */
export const printMqprio: QdiscPrinter<'mqprio'> = {
  options(options): JsonObject {
    const { numTc, map, queues, mode, shaper, minRate, maxRate } = options
    const more = Object.keys(options).some((key) => !STRUCT.has(key))
    return {
      tc: numTc,
      map,
      queues: queues.slice(0, numTc).map(range),
      // Where they are told, tc has a word for one value only.
      ...(more && mode !== 'dcb' && { mode: mode === 'channel' ? 'channel' : mode === undefined ? 'dcb' : undefined }),
      ...(more && shaper !== 'dcb' && { shaper: shaper === 'bw_rate' ? 'bw_rlimit' : shaper === undefined ? 'dcb' : undefined }),
      ...(minRate && { min_rate: rates(numTc, minRate) }),
      ...(maxRate && { max_rate: rates(numTc, maxRate) }),
    }
  },
}

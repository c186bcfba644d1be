import { splitRate, whole } from '../../../../schema/tc/ratespec.ts'
import { nanosecondsOf, type Quantity } from '../../../../schema/tc/units.ts'
import { within } from '../../../../schema/tc/within.ts'
import { type Fields, take } from '../../../words/input.ts'
import { givenCell, isMaking, tableFor, takeCell, unalias } from '../buckets.ts'
import type { KindWords } from '../kind.ts'

/** Words for tbf besides the keys of its table. */
export interface TbfExtra {
  /** The longest time that a packet waits, microseconds or text (`'50ms'`), in place of `limit`. */
  readonly latency: Quantity
  /** Other words for `burst`. */
  readonly buffer: Quantity
  readonly maxburst: Quantity
  /** Another word for `mtu`. */
  readonly minburst: Quantity
}

/** Bytes that wait so long at a rate behind a full bucket. */
const waiting = (rate: number | bigint, microseconds: number, bucket: number): number => ((Number(rate) / 8) * microseconds) / 1e6 + bucket

/** The limit that `latency` means: at the peak it must not be longer either. */
function limitOf(options: Fields, latency: Quantity, rate: number | bigint, peakrate: number | bigint): number {
  const microseconds = Math.floor(within('latency', () => nanosecondsOf(latency, 1e3)) / 1e3)
  if (options['burst'] === undefined) throw new TypeError("'latency' needs 'burst'")
  const limit = waiting(rate, microseconds, options['burst'] as number)
  return Math.floor(Number(peakrate) === 0 ? limit : Math.min(limit, waiting(peakrate, microseconds, options['mtu'] as number)))
}

/** tbf: `latency`, and the tables of rates. */
export const tbf: KindWords<TbfExtra> = {
  words: ['latency', 'buffer', 'maxburst', 'minburst'],
  required: ['rate', ['burst', 'buffer', 'maxburst', 'bufferTicks'], ['limit', 'latency']],
  complete(options, { command }) {
    if (!isMaking(command)) return
    unalias(options, 'burst', ['buffer', 'maxburst'])
    unalias(options, 'mtu', ['minburst'])
    const latency = take(options, 'latency') as Quantity | undefined
    if (latency !== undefined && options['limit'] !== undefined) throw new TypeError("'latency' is given beside 'limit'")
    const cell = takeCell(options, 'burst')
    const peakCell = takeCell(options, 'mtu')
    const rate = splitRate('rate', options['rate'] as Quantity).bits
    const peakrate = splitRate('peakrate', (options['peakrate'] ?? 0) as Quantity).bits
    const hasPeak = Number(peakrate) !== 0
    if (hasPeak && options['mtu'] === undefined && options['mtuTicks'] === undefined) throw new TypeError("'peakrate' needs 'mtu'")
    if (latency !== undefined) options['limit'] = limitOf(options, latency, rate, peakrate)
    const mtu = whole('mtu', options['mtu'] ?? 0, 0, 0xffffffff)
    // Without a peak it is for the tables alone.
    if (!hasPeak) delete options['mtu']
    if (options['rtab'] !== undefined || options['ptab'] !== undefined) return
    options['linklayer'] ??= 'ethernet'
    const { table, cellLog } = tableFor(options, rate, mtu, cell ?? givenCell(options, 'cellLog'))
    Object.assign(options, { rtab: table, cellLog, cellAlign: -1 })
    if (!hasPeak) return
    const peak = tableFor(options, peakrate, mtu, peakCell ?? givenCell(options, 'peakCellLog'))
    Object.assign(options, { ptab: peak.table }, peak.cellLog !== cellLog && { peakCellLog: peak.cellLog })
  },
}

import { splitRate, whole } from '../../../../schema/tc/ratespec.ts'
import type { Quantity } from '../../../../schema/tc/units.ts'
import type { Fields } from '../../../words/input.ts'
import { givenCell, isMaking, tableFor, takeCell, unalias } from '../buckets.ts'
import type { KindWords } from '../kind.ts'

/** Words for a class of htb besides the keys of its table. */
export interface HtbClassExtra {
  /** Bytes of the greatest packet, 1600 where nothing is said: for the defaults of bursts, and for the tables of rates. */
  readonly mtu: Quantity
  /** Other words for `burst`. */
  readonly buffer: Quantity
  readonly maxburst: Quantity
  /** Other words for `cburst`. */
  readonly cbuffer: Quantity
  readonly cmaxburst: Quantity
}

/** Of the kernel's timers: what tc(8) learns from /proc/net/psched wherever they have a high resolution. */
const HZ = 1e9

/** The least burst that tc(8) finds safe: what is sent between two ticks of the timer, and a packet. */
const leastBurst = (rate: number | bigint, mtu: number): number => Math.floor(Number(rate) / 8 / HZ) + mtu

/** Fills in a bucket and its table; answers the table's cell. */
function fill(options: Fields, names: { rate: string; burst: string; ticks: string; table: string; cell: string }, mtu: number): number {
  const { bits } = splitRate(names.rate, options[names.rate] as Quantity)
  const cell = takeCell(options, names.burst)
  if (options[names.ticks] === undefined) options[names.burst] ||= leastBurst(bits, mtu)
  const { table, cellLog } = tableFor(options, bits, mtu, cell ?? givenCell(options, names.cell))
  options[names.table] ??= table
  return cellLog
}

/** Classes of htb: `ceil` and bursts as tc(8) has them where nothing is said, and its tables. */
export const htb: KindWords<HtbClassExtra> = {
  words: ['mtu', 'buffer', 'maxburst', 'cbuffer', 'cmaxburst'],
  required: ['rate'],
  complete(options, { command }) {
    if (!isMaking(command)) return
    unalias(options, 'burst', ['buffer', 'maxburst'])
    unalias(options, 'cburst', ['cbuffer', 'cmaxburst'])
    const mtu = whole('mtu', options['mtu'] ?? 1600, 0, 0xffffffff)
    delete options['mtu']
    // A request that was read has its tables, and all that goes with them.
    if (options['rtab'] !== undefined || options['ctab'] !== undefined) return
    options['ceil'] ??= options['rate']
    options['linklayer'] ??= 'ethernet'
    const cellLog = fill(options, { rate: 'rate', burst: 'burst', ticks: 'bufferTicks', table: 'rtab', cell: 'cellLog' }, mtu)
    const ofCeil = { rate: 'ceil', burst: 'cburst', ticks: 'cbufferTicks', table: 'ctab', cell: 'ceilCellLog' }
    const ceilCellLog = fill(options, ofCeil, mtu)
    Object.assign(options, { cellLog, cellAlign: -1 }, ceilCellLog !== cellLog && { ceilCellLog })
  },
}

import { wrongType } from '../../../../netlink/errors.ts'
import { LinkLayer, splitRate, whole } from '../../../../schema/tc/ratespec.ts'
import type { Quantity } from '../../../../schema/tc/units.ts'
import { within } from '../../../../schema/tc/within.ts'
import { type Fields, take } from '../../../words/input.ts'
import { givenCell, isMaking, takeCell, unalias } from '../buckets.ts'
import type { KindWords } from '../kind.ts'
import { type RateTable, rateTable } from '../rate-table.ts'
import { fillIn } from './common.ts'

/** What tc-police(8) says otherwise than the kernel. */
export interface PoliceWords {
  /** Other words for `burst`. */
  readonly buffer: Quantity
  readonly maxburst: Quantity
  /** Another word for `mtu`. */
  readonly minburst: Quantity
  /** What happens to packets above the rate, and to the others: `'drop/pipe'`. In place of `action` and `result`. */
  readonly conformExceed: string
}

function verdictsInto(options: Fields): void {
  const both = take(options, 'conformExceed')
  if (both === undefined) return
  const text = typeof both === 'string' ? both : wrongType("conformExceed: 'drop/pipe' is wanted")
  const [exceed, conform] = text.split('/')
  if (options['action'] !== undefined) wrongType("'conformExceed' is given beside 'action'")
  if (conform !== undefined && options['result'] !== undefined) wrongType("'conformExceed' is given beside 'result'")
  options['action'] = exceed
  if (conform !== undefined) options['result'] = conform
}

/** What only together makes sense, as tc(8) has it. */
function check(options: Fields, rate: number | bigint, peakrate: number | bigint): void {
  const has = (word: string): boolean => options[word] !== undefined && options[word] !== 0
  const needs = (word: string, others: readonly string[]): void => {
    if (!others.some(has)) throw new TypeError(`'${word}' needs '${others[0]}'`)
  }
  const limits = ['mtu', 'avrate', 'pktsRate', 'pktrate64']
  if (Number(rate) === 0 && !['index', 'tbf', 'TCA_POLICE_TBF', ...limits].some(has))
    throw new TypeError("the action police needs 'rate' or 'pktsRate'")
  if (Number(rate) !== 0 && !has('avrate')) needs('rate', ['burst', 'burstTicks'])
  if (has('pktsRate') && Number(rate) !== 0) throw new TypeError("'rate' and 'pktsRate' exclude each other")
  if (has('pktsRate')) needs('pktsRate', ['pktsBurst', 'pktburst64'])
  if (Number(peakrate) === 0) return
  needs('peakrate', ['rate'])
  needs('peakrate', ['mtu'])
}

/** A police: `conformExceed`, and the tables of rates, which the kernel wants. */
export const police: KindWords<PoliceWords> = {
  words: ['buffer', 'maxburst', 'minburst', 'conformExceed'],
  complete(options, { command }) {
    if (!isMaking(command)) return
    unalias(options, 'burst', ['buffer', 'maxburst'])
    unalias(options, 'mtu', ['minburst'])
    verdictsInto(options)
    const cell = takeCell(options, 'burst')
    const peakCell = takeCell(options, 'mtu')
    const rate = splitRate('rate', (options['rate'] ?? 0) as Quantity).bits
    const peakrate = splitRate('peakrate', (options['peakrate'] ?? 0) as Quantity).bits
    check(options, rate, peakrate)
    if (options['tbf'] === undefined && options['TCA_POLICE_TBF'] === undefined) fillIn(options, 'reclassify')
    if (Number(rate) === 0 || options['rtab'] !== undefined || options['ptab'] !== undefined) return
    options['linklayer'] ??= 'ethernet'
    const table = (bits: number | bigint, cellLog: number | undefined): RateTable =>
      rateTable({
        rate: Number(bits),
        mpu: whole('mpu', options['mpu'] ?? 0, 0, 0xffff),
        mtu: whole('mtu', options['mtu'] ?? 0, 0, 0xffffffff),
        linklayer: within('linklayer', () => LinkLayer.number(options['linklayer'] as 'ethernet')),
        ...(cellLog !== undefined && { cellLog }),
      })
    const first = table(rate, cell ?? givenCell(options, 'cellLog'))
    Object.assign(options, { rtab: first.table, cellLog: first.cellLog, cellAlign: -1 })
    if (Number(peakrate) === 0) return
    const second = table(peakrate, peakCell ?? givenCell(options, 'peakCellLog'))
    Object.assign(options, { ptab: second.table }, second.cellLog !== first.cellLog && { peakCellLog: second.cellLog })
  },
}

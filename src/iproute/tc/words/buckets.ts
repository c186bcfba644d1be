// What kinds with token buckets have in common: aliases of words, sizes with a cell, tables of rates.
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { burstSize } from '../../../schema/tc/burst.ts'
import { LinkLayer, RATE_CAP, whole } from '../../../schema/tc/ratespec.ts'
import type { Quantity } from '../../../schema/tc/units.ts'
import { within } from '../../../schema/tc/within.ts'
import { type Fields, take } from '../../words/input.ts'
import { cellLogOf, type RateTable, rateTable } from './rate-table.ts'

/** Whether the command says how something is to be, and not only which. */
export const isMaking = (command: string): boolean => command !== 'delete' && command !== 'get'

/** Puts what other words of the same meaning say under `word`. */
export function unalias(options: Fields, word: string, others: readonly string[]): void {
  for (const other of others) {
    const value = take(options, other)
    if (value === undefined) continue
    if (options[word] !== undefined) throw new TypeError(`'${other}' says again what '${word}' says`)
    options[word] = value
  }
}

/** The size of `10k/8`, bytes, under `word`; answers the logarithm of what is behind the slash (tc(8): `burst 10k/8`). */
export function takeCell(options: Fields, word: string): number | undefined {
  const value = options[word]
  if (value === undefined) return undefined
  const [text, cell, more] = typeof value === 'string' ? value.split('/') : [value as Quantity]
  options[word] = burstSize(word, text as Quantity)
  if (cell === undefined) return undefined
  const log = Math.log2(Number(cell))
  if (more === undefined && Number.isInteger(log) && log >= 0 && log < 32) return log
  return within(word, () => wrongType(`${shown(value)} is not a size and a power of two ('10k/8')`))
}

/** Fills in the table of one rate. `rate` is in bit/s; `cellLog` undefined for one by the mtu. */
export function tableFor(options: Fields, rate: number | bigint, mtu: number, cellLog: number | undefined): RateTable {
  const given = options['linklayer'] as 'ethernet' | undefined
  return rateTable({
    rate: Math.min(Number(rate), RATE_CAP),
    mpu: whole('mpu', options['mpu'] ?? 0, 0, 0xffff),
    linklayer: within('linklayer', () => LinkLayer.number(given ?? 'ethernet')),
    cellLog: cellLog ?? cellLogOf(mtu === 0 ? 2047 : mtu),
  })
}

/** The logarithm a caller gave by number; 0, as answers have it, is none. */
export function givenCell(options: Fields, word: string): number | undefined {
  const value = options[word]
  if (value === undefined || value === 0) return undefined
  return Number.isInteger(value) && (value as number) < 32
    ? (value as number)
    : within(word, () => outOfRange(`${shown(value)} is not within 0 .. 31`))
}

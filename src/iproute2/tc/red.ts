// What tc prints of random early detection, for red, gred, choke and sfq alike (tc/tc_red.c).
import { TC_RED } from '../../schema/tc/red.ts'
import { probability16, probability32 } from '../../schema/tc/shares.ts'
import type { JsonObject } from '../types.ts'
import { printFloat } from './numbers.ts'

interface Flags {
  readonly ecn?: boolean
  readonly harddrop?: boolean
  readonly adaptive?: boolean
  readonly nodrop?: boolean
  /** Where there are bits that no word says. */
  readonly flags?: readonly unknown[] | undefined
}

export function printRedFlags({ ecn = false, harddrop = false, adaptive = false, nodrop = false, flags }: Flags): JsonObject {
  if (flags === undefined) return { ecn, harddrop, adaptive, nodrop }
  const bits = TC_RED.bits(flags as never)
  return { ecn: (bits & 1) !== 0, harddrop: (bits & 2) !== 0, adaptive: (bits & 4) !== 0, nodrop: (bits & 8) !== 0 }
}

/** A share of 2^32, of the number on the wire, which may differ from ours in its last digits. */
export const printProbability = (value: number): number => printFloat((probability32.toNumber?.(value) ?? 0) / 2 ** 32)
/** The same of a share of 0xffff. */
export const printSfbProbability = (value: number): number => printFloat((probability16.toNumber?.(value) ?? 0) / 0xffff)

interface Details {
  readonly wlog?: number
  readonly plog?: number
  readonly scellLog?: number
  readonly probability?: number
}

/** What stands there with `-d`. */
export const printRedDetails = ({ wlog, plog, scellLog, probability = 0 }: Details): JsonObject => ({
  ewma: wlog,
  ...(probability === 0 ? { Plog: plog } : { probability: printProbability(probability) }),
  Scell_log: scellLog,
})

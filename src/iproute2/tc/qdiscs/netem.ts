import { percent32, ticksOf } from '../../../schema/tc/units.ts'
import type { JsonObject } from '../../types.ts'
import { bytesPerSecond, printFloat } from '../numbers.ts'
import type { QdiscPrinter } from '../printers.ts'
import { tickTime } from '../sizes.ts'

/** Seconds of what the 32 bits hold, in whole microseconds: tc does not look at the nanoseconds. */
const seconds = (microseconds = 0): number => {
  const ticks = Math.min(ticksOf(microseconds), 0xffffffff)
  return printFloat(tickTime(ticks) / 1e6)
}
const secondsOf = (nanoseconds: number | bigint): number => printFloat(Number(nanoseconds) / 1e9)
/** A share of one. */
const share = (percent = 0): number => printFloat((percent32.toNumber?.(percent) ?? 0) / 0xffffffff)

type Options = Parameters<NonNullable<QdiscPrinter<'netem'>['options']>>[0]

function printLoss({ loss = 0, lossCorrelation, lossState, lossGemodel }: Options): JsonObject {
  const shares = (values: Readonly<Record<string, number>>, keys: readonly string[]): JsonObject =>
    Object.fromEntries(keys.map((key) => [key, share(values[key])]))
  return {
    ...(loss !== 0 && { 'loss-random': { loss: share(loss), correlation: share(lossCorrelation) } }),
    ...(lossState && { 'loss-state': shares({ ...lossState } as never, ['p13', 'p31', 'p32', 'p23', 'p14']) }),
    ...(lossGemodel && { 'loss-gemodel': shares({ ...lossGemodel } as never, ['p', 'r', '1-h', '1-k']) }),
  }
}

function printRate({ rate = 0, packetOverhead, cellSize, cellOverhead }: Options): JsonObject {
  if (!rate) return {}
  return { rate: { rate: bytesPerSecond(rate), packetoverhead: packetOverhead, cellsize: cellSize, celloverhead: cellOverhead } }
}

function printSlot({ slot }: Options): JsonObject {
  if (slot === undefined) return {}
  const { minDelay, maxDelay, packets, bytes, distDelay, distJitter } = slot
  const times =
    distJitter > 0
      ? { distribution: secondsOf(distDelay), jitter: secondsOf(distJitter) }
      : { 'min-delay': secondsOf(minDelay), 'max-delay': secondsOf(maxDelay) }
  return { slot: { ...times, packets, bytes } }
}

/** As q_netem.c. */
export const printNetem: QdiscPrinter<'netem'> = {
  options(options) {
    const { limit, delay = 0, jitter, delayCorrelation, duplicate = 0, duplicateCorrelation } = options
    const { reorder = 0, reorderCorrelation, corrupt = 0, corruptCorrelation, ecn, gap } = options
    return {
      limit,
      ...(ticksOf(delay) !== 0 && { delay: { delay: seconds(delay), jitter: seconds(jitter), correlation: share(delayCorrelation) } }),
      ...printLoss(options),
      ...(duplicate !== 0 && { duplicate: { duplicate: share(duplicate), correlation: share(duplicateCorrelation) } }),
      ...(reorder !== 0 && { reorder: { reorder: share(reorder), correlation: share(reorderCorrelation) } }),
      ...(corrupt !== 0 && { corrupt: { corrupt: share(corrupt), correlation: share(corruptCorrelation) } }),
      ...printRate(options),
      ...printSlot(options),
      ecn: ecn !== undefined,
      gap,
    }
  },
}

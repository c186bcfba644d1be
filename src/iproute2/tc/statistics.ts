import type { GnetStatsBasic, GnetStatsQueue, Statistics, TcStats } from '../../schema/tc/stats.ts'
import type { JsonObject } from '../types.ts'

/** Rates of an estimator: bytes and packets per second. */
const printRates = ({ rateEst64, rateEst }: Statistics<unknown>): JsonObject => {
  const rates = rateEst64 ?? rateEst
  return rates === undefined ? {} : { rate: rates.bps, pps: rates.pps }
}

/** What went through hardware, and what did not; of software nothing is said where the counters contradict each other. */
const printHardware = (all: GnetStatsBasic | undefined, hardware: GnetStatsBasic | undefined): JsonObject => {
  if (hardware === undefined || (hardware.bytes === 0n && hardware.packets === 0)) return {}
  const told = { hw_bytes: hardware.bytes, hw_packets: hardware.packets }
  if (all === undefined || all.bytes < hardware.bytes || all.packets < hardware.packets) return told
  return { sw_bytes: all.bytes - hardware.bytes, sw_packets: all.packets - hardware.packets, ...told }
}

const printDrops = (queue: GnetStatsQueue | undefined): JsonObject =>
  queue === undefined ? {} : { drops: queue.drops, overlimits: queue.overlimits, requeues: queue.requeues }

/** The members that TCA_STATS2 makes, in tc's order: of queueing disciplines, classes and actions alike. */
export function printStatistics(statistics: Statistics<unknown>): JsonObject {
  const { basic, basicHw, queue, pkt64 } = statistics
  return {
    ...(basic && { bytes: basic.bytes, packets: pkt64?.[0] ? pkt64[0] : basic.packets }),
    ...printDrops(queue),
    ...printHardware(basic, basicHw),
    ...printRates(statistics),
    ...(queue && { backlog: queue.backlog, qlen: queue.qlen }),
  }
}

/** The same of TCA_STATS, which alone very old kernels send; tc prints it as text even among JSON. */
const printOld = ({ bytes, packets, drops, overlimits, bps, pps, backlog, qlen }: TcStats): JsonObject => ({
  ...{ bytes, packets, drops, overlimits },
  ...(bps !== 0 || pps !== 0 ? { rate: bps, pps } : {}),
  ...(qlen !== 0 || backlog !== 0 ? { backlog, qlen } : {}),
})

/** Where the statistics of a message stand. */
export interface Counted {
  readonly stats?: TcStats
  readonly stats2?: Statistics<unknown>
  readonly xstats?: unknown
}

/** All that `-s` prints of a queueing discipline or class; `printOwn` is the kind's. */
export function printCounted({ stats, stats2, xstats }: Counted, printOwn: ((xstats: unknown) => JsonObject) | undefined): JsonObject {
  const own = stats2?.app ?? xstats
  return {
    ...(stats2 !== undefined ? printStatistics(stats2) : stats && printOld(stats)),
    ...(own !== undefined && printOwn?.(own)),
  }
}

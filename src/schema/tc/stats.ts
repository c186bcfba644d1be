import { alignment, attributes, repeated } from '../../netlink/attributes.ts'
import type { AnyCodec, Codec } from '../../netlink/codec.ts'
import { bytes, s8, u8, u32, u64 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'

/** TCA_STATS, the older form of {@link Statistics}: bytes and packets sent, packets lost (linux/pkt_sched.h). */
export class TcStats extends struct('tc_stats', {
  bytes: u64,
  packets: u32,
  drops: u32, // for want of room
  overlimits: u32, // times that a rate held packets back
  bps: u32, // bytes per second, by the estimator
  pps: u32,
  qlen: u32, // packets waiting
  backlog: u32, // bytes waiting
}) {}

/** What has passed (linux/gen_stats.h). */
export class GnetStatsBasic extends struct('gnet_stats_basic', { bytes: u64, packets: u32 }) {}
/** Rates that an estimator measures, in bytes and packets per second. */
export class GnetStatsRateEst extends struct('gnet_stats_rate_est', { bps: u32, pps: u32 }) {}
/** The same in 64 bits. */
export class GnetStatsRateEst64 extends struct('gnet_stats_rate_est64', { bps: u64, pps: u64 }) {}
/** The queue as it is: packets and bytes waiting; packets dropped, requeued, held back by a rate. */
export class GnetStatsQueue extends struct('gnet_stats_queue', { qlen: u32, backlog: u32, drops: u32, requeues: u32, overlimits: u32 }) {}
/** TCA_RATE in a request: have the kernel measure the rate every 2^interval / 4 s, interval from -2 to 3. */
export class GnetEstimator extends struct('gnet_estimator', { interval: s8, ewmaLog: u8 }) {}

const statisticsOf = (name: string, app: AnyCodec) =>
  attributes(
    'TCA_STATS_',
    {
      basic: [1, GnetStatsBasic],
      rateEst: [2, GnetStatsRateEst],
      queue: [3, GnetStatsQueue],
      app: [4, app],
      rateEst64: [5, GnetStatsRateEst64],
      pad: [6, alignment],
      basicHw: [7, GnetStatsBasic], // of these, what the hardware handled
      pkt64: [8, repeated(u64)], // packets where 32 bits are not enough for them: all, and behind them those of the hardware
    },
    { name },
  )

/** Statistics of a queueing discipline, class or action (linux/gen_stats.h). `app` is what a kind alone counts. */
export interface Statistics<App = Uint8Array> {
  readonly basic?: GnetStatsBasic
  readonly rateEst?: GnetStatsRateEst
  readonly queue?: GnetStatsQueue
  readonly app?: App
  readonly rateEst64?: GnetStatsRateEst64
  readonly basicHw?: GnetStatsBasic
  readonly pkt64?: readonly bigint[]
  readonly unknown?: readonly { readonly type: number; readonly data: Uint8Array }[]
}

/** Statistics of kinds that count nothing of their own. */
export const PlainStatistics = statisticsOf('TCA_STATS_', bytes) as unknown as Codec<Statistics>

/** Statistics for each kind that has its own, by kind; `who` tells those of classes from those of queueing disciplines. */
export function statisticsByKind<C extends Readonly<Record<string, AnyCodec>>>(
  cases: C,
  who = '',
): Readonly<Record<string, Codec<Statistics>>> {
  const entries = Object.entries(cases).map(([kind, app]) => [kind, statisticsOf(`TCA_STATS_ of ${who}${kind}`, app)] as const)
  return Object.fromEntries(entries) as never
}

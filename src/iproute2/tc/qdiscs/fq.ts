import type { JsonObject } from '../../types.ts'
import { bytesPerSecond } from '../numbers.ts'
import type { QdiscPrinter } from '../printers.ts'

/** Those of these that are not zero. */
const counted = (counters: Readonly<Record<string, number | bigint | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(counters).filter(([, count]) => Boolean(count)))

const rate = (bits: number | 'unlimited' | undefined): number | undefined =>
  bits === undefined || bits === 'unlimited' ? undefined : (bytesPerSecond(bits) as number)

/** tc/q_fq.c; 6.1 knows neither bands nor the offload horizon. */
export const printFq: QdiscPrinter<'fq'> = {
  options: ({ bucketsLog, rateEnable, ceThreshold, horizonDrop, ...options }) => ({
    ...{ limit: options.plimit, flow_limit: options.flowPlimit },
    ...(bucketsLog !== undefined && { buckets: 2 ** bucketsLog }),
    orphan_mask: options.orphanMask,
    ...(rateEnable === 0 && { pacing: false }),
    ...{ quantum: options.quantum, initial_quantum: options.initialQuantum },
    maxrate: rate(options.flowMaxRate),
    ...counted({ defrate: rate(options.flowDefaultRate), low_rate_threshold: rate(options.lowRateThreshold) }),
    refill_delay: options.flowRefillDelay,
    ...(ceThreshold !== 'disabled' && { ce_threshold: ceThreshold }),
    ...{ timer_slack: options.timerSlack, horizon: options.horizon },
    ...(horizonDrop !== undefined && { [horizonDrop === 0 ? 'horizon_cap' : 'horizon_drop']: null }),
  }),
  xstats: (xstats) => ({
    ...{ flows: xstats.flows, inactive: xstats.inactiveFlows },
    ...(xstats.timeNextDelayedFlow > 0n && { next_packet_delay: xstats.timeNextDelayedFlow }),
    ...{ gc: xstats.gcFlows, highprio: xstats.highprioPackets },
    // tc prints two members of this name, of which a reader of JSON keeps the last: not the flows but how often.
    throttled: xstats.throttled,
    ...counted({ retrans: xstats.tcpRetrans, latency: xstats.unthrottleLatencyNs, ce_mark: xstats.ceMark }),
    ...counted({ flows_plimit: xstats.flowsPlimit, pkts_too_long: xstats.pktsTooLong, alloc_errors: xstats.allocationErrors }),
    ...counted({ horizon_drops: xstats.horizonDrops, horizon_caps: xstats.horizonCaps }),
  }),
}

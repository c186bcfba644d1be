import { attributes } from '../../netlink/attributes.ts'
import { flagSet } from '../../netlink/enums.ts'
import { bareString, u32 } from '../../netlink/scalars.ts'

/** Features of connections over a route (linux/rtnetlink.h); the kernel has come to ignore all but `ecn` and `tcp_usec_ts`. */
export const RouteFeatures = flagSet('RTAX_FEATURE_', { ecn: 1, sack: 2, timestamp: 4, allfrag: 8, tcp_usec_ts: 16 })

/** RTAX_LOCK: metrics that TCP and path MTU discovery must leave as they are; the bit of each is 1 << RTAX_*. */
export const MetricLocks = flagSet(
  'RTAX_LOCK_',
  {
    ...{ mtu: 1 << 2, window: 1 << 3, rtt: 1 << 4, rttvar: 1 << 5, ssthresh: 1 << 6, cwnd: 1 << 7, advmss: 1 << 8 },
    ...{ reordering: 1 << 9, hoplimit: 1 << 10, initcwnd: 1 << 11, features: 1 << 12, rto_min: 1 << 13, initrwnd: 1 << 14 },
    ...{ quickack: 1 << 15, cc_algo: 1 << 16, fastopen_no_cookie: 1 << 17 },
  },
  // As the keys are written here, and as ip(8) says it.
  { rtoMin: 1 << 13, ccAlgo: 1 << 16, congctl: 1 << 16, fastopenNoCookie: 1 << 17 },
)

/** RTA_METRICS: what connections over a route begin with (linux/rtnetlink.h). */
export class RouteMetrics extends attributes('RTAX_', {
  lock: [1, MetricLocks.u32],
  mtu: [2, u32], // bytes
  window: [3, u32], // bytes, the most a peer is offered
  rtt: [4, u32], // 1/8 ms
  rttvar: [5, u32], // 1/4 ms
  ssthresh: [6, u32], // segments, as the next
  cwnd: [7, u32], // only with its lock
  advmss: [8, u32], // bytes
  reordering: [9, u32],
  hoplimit: [10, u32],
  initcwnd: [11, u32], // segments
  features: [12, RouteFeatures.u32],
  rtoMin: [13, u32], // ms
  initrwnd: [14, u32], // segments
  quickack: [15, u32],
  ccAlgo: [16, bareString], // iproute2 sends it without the closing zero byte
  fastopenNoCookie: [17, u32],
}) {}

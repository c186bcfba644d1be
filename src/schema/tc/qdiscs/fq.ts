import { attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { arrayOf } from '../../../netlink/containers.ts'
import { wrongType } from '../../../netlink/errors.ts'
import { view } from '../../../netlink/flat.ts'
import { s32, s64, u8, u32, u64 } from '../../../netlink/scalars.ts'
import { pad, struct } from '../../../netlink/struct.ts'
import { fixedArray } from '../arrays.ts'
import { withWord } from '../named-value.ts'
import { microseconds32, nanoseconds32, rate32, size32 } from '../units.ts'
import { TcPrioQopt } from './prio.ts'

class FqAttributes extends attributes('TCA_FQ_', {
  plimit: [1, u32], // packets; tc's `limit`
  flowPlimit: [2, u32], // packets of one flow
  quantum: [3, size32], // bytes of a flow in one round
  initialQuantum: [4, size32], // bytes of a flow in its first round
  rateEnable: [5, u32], // 0: no pacing; tc's `nopacing`
  flowDefaultRate: [6, rate32], // obsolete
  flowMaxRate: [7, withWord(rate32, 'unlimited', 0xffffffff * 8)],
  bucketsLog: [8, u32], // the hash has 2 ** bucketsLog buckets
  flowRefillDelay: [9, microseconds32], // idle time after which a flow gets its first round's quantum again
  orphanMask: [10, u32], // of the hash of packets without a socket
  lowRateThreshold: [11, rate32], // below it a flow's packets are timed one by one
  ceThreshold: [12, withWord(microseconds32, 'disabled', 0xffffffff)], // delay from which packets are marked; since Linux 4.20
  timerSlack: [13, nanoseconds32],
  horizon: [14, microseconds32], // no packet is kept for longer; since Linux 5.8
  horizonDrop: [15, u8], // 1: packets beyond the horizon are dropped, 0: sent at the horizon
  priomap: [16, TcPrioQopt], // since Linux 6.7, as the weights
  weights: [17, arrayOf(s32)], // bytes of each band in one round, 16384 at least
  offloadHorizon: [18, microseconds32], // packets due within it are left to the device; since Linux 6.13
}) {}

interface Bands {
  /** Always 3. */
  readonly bands?: number
  /** The band, 0 (sent first) to 2, of each of the 16 priorities. */
  readonly priomap?: readonly number[]
}
type Attributes = Decoded<typeof FqAttributes>
type AttributesInput = Encodable<typeof FqAttributes>
type BandsInput = { readonly [K in keyof Bands]?: Bands[K] | undefined }

/** Options of `fq`, fair queueing and pacing (linux/pkt_sched.h, net/sched/sch_fq.c, tc-fq(8)). Rates in bit/s. */
export class FqOptions extends view(FqAttributes, {
  what: 'the qdisc fq',
  words: ['bands', 'priomap'],
  read({ priomap, ...options }): Omit<Attributes, 'priomap'> & Bands {
    // What a newer kernel may have put behind the map has no word.
    if (priomap?.rest !== undefined) return { ...options, priomap: priomap as never }
    return { ...options, ...priomap }
  },
  write({ bands, priomap, ...options }: Omit<AttributesInput, 'priomap'> & BandsInput): AttributesInput {
    if (priomap === undefined) return wrongType("'bands' is nothing without 'priomap', the band of each priority")
    return { ...options, priomap: Array.isArray(priomap) ? { bands: bands ?? 3, priomap } : (priomap as object) }
  },
}) {}

/** What `fq` counts (struct tc_fq_qd_stats). */
export class FqXstats extends struct(
  'tc_fq_qd_stats',
  {
    gcFlows: u64, // flows forgotten
    highprioPackets: u64, // obsolete
    tcpRetrans: u64, // obsolete
    throttled: u64, // times that a flow was held back
    flowsPlimit: u64, // packets dropped, for their flow was full
    pktsTooLong: u64, // packets of more than 1 s at their rate
    allocationErrors: u64,
    timeNextDelayedFlow: s64, // ns from now
    flows: u32,
    inactiveFlows: u32,
    throttledFlows: u32,
    unthrottleLatencyNs: u32,
    ceMark: u64, // since Linux 4.20
    horizonDrops: u64, // since Linux 5.8
    horizonCaps: u64,
    fastpathPackets: u64, // since Linux 6.7, as what follows
    bandDrops: fixedArray(u64, 3),
    bandPktCount: fixedArray(u32, 3), // waiting now
    pad: pad(4),
  },
  { minimum: 80 },
) {}

import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Codec } from '../../../netlink/codec.ts'
import { indexed } from '../../../netlink/containers.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { shown, wrongType } from '../../../netlink/errors.ts'
import { nearest } from '../../../netlink/names.ts'
import { s32, u32, u64 } from '../../../netlink/scalars.ts'
import { withWord } from '../named-value.ts'
import { microseconds32, nanosecondsOf, type Quantity, rate64, size32 } from '../units.ts'

/** Which packets go into which tin, by their DSCP (linux/pkt_sched.h). */
export const CakeDiffserv = enumeration(
  'CAKE_DIFFSERV_',
  { diffserv3: 0, diffserv4: 1, diffserv8: 2, besteffort: 3, precedence: 4 },
  { diffserv: 1 },
)
/** What makes a flow, and among whom the rate is shared fairly (linux/pkt_sched.h). */
export const CakeFlow = enumeration(
  'CAKE_FLOW_',
  { none: 0, src_ip: 1, dst_ip: 2, hosts: 3, flows: 4, dual_src: 5, dual_dst: 6, triple: 7 },
  { flowblind: 0, srchost: 1, dsthost: 2, 'dual-srchost': 5, 'dual-dsthost': 6, 'triple-isolate': 7 },
)
/** Whether acknowledgements that newer ones make needless are dropped (linux/pkt_sched.h). */
export const CakeAck = enumeration(
  'CAKE_ACK_',
  { none: 0, filter: 1, aggressive: 2 },
  { 'no-ack-filter': 0, 'ack-filter': 1, 'ack-filter-aggressive': 2, disabled: 0, enabled: 1 },
)
/** How the line cuts packets into cells: 48 of 53 bytes are payload (ATM), 64 of 65 (PTM) (linux/pkt_sched.h). */
export const CakeAtm = enumeration('CAKE_ATM_', { none: 0, atm: 1, ptm: 2 }, { noatm: 0 })

/** Round trip times that tc(8) has names for, in microseconds. */
const ROUND_TRIPS: Readonly<Record<string, number>> = {
  ...{ datacentre: 100, lan: 1e3, metro: 10e3, regional: 30e3, internet: 100e3, oceanic: 300e3, satellite: 1e6, interplanetary: 1e9 },
}
const spelt = (value: Quantity): Quantity =>
  typeof value === 'string' && Object.hasOwn(ROUND_TRIPS, value) ? (ROUND_TRIPS[value] as number) : value
/** A round trip in microseconds: of a time (`'100ms'`, a number of microseconds) or one of tc's names (`'internet'`). Throws an InputFault. */
export function roundTripOf(value: unknown): number {
  const time = spelt(value as Quantity)
  if (typeof time === 'string') {
    const guess = nearest(time, Object.keys(ROUND_TRIPS))
    if (guess !== undefined) wrongType(`${shown(time)} is not a time; did you mean '${guess}'?`)
  }
  return Math.round(nanosecondsOf(time, 1e3) / 1e3)
}
/** A time in microseconds; as input also one of tc's names. */
const roundTrip: Codec<number, Quantity> = {
  ...microseconds32,
  write: (out, value, scope) => microseconds32.write(out, roundTripOf(value), scope),
  inlineStore: (at, value, bind) => microseconds32.inlineStore?.(at, `${bind(roundTripOf)}(${value})`, bind) ?? '',
  toNumber: roundTripOf,
}

/** A number that means nothing, in an attribute whose presence does; the kernel and tc(8) write zero. */
const present: Codec<number | boolean> = {
  type: 'u32',
  size: 4,
  read: (view, at, end, scope) => u32.read(view, at, end, scope) || true,
  write: (out, value, scope) => u32.write(out, value === true ? 0 : value, scope),
  absent: (value) => value === false || value === 0,
}

/** Options of `cake` and `cake_mq` (linux/pkt_sched.h, net/sched/sch_cake.c, tc-cake(8)). Switches are 0 or 1. */
export class CakeOptions extends attributes('TCA_CAKE_', {
  pad: [1, alignment],
  baseRate64: [2, withWord(rate64, 'unlimited', 0)], // bit/s; tc's `bandwidth`
  diffservMode: [3, CakeDiffserv.u32],
  atm: [4, CakeAtm.u32],
  flowMode: [5, CakeFlow.u32],
  overhead: [6, s32], // bytes that the line adds to each packet, -64 .. 256
  rtt: [7, roundTrip], // us
  target: [8, microseconds32], // the delay that is put up with; a twentieth of rtt, where tc(8) sets both
  autorate: [9, u32], // 1: estimate the rate by what arrives
  memory: [10, size32], // bytes; 0: by rate and rtt. tc's `memlimit`
  nat: [11, u32], // 1: hosts are told apart by their addresses behind NAT
  raw: [12, present], // sizes as the kernel has them, nothing added
  wash: [13, u32], // 1: clear the DSCP once it is read
  mpu: [14, u32], // bytes that the line sends at least, for each packet
  ingress: [15, u32], // 1: what is shaped has come in: packets dropped count too
  ackFilter: [16, CakeAck.u32],
  splitGso: [17, u32], // 1: packets that GSO joined are split
  fwmark: [18, u32], // mask of the firewall mark that chooses the tin
}) {}

/** What is counted of one tin of a `cake`. Names in Us: microseconds. */
export class CakeTinStats extends attributes('TCA_CAKE_TIN_STATS_', {
  pad: [1, alignment],
  sentPackets: [2, u32],
  sentBytes64: [3, u64],
  droppedPackets: [4, u32],
  droppedBytes64: [5, u64],
  acksDroppedPackets: [6, u32],
  acksDroppedBytes64: [7, u64],
  ecnMarkedPackets: [8, u32],
  ecnMarkedBytes64: [9, u64],
  backlogPackets: [10, u32],
  backlogBytes: [11, u32],
  thresholdRate64: [12, rate64], // bit/s; above it the tin yields to others
  targetUs: [13, u32],
  intervalUs: [14, u32],
  wayIndirectHits: [15, u32], // flows whose place in the hash another one had
  wayMisses: [16, u32], // flows that were new
  wayCollisions: [17, u32], // flows that had to share
  peakDelayUs: [18, u32],
  avgDelayUs: [19, u32],
  baseDelayUs: [20, u32],
  sparseFlows: [21, u32],
  bulkFlows: [22, u32],
  unresponsiveFlows: [23, u32],
  maxSkblen: [24, u32], // bytes
  flowQuantum: [25, u32], // bytes
}) {}

/** What `cake` counts: the first ten of a queueing discipline, the rest of a flow, which stands as its class. */
export class CakeStats extends attributes('TCA_CAKE_STATS_', {
  pad: [1, alignment],
  capacityEstimate64: [2, rate64], // bit/s
  memoryLimit: [3, u32], // bytes
  memoryUsed: [4, u32], // the most so far
  avgNetoff: [5, u32], // bytes before the network header
  minNetlen: [6, u32], // bytes of the shortest packet, 65535 before the first
  maxNetlen: [7, u32],
  minAdjlen: [8, u32], // the same with overhead
  maxAdjlen: [9, u32],
  tinStats: [10, indexed(CakeTinStats)], // of the lowest priority first
  deficit: [11, s32], // bytes that the flow may still send in this round
  cobaltCount: [12, u32],
  dropping: [13, u32], // 1 while it drops
  dropNextUs: [14, s32],
  pDrop: [15, u32], // probability, of 2^32 - 1
  blueTimerUs: [16, s32],
}) {}

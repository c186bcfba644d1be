import { alignment, attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { message } from '../netlink/payload.ts'
import { string, u16, u32, u64 } from '../netlink/scalars.ts'
import { pad, struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'

/** The header of a neighbour table's message (linux/neighbour.h). */
export class NdtMsg extends struct('ndtmsg', { family: AddressFamily.u8, reserved: pad(3) }, { prefix: 'ndtm_' }) {}

/** NDTA_CONFIG (linux/neighbour.h); times in ms. */
export class NdtConfig extends struct(
  'ndt_config',
  {
    ...{ keyLen: u16, entrySize: u16, entries: u32, lastFlush: u32, lastRand: u32 },
    ...{ hashRnd: u32, hashMask: u32, hashChainGc: u32, proxyQlen: u32 },
  },
  { prefix: 'ndtc_' },
) {}

/** NDTA_STATS (linux/neighbour.h); the last came with Linux 4.3. */
export class NdtStats extends struct(
  'ndt_stats',
  {
    ...{ allocs: u64, destroys: u64, hashGrows: u64, resFailed: u64, lookups: u64, hits: u64 },
    ...{ rcvProbesMcast: u64, rcvProbesUcast: u64, periodicGcRuns: u64, forcedGcRuns: u64, tableFulls: u64 },
  },
  { prefix: 'ndts_', minimum: 80 },
) {}

/** NDTA_PARMS: what a table, or a link in it, goes by (linux/neighbour.h); times in ms. */
export class NeighbourParameters extends attributes('NDTPA_', {
  ifindex: [1, u32], // absent: the table's own, which new links begin with
  refcnt: [2, u32],
  reachableTime: [3, u64],
  baseReachableTime: [4, u64],
  retransTime: [5, u64],
  gcStaletime: [6, u64],
  delayProbeTime: [7, u64],
  queueLen: [8, u32], // packets
  appProbes: [9, u32],
  ucastProbes: [10, u32],
  mcastProbes: [11, u32],
  anycastDelay: [12, u64],
  proxyDelay: [13, u64],
  proxyQlen: [14, u32],
  locktime: [15, u64],
  queueLenbytes: [16, u32],
  mcastReprobes: [17, u32],
  pad: [18, alignment],
  intervalProbeTimeMs: [19, u64],
}) {}

/** The attributes of a neighbour table (linux/neighbour.h). */
export class NeighbourTableAttributes extends attributes('NDTA_', {
  name: [1, string],
  thresh1: [2, u32], // entries: below, no garbage collection
  thresh2: [3, u32],
  thresh3: [4, u32], // the most
  config: [5, NdtConfig],
  parms: [6, NeighbourParameters],
  stats: [7, NdtStats],
  gcInterval: [8, u64],
  pad: [9, alignment],
}) {}

/** Tables of neighbours, one message for each and one for each link in it: struct ndtmsg and NDTA_* (linux/neighbour.h). */
export class NeighbourTableMessage extends message(
  { RTM_NEWNEIGHTBL: 64, RTM_GETNEIGHTBL: 66, RTM_SETNEIGHTBL: 67 },
  NdtMsg,
  NeighbourTableAttributes,
) {}
/** A neighbour table as it can be written. */
export interface NeighbourTableMessageInput extends Encodable<typeof NeighbourTableMessage> {}

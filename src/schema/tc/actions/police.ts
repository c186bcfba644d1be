import { alignment, attributes } from '../../../netlink/attributes.ts'
import { arrayOf } from '../../../netlink/containers.ts'
import { view } from '../../../netlink/flat.ts'
import { s32, u32, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { Ratespec } from '../ratespec.ts'
import { rate32, rate64 } from '../units.ts'
import { TcfT } from './common.ts'
import { control } from './control.ts'
import { POLICE_WORDS, readPolice, writePolice } from './police-words.ts'

/** TCA_POLICE_TBF: two token buckets (linux/pkt_cls.h). */
export class TcPolice extends struct('tc_police', {
  index: u32,
  action: control, // of packets above the rate
  limit: u32, // not used
  burst: u32, // ticks of sending at the rate
  mtu: u32, // bytes; greater packets are above the rate. 0: what the table of the rate reaches
  rate: Ratespec,
  peakrate: Ratespec,
  refcnt: s32,
  bindcnt: s32,
  capab: u32,
}) {}

/** TCA_POLICE_* (linux/pkt_cls.h). */
export class PoliceAttributes extends attributes('TCA_POLICE_', {
  tbf: [1, TcPolice],
  rtab: [2, arrayOf(u32), { uapi: 'TCA_POLICE_RATE' }], // table of rate, 256 times in ticks: wanted with it, and not used
  ptab: [3, arrayOf(u32), { uapi: 'TCA_POLICE_PEAKRATE' }], // table of peakrate
  avrate: [4, rate32], // bit/s, measured by an estimator; packets above it are above the rate
  result: [5, control], // of packets below the rate
  tm: [6, TcfT],
  pad: [7, alignment],
  rate64: [8, rate64], // only where the rate does not fit in 32 bits of bytes per second
  peakrate64: [9, rate64],
  pktrate64: [10, u64], // packets per second, in place of the rate
  pktburst64: [11, u64], // ticks of sending at that rate
}) {}

/**
 * Two verdicts, for what keeps within a rate and for the rest (net/sched/act_police.c, tc-police(8)): as an action, and
 * in older filters as TCA_*_POLICE. Rates in bit/s, sizes in bytes.
 */
export class PoliceAction extends view(PoliceAttributes, {
  what: 'the action police',
  words: [...POLICE_WORDS],
  says: { rate64: 'rate', peakrate64: 'peakrate', pktrate64: 'pktsRate', pktburst64: 'pktsBurst' },
  read: readPolice,
  write: writePolice,
}) {}

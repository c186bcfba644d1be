import { alignment, attributes } from '../../../netlink/attributes.ts'
import { arrayOf } from '../../../netlink/containers.ts'
import { view } from '../../../netlink/flat.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { Ratespec } from '../ratespec.ts'
import { rate64, size32 } from '../units.ts'
import { readTbf, TBF_WORDS, writeTbf } from './tbf-words.ts'

/** Both buckets and the queue (struct tc_tbf_qopt). */
export class TbfQopt extends struct(
  'tc_tbf_qopt',
  {
    rate: Ratespec,
    peakrate: Ratespec, // all zero where there is none
    limit: u32, // bytes that may wait
    bufferTicks: u32, // of the bucket, in ticks of sending at rate
    mtuTicks: u32, // of the small bucket that bounds the peak, in ticks of sending at peakrate
  },
  { members: { bufferTicks: 'buffer', mtuTicks: 'mtu' } },
) {}

/** TCA_TBF_* (linux/pkt_sched.h, net/sched/sch_tbf.c). */
export class TbfAttributes extends attributes('TCA_TBF_', {
  parms: [1, TbfQopt],
  rtab: [2, arrayOf(u32)], // table of rate, 256 times in ticks; 3.8 and older kernels shape by it
  ptab: [3, arrayOf(u32)], // table of peakrate
  rate64: [4, rate64], // only where the rate does not fit in 32 bits of bytes per second
  prate64: [5, rate64],
  burst: [6, size32], // what the ticks of the bucket stand for; requests alone have it
  pburst: [7, size32], // the same of the peak's
  pad: [8, alignment],
}) {}

/** Options of `tbf`, the token bucket filter (tc-tbf(8)): rates in bit/s, sizes in bytes. */
export class TbfOptions extends view(TbfAttributes, {
  what: 'the qdisc tbf',
  words: TBF_WORDS,
  says: { rate64: 'rate', prate64: 'peakrate', pburst: 'mtu' },
  read: readTbf,
  write: writeTbf,
}) {}

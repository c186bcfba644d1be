import { alignment, attributes } from '../../../netlink/attributes.ts'
import { arrayOf } from '../../../netlink/containers.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { flag, s32, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { defaultClass32 } from '../default-class.ts'
import { Ratespec } from '../ratespec.ts'
import { rate64 } from '../units.ts'
import { HTB_CLASS_WORDS, readHtbClass, writeHtbClass } from './htb-class.ts'

/** What holds for the whole tree (struct tc_htb_glob). */
export class HtbGlob extends struct(
  'tc_htb_glob',
  {
    version: u32, // 3 in requests; in answers 3 and a minor number, 0x30011
    r2q: u32, // a class without a quantum has rate in bytes / r2q; tc(8) says 10
    default: defaultClass32, // minor number of the class for unclassified packets; 0: they are sent unshaped
    debug: u32,
    directPkts: u32, // packets sent unshaped so far
  },
  { members: { r2q: 'rate2quantum', default: 'defcls' } },
) {}

/** TCA_HTB_* of the queueing discipline (linux/pkt_sched.h, net/sched/sch_htb.c). */
export class HtbAttributes extends attributes('TCA_HTB_', {
  init: [2, HtbGlob],
  directQlen: [5, u32], // packets that may wait unshaped; the link's txqueuelen where nothing is said
  offload: [9, flag], // the device does it
}) {}

/** Options of `htb`, hierarchical token buckets (tc-htb(8)). */
export class HtbOptions extends flat(HtbAttributes, 'init') {}

/** One class (struct tc_htb_opt). Each of its buckets is filled at a rate and holds so many ticks of sending at that rate. */
export class HtbOpt extends struct(
  'tc_htb_opt',
  {
    rate: Ratespec, // it may always send
    ceil: Ratespec, // it may send at most, lending from its parent
    bufferTicks: u32,
    cbufferTicks: u32,
    quantum: u32, // bytes in turn among classes that lend; 0: computed with r2q
    level: u32, // 0 of leaves; the kernel's to say
    prio: u32, // 0 .. 7; classes of the least number lend first
  },
  { members: { bufferTicks: 'buffer', cbufferTicks: 'cbuffer' } },
) {}

/** TCA_HTB_* of classes. */
export class HtbClassAttributes extends attributes(
  'TCA_HTB_',
  {
    parms: [1, HtbOpt],
    ctab: [3, arrayOf(u32)], // table of ceil, 256 times in ticks; 3.8 and older kernels shape by it
    rtab: [4, arrayOf(u32)], // table of rate
    rate64: [6, rate64], // only where the rate does not fit in 32 bits of bytes per second
    ceil64: [7, rate64],
    pad: [8, alignment],
    offload: [9, flag],
  },
  { name: 'TCA_HTB_ of classes' },
) {}

/** Options of a class of `htb`: rates in bit/s, sizes in bytes. */
export class HtbClassOptions extends view(HtbClassAttributes, {
  what: 'the class htb',
  words: HTB_CLASS_WORDS,
  says: { rate64: 'rate', ceil64: 'ceil' },
  read: readHtbClass,
  write: writeHtbClass,
}) {}

/** What a class counts (struct tc_htb_xstats). */
export class HtbXstats extends struct('tc_htb_xstats', {
  lends: u32, // packets sent at its own rate
  borrows: u32, // packets sent at an ancestor's
  giants: u32, // not counted any more
  tokens: s32, // in the bucket of rate, in ticks; negative: it waits
  ctokens: s32, // in that of ceil
}) {}

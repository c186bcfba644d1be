import { attributes } from '../../../netlink/attributes.ts'
import { view } from '../../../netlink/flat.ts'
import { u32, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { defaultClass16 } from '../default-class.ts'
import { microseconds32, rate32 } from '../units.ts'
import { readHfscClass, writeHfscClass } from './service-curve.ts'

/** Options of `hfsc`, the hierarchical fair service curve (tc-hfsc(7), net/sched/sch_hfsc.c). */
export class HfscOptions extends struct(
  'tc_hfsc_qopt',
  { default: defaultClass16 }, // minor number of the class for unclassified packets; 0: they are dropped
  { members: { default: 'defcls' } },
) {}

/** A service curve of two straight pieces: the slope `m1` for the time `d`, then `m2` (struct tc_service_curve). */
export class ServiceCurve extends struct('tc_service_curve', {
  m1: rate32, // bit/s
  d: microseconds32,
  m2: rate32,
}) {}

/** TCA_HFSC_* of classes (linux/pkt_sched.h). */
export class HfscClassAttributes extends attributes('TCA_HFSC_', {
  rsc: [1, ServiceCurve], // what leaves are promised in real time
  fsc: [2, ServiceCurve], // how the rest is shared among siblings
  usc: [3, ServiceCurve], // the most a class gets of that share
}) {}

/** Options of a class of `hfsc`: the curves `rt`, `ls`, `ul` of tc(8), and `sc` where `rt` and `ls` are the same. */
export class HfscClassOptions extends view(HfscClassAttributes, {
  what: 'the class hfsc',
  words: ['sc', 'rt', 'ls', 'ul'],
  says: { rsc: 'rt', fsc: 'ls', usc: 'ul' },
  read: readHfscClass,
  write: writeHfscClass,
}) {}

/** What a class counts (struct tc_hfsc_stats). */
export class HfscXstats extends struct('tc_hfsc_stats', {
  work: u64, // bytes sent
  rtwork: u64, // bytes of these that were promised in real time
  period: u32, // how often it became active
  level: u32, // height above its leaves
}) {}

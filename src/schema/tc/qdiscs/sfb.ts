import { attributes } from '../../../netlink/attributes.ts'
import { flat } from '../../../netlink/flat.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { probability16, whole32 } from '../shares.ts'
import { nanosecondsOf } from '../units.ts'

/** Milliseconds on the wire and here; `'10s'` as input. */
const milliseconds = whole32(
  (wire) => wire,
  (value) => Math.round(nanosecondsOf(value, 1e6) / 1e6),
)

class SfbQopt extends struct(
  'tc_sfb_qopt',
  {
    rehash: milliseconds, // how often the hash changes
    db: milliseconds, // how long before that the second set of bins is warmed up
    max: u32, // packets in a bin, at most
    target: u32, // packets in a bin from which on the probability grows
    increment: probability16, // 0 .. 1
    decrement: probability16, // 0 .. 1
    limit: u32, // packets in all, at most
    penaltyRate: u32, // packets per second of flows that do not give way
    penaltyBurst: u32, // packets
  },
  { members: { rehash: 'rehash_interval', db: 'warmup_time', target: 'bin_size' } },
) {}

class SfbAttributes extends attributes('TCA_SFB_', { parms: [1, SfbQopt] }) {}

/** Options of `sfb` (net/sched/sch_sfb.c). */
export class SfbOptions extends flat(SfbAttributes, 'parms') {}

/** What `sfb` counts (TCA_STATS_APP). */
export class SfbXstats extends struct('tc_sfb_xstats', {
  earlydrop: u32, // dropped by chance
  penaltydrop: u32, // dropped as of flows that do not give way
  bucketdrop: u32, // dropped by a full bin
  queuedrop: u32, // dropped by the full queue
  childdrop: u32, // dropped by the qdisc below
  marked: u32,
  maxqlen: u32, // packets of the fullest bin
  maxprob: probability16, // 0 .. 1
  avgprob: probability16,
}) {}

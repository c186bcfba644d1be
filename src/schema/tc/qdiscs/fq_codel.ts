import { attributes } from '../../../netlink/attributes.ts'
import type { Codec, Decoded, Encodable } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { DecodeError } from '../../../netlink/errors.ts'
import { s32, u8, u32 } from '../../../netlink/scalars.ts'
import { pad, struct } from '../../../netlink/struct.ts'
import { microseconds32, size32 } from '../units.ts'

/** Options of `fq_codel`, a codel for each flow (linux/pkt_sched.h, net/sched/sch_fq_codel.c, tc-fq_codel(8)). Times in microseconds. */
export class FqCodelOptions extends attributes('TCA_FQ_CODEL_', {
  target: [1, microseconds32],
  limit: [2, u32], // packets of all flows
  interval: [3, microseconds32],
  ecn: [4, u32], // 1 (the default): mark packets instead of dropping them, where they can be marked
  flows: [5, u32], // buckets of the hash; only when it is made
  quantum: [6, size32], // bytes of a flow in one round
  ceThreshold: [7, microseconds32],
  dropBatchSize: [8, u32], // the most packets dropped at once when a limit is passed
  memoryLimit: [9, size32],
  ceThresholdSelector: [10, u8], // ceThreshold holds for packets whose traffic class & mask is this; since Linux 5.16
  ceThresholdMask: [11, u8],
}) {}

/** Whether a queueing discipline is counted or one of its flows, which stand as its classes. */
export const FqCodelXstatsType = enumeration('TCA_FQ_CODEL_XSTATS_', { qdisc: 0, class: 1 })

class QdiscXstats extends struct(
  'tc_fq_codel_xstats',
  {
    type: FqCodelXstatsType.u32,
    maxpacket: u32, // bytes
    dropOverlimit: u32, // packets dropped since a limit was passed
    ecnMark: u32,
    newFlowCount: u32, // how often a packet began a flow
    newFlowsLen: u32, // flows in the list of new ones, now
    oldFlowsLen: u32,
    ceMark: u32, // since Linux 4.2
    memoryUsage: u32, // bytes; since Linux 4.7
    dropOvermemory: u32, // of dropOverlimit those for want of memory
  },
  {
    minimum: 28,
    members: {
      ...{ maxpacket: 'qdisc_stats.maxpacket', dropOverlimit: 'qdisc_stats.drop_overlimit', ecnMark: 'qdisc_stats.ecn_mark' },
      ...{ newFlowCount: 'qdisc_stats.new_flow_count', newFlowsLen: 'qdisc_stats.new_flows_len' },
      ...{ oldFlowsLen: 'qdisc_stats.old_flows_len', ceMark: 'qdisc_stats.ce_mark' },
      ...{ memoryUsage: 'qdisc_stats.memory_usage', dropOvermemory: 'qdisc_stats.drop_overmemory' },
    },
  },
) {}
class ClassXstats extends struct(
  'tc_fq_codel_xstats',
  {
    type: FqCodelXstatsType.u32,
    deficit: s32, // bytes that the flow may still send in this round
    ldelay: u32, // us, of the packet sent last
    count: u32, // drops since it last began to drop
    lastcount: u32,
    dropping: u32, // 1 while it drops
    dropNext: s32, // us from now; negative: overdue
    union: pad(12), // the other reading is longer
  },
  { variant: 'class', minimum: 28 },
) {}
class OtherXstats extends struct('tc_fq_codel_xstats', { type: FqCodelXstatsType.u32 }, { variant: 'other' }) {}

type Told<S, Type> = { readonly type: Type } & Omit<S, 'type'>
/** What `fq_codel` counts: `type` tells whether of the whole or of one flow. */
export type FqCodelXstats =
  | Told<Decoded<typeof QdiscXstats>, 'qdisc'>
  | Told<Decoded<typeof ClassXstats>, 'class'>
  | Told<Decoded<typeof OtherXstats>, number>
type Input =
  | Told<Encodable<typeof QdiscXstats>, 'qdisc'>
  | Told<Encodable<typeof ClassXstats>, 'class'>
  | Told<Encodable<typeof OtherXstats>, number>

const cases = { qdisc: QdiscXstats, class: ClassXstats, other: OtherXstats }
const chosen = (type: unknown): Codec<unknown, never> => (type === 'qdisc' ? QdiscXstats : type === 'class' ? ClassXstats : OtherXstats)

/** What `fq_codel` counts (struct tc_fq_codel_xstats): a union, told apart by its first field. */
export const FqCodelXstats: Codec<FqCodelXstats, Input> = {
  type: 'tc_fq_codel_xstats',
  read(view, at, end, scope) {
    if (end - at < 4) throw new DecodeError(`payload has ${end - at} bytes, 4 at least are wanted`)
    const type = FqCodelXstatsType.name(view.getUint32(at, scope.littleEndian))
    return chosen(type).read(view, at, end, scope) as FqCodelXstats
  },
  write(out, value, scope) {
    chosen(FqCodelXstatsType.name(FqCodelXstatsType.number(value?.type))).write(out, value as never, scope)
  },
  parts(view, at, end, scope) {
    const type = end - at < 4 ? 'other' : FqCodelXstatsType.name(view.getUint32(at, scope.littleEndian))
    return chosen(type).parts?.(view, at, end, scope) ?? []
  },
  describe: () => ({ kind: 'choice', cases }),
}

import { alignment, attributes, repeated } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { listOf, nested, nestedRequest } from '../../../netlink/containers.ts'
import { enumeration, flagSet } from '../../../netlink/enums.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { u32, u64 } from '../../../netlink/scalars.ts'
import { ClockId } from '../clocks.ts'
import { nanoseconds32, nanosecondsSigned64, size32 } from '../units.ts'
import {
  entriesInto,
  entryColumns,
  FramePreemption,
  type FramePreemptions,
  type FramePreemptionsInput,
  queuesInto,
  queuesOf,
  TcMqprioQopt,
} from './queues.ts'

/** What an entry of a schedule does with the gates; `S`, `H` and `R` are the words of tc and of IEEE 802.1Q. */
export const TaprioCommand = enumeration('TC_TAPRIO_CMD_', { set_gates: 0, set_and_hold: 1, set_and_release: 2 }, { S: 0, H: 1, R: 2 })
/** Who keeps the schedule besides the kernel: packets' launch times, or the device alone. */
export const TaprioFlags = flagSet('TCA_TAPRIO_ATTR_FLAG_', { txtime_assist: 1 << 0, full_offload: 1 << 1 })

/** One entry of a schedule. */
export class TaprioEntry extends attributes('TCA_TAPRIO_SCHED_ENTRY_', {
  index: [1, u32], // its place; in an answer only
  cmd: [2, TaprioCommand.u8],
  gateMask: [3, u32], // a bit for each traffic class that may send
  interval: [4, nanoseconds32],
}) {}
const Entries = nestedRequest(listOf(1, TaprioEntry))

/** What is said of one traffic class. */
export class TaprioTcEntry extends attributes('TCA_TAPRIO_TC_ENTRY_', {
  index: [1, u32],
  maxSdu: [2, size32], // bytes; longer packets are dropped, 0 for none
  fp: [3, FramePreemption.u32],
}) {}

/** When a schedule begins and how long one round takes, in ns; without a cycle time it is the sum of the intervals. */
const schedule = {
  schedule: [2, Entries, { uapi: 'TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST' }],
  baseTime: [3, nanosecondsSigned64, { uapi: 'TCA_TAPRIO_ATTR_SCHED_BASE_TIME' }], // a time of the clock
  cycleTime: [8, nanosecondsSigned64, { uapi: 'TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME' }],
  cycleTimeExtension: [9, nanosecondsSigned64, { uapi: 'TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION' }], // the last round's, before the next schedule
} as const

/** A schedule that is still to begin. */
export class TaprioSchedule extends attributes('TCA_TAPRIO_ATTR_', schedule, { name: 'TCA_TAPRIO_ATTR_ of schedules' }) {}

class TaprioAttributes extends attributes('TCA_TAPRIO_ATTR_', {
  priomap: [1, TcMqprioQopt],
  ...schedule,
  schedSingleEntry: [4, TaprioEntry], // of kernels before 5.2
  clockid: [5, ClockId.s32, { uapi: 'TCA_TAPRIO_ATTR_SCHED_CLOCKID' }],
  pad: [6, alignment, { uapi: 'TCA_TAPRIO_PAD' }],
  adminSched: [7, TaprioSchedule], // in an answer only
  flags: [10, TaprioFlags.u32],
  txtimeDelay: [11, nanoseconds32], // with txtime_assist: how long a packet may take to the device
  tcEntry: [12, repeated(nested(TaprioTcEntry))],
}) {}
const wire = flat(TaprioAttributes, 'priomap')
type Wire = Decoded<typeof wire>
type WireInput = Encodable<typeof wire>

/** Options of taprio as they are read. */
interface Taprio extends Omit<Wire, 'count' | 'offset'> {
  /** The queues of each traffic class: `'2@0'` are 2 from queue 0 on. */
  readonly queues?: readonly string[]
  /** Of each traffic class: bytes that a packet may have, 0 for any number. */
  readonly maxSdu?: readonly number[]
  /** Frame preemption of each traffic class. */
  readonly fp?: FramePreemptions
}
/** As input. */
interface TaprioInput extends WireInput {
  readonly queues?: readonly string[] | undefined
  readonly maxSdu?: readonly (number | string)[] | undefined
  readonly fp?: FramePreemptionsInput | undefined
}

/** Gates that open and close by a clock: IEEE 802.1Qbv (net/sched/sch_taprio.c). */
export class TaprioOptions extends view(wire, {
  what: 'the qdisc taprio',
  words: ['queues', 'maxSdu', 'fp'],
  says: { count: 'queues', offset: 'queues' },
  read({ count, offset, tcEntry, ...others }: Wire): Taprio {
    const columns = tcEntry && entryColumns(tcEntry, ['maxSdu', 'fp'])
    const entries = columns ?? (tcEntry && { tcEntry })
    const queues = count && offset && { queues: queuesOf(others.numTc ?? 0, count, offset) }
    return { ...others, ...queues, ...entries }
  },
  write(options: TaprioInput): WireInput {
    const values: Record<string, unknown> = { ...options }
    queuesInto(values)
    entriesInto(values, ['maxSdu', 'fp'])
    return values
  },
}) {}

/** What a device counts that keeps the schedule itself (TCA_STATS_APP). */
export class TaprioXstats extends attributes('TCA_TAPRIO_OFFLOAD_STATS_', {
  pad: [1, alignment],
  windowDrops: [2, u64], // packets that no gate was ever open long enough for
  txOverruns: [3, u64], // packets still on their way when their gate closed
}) {}

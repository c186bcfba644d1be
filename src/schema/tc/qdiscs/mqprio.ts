import { attributes, repeated } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { listOf, nested } from '../../../netlink/containers.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { headed, view } from '../../../netlink/flat.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { rate64 } from '../units.ts'
import {
  AlignedMqprioQopt,
  entriesInto,
  entryColumns,
  FramePreemption,
  type FramePreemptions,
  type FramePreemptionsInput,
  queuesInto,
  queuesOf,
} from './queues.ts'

/** Who decides what a traffic class is: the device's DCB alone, or the queues given here too. */
export const MqprioMode = enumeration('TC_MQPRIO_MODE_', { dcb: 0, channel: 1 })
/** What holds traffic classes back; `bw_rlimit` is tc's word. */
export const MqprioShaper = enumeration('TC_MQPRIO_SHAPER_', { dcb: 0, bw_rate: 1 }, { bw_rlimit: 1 })

/** What is said of one traffic class. */
export class MqprioTcEntry extends attributes('TCA_MQPRIO_TC_ENTRY_', { index: [1, u32], fp: [2, FramePreemption.u32] }) {}

class MqprioAttributes extends attributes('TCA_MQPRIO_', {
  mode: [1, MqprioMode.u16],
  shaper: [2, MqprioShaper.u16],
  minRate: [3, nested(listOf(3, rate64)), { uapi: 'TCA_MQPRIO_MIN_RATE64' }], // bit/s of each traffic class
  maxRate: [4, nested(listOf(4, rate64)), { uapi: 'TCA_MQPRIO_MAX_RATE64' }],
  tcEntry: [5, repeated(nested(MqprioTcEntry))],
}) {}
const wire = headed(AlignedMqprioQopt, MqprioAttributes)
type Wire = Decoded<typeof wire>
type WireInput = Encodable<typeof wire>

/** Options of mqprio as they are read. */
interface Mqprio extends Omit<Wire, 'count' | 'offset'> {
  /** The queues of each traffic class: `'4@0'` are 4 from queue 0 on. */
  readonly queues: readonly string[]
  /** Frame preemption of each traffic class. */
  readonly fp?: FramePreemptions
}
/** As input. */
interface MqprioInput extends WireInput {
  readonly queues?: readonly string[] | undefined
  readonly fp?: FramePreemptionsInput | undefined
}

/** Traffic classes with hardware queues of their own (net/sched/sch_mqprio.c). */
export class MqprioOptions extends view(wire, {
  what: 'the qdisc mqprio',
  words: ['queues', 'fp'],
  says: { count: 'queues', offset: 'queues' },
  read({ count, offset, tcEntry, ...others }: Wire): Mqprio {
    const columns = tcEntry && entryColumns(tcEntry, ['fp'])
    const entries = columns ?? (tcEntry && { tcEntry })
    return { ...others, queues: queuesOf(others.numTc, count, offset), ...entries }
  },
  write(options: MqprioInput): WireInput {
    const values: Record<string, unknown> = { ...options }
    queuesInto(values)
    entriesInto(values, ['fp'])
    return values
  },
}) {}

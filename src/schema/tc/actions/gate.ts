import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Codec, Decoded, Encodable } from '../../../netlink/codec.ts'
import { listOf, nestedRequest } from '../../../netlink/containers.ts'
import { shown, wrongType } from '../../../netlink/errors.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { flag, s32, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { ClockId } from '../clocks.ts'
import { byteCount, nanoseconds32, nanoseconds64, type Quantity } from '../units.ts'
import { within } from '../within.ts'
import { general, TcfT } from './common.ts'

/** TCA_GATE_PARMS (linux/tc_act/tc_gate.h). */
export class TcGate extends struct('tc_gate', general) {}

/** Bytes; -1 is no limit. `'32k'` as input. */
const octets: Codec<number, Quantity> = {
  type: 's32',
  size: 4,
  read: s32.read,
  write: (out, value, scope) => s32.write(out, byteCount(value), scope),
}

class GateEntryAttributes extends attributes('TCA_GATE_ENTRY_', {
  index: [1, u32], // told only: its place in the list
  gate: [2, flag], // open
  interval: [3, nanoseconds32], // how long this state lasts, ns
  ipv: [4, s32], // internal priority of what passes, which chooses the receive queue; -1: as it was
  maxOctets: [5, octets], // bytes that may pass in this time; -1: any number
}) {}

type EntryValue = Omit<Decoded<typeof GateEntryAttributes>, 'gate'> & { readonly gateState: 'open' | 'close' }
type EntryInput = Encodable<typeof GateEntryAttributes> & { readonly gateState?: 'open' | 'close' | undefined }

/** One part of the cycle (TCA_GATE_ENTRY_*). */
export class GateEntry extends view<typeof GateEntryAttributes, EntryValue, EntryInput>(GateEntryAttributes, {
  what: 'an entry of the schedule of the action gate',
  words: ['gateState'],
  says: { gate: 'gateState' },
  read: ({ gate, ...others }) => ({ gateState: gate === true ? 'open' : 'close', ...others }),
  write({ gateState, ...others }) {
    if (gateState === 'close') return others
    if (gateState === 'open') return { ...others, gate: true }
    return within('gateState', () => wrongType(`'open' or 'close' is wanted, not ${shown(gateState)}`))
  },
}) {}

/** Attributes of the action gate as they lie on the wire (TCA_GATE_*). */
export class GateAttributes extends attributes('TCA_GATE_', {
  tm: [1, TcfT],
  parms: [2, TcGate],
  pad: [3, alignment],
  priority: [4, s32], // -1: any
  schedule: [5, nestedRequest(listOf(1, nestedRequest(GateEntry))), { uapi: 'TCA_GATE_ENTRY_LIST' }], // each a TCA_GATE_ONE_ENTRY
  baseTime: [6, nanoseconds64], // when the first cycle begins, ns of the clock
  cycleTime: [7, nanoseconds64], // ns; without it the sum of the intervals
  cycleTimeExt: [8, nanoseconds64], // ns that the last cycle of an old schedule may be longer
  flags: [9, u32], // no bit has a meaning
  clockid: [10, ClockId.s32],
}) {}

/** The action gate: lets packets pass in some parts of a cycle and drops them in others (net/sched/act_gate.c, tc-gate(8)). */
export class GateAction extends flat(GateAttributes, 'parms') {}

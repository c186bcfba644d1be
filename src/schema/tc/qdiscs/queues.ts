// What mqprio and taprio have in common: traffic classes, each with a range of the device's queues.
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { InputFault, outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { u8, u16 } from '../../../netlink/scalars.ts'
import { pad, struct } from '../../../netlink/struct.ts'
import { fixedArray } from '../arrays.ts'

/** TC_QOPT_MAX_QUEUE: traffic classes at most. */
export const MAX_CLASSES = 16

/** Who queues (linux/pkt_sched.h). */
export const MqprioOffload = enumeration('TC_MQPRIO_HW_OFFLOAD_', { none: 0, tcs: 1 })

const fields = {
  numTc: u8,
  map: fixedArray(u8, 16), // the traffic class of each TC_PRIO_* of packets
  hw: u8, // 1: the device decides, and may change the queues
  count: fixedArray(u16, MAX_CLASSES), // queues of each traffic class
  offset: fixedArray(u16, MAX_CLASSES), // the first of them
} as const
const members = { map: 'prio_tc_map' }

/** Traffic classes, their priorities and queues. */
export class TcMqprioQopt extends struct('tc_mqprio_qopt', fields, { members }) {}
/** The same where attributes stand behind it: its 82 bytes are filled up, even if none follow. */
export class AlignedMqprioQopt extends struct(
  'tc_mqprio_qopt',
  { ...fields, padding: pad(2) },
  { members, minimum: 82, variant: 'before attributes' },
) {}

/** Frame preemption of a traffic class (IEEE 802.1Qbu): `E` and `P` are tc's words. */
export const FramePreemption = enumeration('TC_FP_', { express: 1, preemptible: 2 }, { E: 1, P: 2 })
/** Frame preemption of each traffic class as it is read, and as input. */
export type FramePreemptions = readonly Decoded<typeof FramePreemption.u32>[]
/** Frame preemption of each traffic class, as input; `E` and `P` are the words of tc. */
export type FramePreemptionsInput = readonly (Encodable<typeof FramePreemption.u32> | 'E' | 'P')[]

type Values = Readonly<Record<string, unknown>>

/** `count` and `offset` as tc's words, `'4@0'` being queues 0 to 3. */
export function queuesOf(numTc: number, count: readonly number[], offset: readonly number[]): readonly string[] {
  let length = MAX_CLASSES
  while (length > numTc && count[length - 1] === 0 && offset[length - 1] === 0) length--
  const queues: string[] = []
  for (let i = 0; i < length; i++) queues.push(`${count[i] as number}@${offset[i] as number}`)
  return queues
}

/** Refuses what is no array of at most so many values. */
function wantClasses(values: unknown, example: string): readonly unknown[] {
  if (!Array.isArray(values)) return wrongType(`an array (${example}) is wanted, not ${shown(values)}`)
  return values.length > MAX_CLASSES ? outOfRange(`${values.length} values, ${MAX_CLASSES} at most`) : values
}

/** Names the option in which something failed. */
function within<T>(option: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof InputFault ? error.within(option) : error
  }
}

const range = (text: unknown): readonly [number, number] => {
  const halves = /^(\d+)@(\d+)$/.exec(typeof text === 'string' ? text : '')
  return halves
    ? [Number(halves[1]), Number(halves[2])]
    : wrongType(`${shown(text)} is not a number of queues and the first of them ('4@0')`)
}

/** The way back: puts `count` and `offset` where `queues` is. */
export function queuesInto(values: Record<string, unknown>): void {
  const { queues } = values
  if (queues === undefined) return
  delete values['queues']
  within('queues', () => {
    const parsed = wantClasses(queues, "['4@0', '4@4']").map(range)
    values['count'] = parsed.map(([count]) => count)
    values['offset'] = parsed.map(([, offset]) => offset)
  })
}

/**
 * Entries of traffic classes as one array a member: `{ fp: ['express', 'preemptible'] }`. Undefined where arrays cannot
 * say it: the classes are not 0, 1, 2 ..., or a member is missing in between.
 */
export function entryColumns(entries: readonly Values[], members: readonly string[]): Record<string, unknown[]> | undefined {
  const columns: Record<string, unknown[]> = {}
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as Values
    if (entry['index'] !== i || entry['unknown'] !== undefined) return undefined
    let some = false
    for (const member of members) {
      if (entry[member] === undefined) continue
      columns[member] ??= []
      if (columns[member].push(entry[member]) !== i + 1) return undefined
      some = true
    }
    if (!some) return undefined
  }
  return columns
}

/** The way back: puts `tcEntry` where the arrays are. */
export function entriesInto(values: Record<string, unknown>, members: readonly string[]): void {
  const given = members.filter((member) => values[member] !== undefined)
  if (given.length === 0) return
  if (values['tcEntry'] !== undefined) wrongType(`'${given[0]}' is given beside 'tcEntry', which says the same`)
  const entries: Record<string, unknown>[] = []
  for (const member of given) {
    const column = within(member, () => wantClasses(values[member], 'one value for each traffic class'))
    column.forEach((value, index) => {
      entries[index] = { index, ...entries[index], [member]: value }
    })
    delete values[member]
  }
  values['tcEntry'] = entries
}

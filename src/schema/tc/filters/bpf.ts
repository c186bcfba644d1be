import { attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { view } from '../../../netlink/flat.ts'
import { string, u16, u32 } from '../../../netlink/scalars.ts'
import { Actions } from '../actions/action.ts'
import { PoliceAction } from '../actions/police.ts'
import { type BytecodeInput, bytecode, programTag, readBytecode, type SockFilter, writeBytecode } from '../bytecode.ts'
import { classid } from '../classid.ts'
import { ClassifierFlags } from './flags.ts'

/** What the program's result means (TCA_BPF_FLAG_*, linux/pkt_cls.h): `act_direct`, a verdict and not a class. */
export const BpfFilterFlags = flagSet('TCA_BPF_FLAG_', { act_direct: 1 << 0 })

class BpfAttributes extends attributes('TCA_BPF_', {
  actions: [1, Actions, { uapi: 'TCA_BPF_ACT' }],
  police: [2, PoliceAction],
  classid: [3, classid],
  opsLen: [4, u16], // how many instructions
  ops: [5, bytecode],
  fd: [6, u32], // open file of a loaded program (bpf(2)), in the process that asks
  name: [7, string], // of a program with a file, to be seen in listings
  flags: [8, BpfFilterFlags.u32],
  flagsGen: [9, ClassifierFlags.u32],
  tag: [10, programTag], // told only
  id: [11, u32], // told only: of a loaded program
}) {}

type Wire = Decoded<typeof BpfAttributes>
/** The options of a filter bpf as they are read. */
export interface BpfFilterValue extends Omit<Wire, 'ops' | 'opsLen'> {
  /** The instructions of a classic program. */
  readonly bytecode?: readonly SockFilter[]
  /** The same as they came, where their number is not that of the instructions. */
  readonly opsLen?: number
  readonly ops?: readonly SockFilter[]
}
/** The options of a filter bpf as they can be written. */
export interface BpfFilterInput extends Encodable<typeof BpfAttributes> {
  readonly bytecode?: BytecodeInput | undefined
}

/**
 * The filter bpf: packets by a program, classic (`bytecode`) or loaded before (`fd` and `name`; TCA_BPF_*,
 * net/sched/cls_bpf.c).
 */
export class BpfFilter extends view<typeof BpfAttributes, BpfFilterValue, BpfFilterInput>(BpfAttributes, {
  what: 'the filter bpf',
  words: ['bytecode'],
  says: { ops: 'bytecode', opsLen: 'bytecode' },
  read: readBytecode,
  write: writeBytecode,
}) {}

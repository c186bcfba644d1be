import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { string, u16, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { type BytecodeInput, bytecode, programTag, readBytecode, type SockFilter, writeBytecode } from '../bytecode.ts'
import { general, TcfT } from './common.ts'

/** TCA_ACT_BPF_PARMS (linux/tc_act/tc_bpf.h). */
export class TcActBpf extends struct('tc_act_bpf', general) {}

/** Attributes of the action bpf as they lie on the wire (TCA_ACT_BPF_*). */
export class BpfActionAttributes extends attributes('TCA_ACT_BPF_', {
  tm: [1, TcfT],
  parms: [2, TcActBpf],
  opsLen: [3, u16], // how many instructions
  ops: [4, bytecode],
  fd: [5, u32], // open file of a loaded program (bpf(2)), in the process that asks
  name: [6, string], // of a program with a file, to be seen in listings
  pad: [7, alignment],
  tag: [8, programTag], // told only
  id: [9, u32], // told only: of a loaded program
}) {}

class BpfOptions extends flat(BpfActionAttributes, 'parms') {}
type Wire = Decoded<typeof BpfOptions>

interface Value extends Omit<Wire, 'opsLen' | 'ops'> {
  /** The instructions of a classic program. */
  readonly bytecode?: readonly SockFilter[]
  /** The same as they came, where their number is not that of the instructions. */
  readonly opsLen?: number
  readonly ops?: readonly SockFilter[]
}
type Input = Encodable<typeof BpfOptions> & { readonly bytecode?: BytecodeInput | undefined }

/** The action bpf: a program, classic (`bytecode`) or loaded before (`fd` and `name`), decides (net/sched/act_bpf.c, tc-bpf(8)). */
export class BpfAction extends view<typeof BpfOptions, Value, Input>(BpfOptions, {
  what: 'the action bpf',
  words: ['bytecode'],
  says: { ops: 'bytecode', opsLen: 'bytecode' },
  read: readBytecode,
  write: writeBytecode,
}) {}

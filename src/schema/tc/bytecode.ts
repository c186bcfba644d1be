// Classic BPF, as the filter bpf and the action bpf take it: how many instructions, then the instructions.
import type { Codec } from '../../netlink/codec.ts'
import { arrayOf } from '../../netlink/containers.ts'
import { outOfRange, shown, wrongType } from '../../netlink/errors.ts'
import { u8, u16, u32 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'
import { hexText } from './hex.ts'
import { within } from './within.ts'

/** One instruction of classic BPF (linux/filter.h). */
export class SockFilter extends struct('sock_filter', {
  code: u16, // BPF_LD, BPF_JMP, BPF_RET ... with their modes (linux/bpf_common.h)
  jt: u8, // instructions to skip where a test holds
  jf: u8, // and where it does not
  k: u32, // the operand
}) {}

/** An instruction as input; what is left out is 0. */
export interface Instruction {
  readonly code: number
  readonly jt?: number
  readonly jf?: number
  readonly k?: number
}
/**
 * A program: its instructions, or their text as tc(8) and `tcpdump -ddd` have it, the number of instructions first:
 * `'2,40 0 0 12,6 0 0 4294967295,'`; line ends will do for commas.
 */
export type BytecodeInput = readonly Instruction[] | string

/** The most instructions of a program (BPF_MAXINSNS, linux/bpf_common.h). */
const MOST = 4096

function parse(text: string): Instruction[] {
  const [count, ...lines] = text.trim().replace(/,$/, '').split(/[,\n]/)
  const length = /^\s*\d+\s*$/.test(count as string)
    ? Number(count)
    : wrongType(`${shown(text)} does not begin with a number of instructions`)
  if (length === 0 || length > MOST) return outOfRange(`${length} instructions are not within 1 .. ${MOST}`)
  if (length !== lines.length) return wrongType(`${lines.length} instructions follow, not ${length} as the text says`)
  return lines.map((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*$/.exec(line)
    if (!match) return wrongType(`'${line}' is not an instruction ('6 0 0 4294967295': code jt jf k)`)
    return { code: Number(match[1]), jt: Number(match[2]), jf: Number(match[3]), k: Number(match[4]) }
  })
}

const instructions = arrayOf(SockFilter)
const parsed = (value: BytecodeInput): readonly Instruction[] => {
  if (typeof value === 'string') return parse(value)
  return Array.isArray(value)
    ? value
    : wrongType(`a program is wanted, its text ('1,6 0 0 4294967295,') or an array of instructions, not ${shown(value)}`)
}

/** The instructions of TCA_BPF_OPS and TCA_ACT_BPF_OPS. */
export const bytecode: Codec<readonly SockFilter[], BytecodeInput> = {
  type: instructions.type,
  read: instructions.read,
  write: (out, value, scope) => instructions.write(out, parsed(value), scope),
  parts: (view, at, end, scope) => instructions.parts?.(view, at, end, scope) ?? [],
  describe: () => ({ kind: 'list', item: SockFilter, layout: 'array' }),
}

/** TCA_BPF_TAG and TCA_ACT_BPF_TAG: a hash of the program (BPF_TAG_SIZE, linux/bpf.h), as text. */
export const programTag = hexText(8)

interface Wire {
  readonly opsLen?: number
  readonly ops?: readonly SockFilter[]
}

/** The attributes of a program as one word: for the `read` of a view whose set has `opsLen` and `ops`. */
export function readBytecode<W extends Wire>(wire: W): Omit<W, 'opsLen' | 'ops'> & { readonly bytecode?: readonly SockFilter[] } {
  const { opsLen, ops, ...others } = wire
  // A number that is not that of the instructions stays beside them: nothing is lost.
  return ops === undefined || opsLen !== ops.length ? wire : { ...others, bytecode: ops }
}

/** The way back: the word as the two attributes. Throws an InputFault. */
export function writeBytecode<V extends { readonly bytecode?: BytecodeInput | undefined }>(
  value: V,
): Omit<V, 'bytecode'> & { readonly opsLen?: number; readonly ops?: readonly Instruction[] } {
  const { bytecode: program, ...others } = value
  if (program === undefined) return others
  const ops = within('bytecode', () => parsed(program))
  return { ...others, opsLen: ops.length, ops }
}

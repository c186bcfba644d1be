import { BpfFilterFlags } from '../../../../schema/tc/filters/bpf.ts'
import { take } from '../../../words/input.ts'
import type { KindWords } from '../kind.ts'
import {
  type ClassWords,
  classWords,
  completeClass,
  completePlace,
  completePolice,
  type PlaceWords,
  type PoliceOption,
  placeWords,
} from './common.ts'

/** What tc-bpf(8) says besides the keys. */
export interface BpfWords extends ClassWords, PlaceWords, PoliceOption {
  /** The program's result is a verdict, as of an action. */
  readonly directAction: boolean
  /** The same, as tc(8) has it in short. */
  readonly da: boolean
}

const PROGRAM = ['bytecode', 'fd', 'ops', 'TCA_BPF_FD', 'TCA_BPF_OPS']

/** tc-bpf(8). Programs are loaded by others: `fd` is an open one. */
export const bpf: KindWords<BpfWords> = {
  words: [...classWords, ...placeWords, 'directAction', 'da'],
  complete(options, about) {
    const makes = about.command !== 'delete' && about.command !== 'get'
    if (makes && !PROGRAM.some((word) => options[word] !== undefined)) throw new TypeError("a program is missing: 'bytecode' or 'fd'")
    completeClass(options)
    completePlace(options, 'flagsGen')
    completePolice(options, about)
    const direct = [take(options, 'directAction'), take(options, 'da')].includes(true)
    if (direct) options['flags'] = BpfFilterFlags.bits((options['flags'] ?? 0) as 0) | BpfFilterFlags.constants.ACT_DIRECT
    for (const told of ['tag', 'id']) delete options[told]
  },
}

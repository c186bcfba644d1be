import type { KindWords } from '../kind.ts'
import { fillIn } from './common.ts'

/** A program, or the number of an action that has one. */
export const bpf: KindWords = {
  required: [['bytecode', 'fd', 'ops', 'index']],
  complete: (options) => fillIn(options),
}

import { printPolice } from '../actions/police.ts'
import type { FilterPrinter } from '../printers.ts'
import { hex, printActionsOf, printFlags, printFlowid } from './common.ts'

/**
 * tc/f_bpf.c. Of a loaded program tc asks bpf(2) for more than the message tells; this is what it prints where it may
 * not ask.
 */
export const printBpf: FilterPrinter<'bpf'> = (options, printing, { handle }) => {
  const { bytecode, flags, flagsGen, id, name, police, tag } = options
  return {
    handle: handle === 0 ? undefined : hex(handle),
    ...printFlowid(options),
    bpf_name: name,
    'direct-action': flags?.includes('act_direct') || undefined,
    ...printFlags(flagsGen),
    bytecode:
      bytecode === undefined ? undefined : { length: bytecode.length, insns: bytecode.map(({ code, jt, jf, k }) => ({ code, jt, jf, k })) },
    prog: id === undefined ? undefined : { id },
    tag,
    ...(police && printPolice(police, printing)),
    ...printActionsOf(options, printing),
  }
}

import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/**
 * tc/m_bpf.c. Of a loaded program tc asks bpf(2) for more than the message tells; this is what it prints where it may
 * not ask.
 */
export const printBpf: ActionPrinter<'bpf'> = (options, printing) => {
  const { bytecode, id, name, tag } = options
  return {
    kind: 'bpf',
    bpf_name: name,
    bytecode: bytecode && { length: bytecode.length, insns: bytecode.map(({ code, jt, jf, k }) => ({ code, jt, jf, k })) },
    prog: id === undefined ? undefined : { id },
    tag,
    control_action: printControl(options.action),
    ...printIdentity(options, printing),
  }
}

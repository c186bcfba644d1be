import { EthernetProtocol } from '../../../schema/enums.ts'
import { hex } from '../filters/common.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** tc/m_ife.c. */
export const printIfe: ActionPrinter<'ife'> = (options, printing) => ({
  kind: 'ife',
  mode: options.mode === 'decode' ? 'decode' : 'encode',
  control_action: printControl(options.action),
  type: options.type === undefined ? undefined : hex(EthernetProtocol.number(options.type)),
  mark: options.mark,
  tcindex: options.tcindex,
  prio: options.prio,
  dst: options.dmac,
  src: options.smac,
  ...printIdentity(options, printing),
})

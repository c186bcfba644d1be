import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** tc/m_connmark.c. */
export const printConnmark: ActionPrinter<'connmark'> = (options, printing) => ({
  kind: 'connmark',
  zone: options.zone ?? 0,
  control_action: printControl(options.action),
  ...printIdentity(options, printing),
})

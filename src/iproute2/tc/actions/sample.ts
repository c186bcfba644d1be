import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** tc/m_sample.c. */
export const printSample: ActionPrinter<'sample'> = (options, printing) => {
  const { rate, psampleGroup, truncSize } = options
  if (rate === undefined || psampleGroup === undefined) return { kind: 'sample' }
  return {
    kind: 'sample',
    rate,
    group: psampleGroup,
    trunc_size: truncSize,
    control_action: printControl(options.action),
    ...printIdentity(options, printing),
  }
}

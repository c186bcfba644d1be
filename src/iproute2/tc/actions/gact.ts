import type { ActionPrinter } from '../printers.ts'
import { printControl, printIdentity } from './common.ts'

/** The verdict, and another for some packets, told also where there is none. */
export const printGact: ActionPrinter<'gact'> = (options, printing) => ({
  kind: 'gact',
  control_action: printControl(options.action),
  prob: {
    random_type: typeof options.prob?.ptype === 'string' ? options.prob.ptype : 'none',
    control_action: printControl(options.prob?.paction),
    val: options.prob?.pval ?? 0,
  },
  ...printIdentity(options, printing),
})

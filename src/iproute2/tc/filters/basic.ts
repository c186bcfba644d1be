import { printPolice } from '../actions/police.ts'
import type { FilterPrinter } from '../printers.ts'
import { printActionsOf, printFlowid } from './common.ts'

/** tc/f_basic.c. Its text of ematches stands between the members of tc's JSON, which is none then; it is left out here. */
export const printBasic: FilterPrinter<'basic'> = (options, printing, { handle }) => ({
  handle: handle === 0 ? undefined : handle.toString(16),
  ...printFlowid(options),
  ...(options.police && printPolice(options.police, printing)),
  ...printActionsOf(options, printing),
})

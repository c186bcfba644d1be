import { printPolice } from '../actions/police.ts'
import type { FilterPrinter } from '../printers.ts'
import { hex, printActionsOf } from './common.ts'

/** tc/f_cgroup.c; tc 6.1 prints plain text among the JSON here, so this is what a newer tc prints, but for extended matches. */
export const printCgroup: FilterPrinter<'cgroup'> = (options, printing, { handle }) => ({
  handle: handle === 0 ? undefined : hex(handle),
  ...(options.police && printPolice(options.police, printing)),
  ...printActionsOf(options, printing),
})

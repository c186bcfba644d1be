import { printPolice } from '../actions/police.ts'
import type { FilterPrinter } from '../printers.ts'
import { printClassid } from '../words.ts'
import { hex, printActionsOf } from './common.ts'

/** tc/f_fw.c; tc 6.1 prints plain text among the JSON here, so this is what a newer tc prints. */
export const printFw: FilterPrinter<'fw'> = (options, printing, { handle }) => ({
  fw: handle === 0 && options.mask === undefined ? undefined : { mark: hex(handle), mask: hex(options.mask ?? 0xffffffff) },
  classid: options.classid === undefined ? undefined : printClassid(options.classid),
  ...(options.police && printPolice(options.police, printing)),
  indev: options.indev,
  ...printActionsOf(options, printing),
})

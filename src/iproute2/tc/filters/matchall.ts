import type { FilterPrinter } from '../printers.ts'
import { printActionsOf, printFlags, printFlowid } from './common.ts'

/** tc/f_matchall.c */
export const printMatchall: FilterPrinter<'matchall'> = (options, printing, { handle }) => ({
  handle: handle === 0 ? undefined : handle,
  ...printFlowid(options),
  ...printFlags(options.flags),
  rule_hit: printing.statistics ? options.pcnt?.rhit : undefined,
  ...printActionsOf(options, printing),
})

import { printPolice } from '../actions/police.ts'
import type { FilterPrinter } from '../printers.ts'
import { printActionsOf, printFlowid } from './common.ts'

/** The names that iproute2 comes with (/etc/iproute2/rt_realms). */
const realm = (number: number): string => (number === 0 ? 'cosmos' : String(number))

/**
 * tc/f_route.c; tc 6.1 prints plain text among the JSON here, so this is what a newer tc prints. Both realms are called
 * `name`, so that the source's alone is left where there are both.
 */
export const printRoute: FilterPrinter<'route'> = (options, printing, { handle }) => {
  const { from, iif, police, to } = options
  const order = (handle >>> 8) & 0x7f
  const named = from ?? to
  return {
    fh: handle === 0 ? undefined : `0x${handle.toString(16)}`,
    order: order === 0 ? undefined : order,
    ...printFlowid(options),
    name: named === undefined ? undefined : realm(named),
    fromif: iif === undefined ? undefined : printing.link(iif),
    ...(police && printPolice(police, printing)),
    ...printActionsOf(options, printing),
  }
}

import type { QdiscPrinter } from '../printers.ts'
import { printRedDetails, printRedFlags } from '../red.ts'

/** As q_choke.c. */
export const printChoke: QdiscPrinter<'choke'> = {
  options(options, { details }) {
    const { limit, min, max } = options
    if (limit === undefined) return {}
    return { limit, min, max, ...printRedFlags(options), ...(details && printRedDetails(options)) }
  },
  xstats: ({ marked, early, pdrop, other, matched }) => ({ marked, early, pdrop, other, matched }),
}

import type { QdiscPrinter } from '../printers.ts'

/** Of prio and pfifo_fast; `multiqueue` was of kernels before 2.6.27. */
export const printPrio: QdiscPrinter<'prio'> = {
  options: ({ bands, priomap }) => ({ bands, priomap, multiqueue: false }),
}

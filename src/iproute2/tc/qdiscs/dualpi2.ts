import type { QdiscPrinter } from '../printers.ts'

/** To be written. */
export const printDualpi2: QdiscPrinter<'dualpi2'> = {}

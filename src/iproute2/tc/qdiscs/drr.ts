import type { QdiscPrinter } from '../printers.ts'

/** tc/q_drr.c has nothing to print of it. */
export const printDrr: QdiscPrinter<'drr'> = {}

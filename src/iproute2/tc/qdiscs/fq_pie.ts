import type { QdiscPrinter } from '../printers.ts'

/** To be written. */
export const printFqPie: QdiscPrinter<'fq_pie'> = {}

import type { QdiscPrinter } from '../printers.ts'

/** To be written. */
export const printFqCodel: QdiscPrinter<'fq_codel'> = {}

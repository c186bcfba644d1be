import type { QdiscPrinter } from '../printers.ts'

/** To be written. */
export const printHhf: QdiscPrinter<'hhf'> = {}

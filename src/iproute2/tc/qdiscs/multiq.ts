import type { QdiscPrinter } from '../printers.ts'

/** To be written. */
export const printMultiq: QdiscPrinter<'multiq'> = {}

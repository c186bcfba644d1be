import type { QdiscPrinter } from '../printers.ts'

/** To be written. */
export const printNetem: QdiscPrinter<'netem'> = {}

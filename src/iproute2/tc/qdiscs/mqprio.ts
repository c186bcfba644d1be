import type { QdiscPrinter } from '../printers.ts'

/** To be written. */
export const printMqprio: QdiscPrinter<'mqprio'> = {}

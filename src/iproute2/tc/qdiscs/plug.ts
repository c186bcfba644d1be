import type { QdiscPrinter } from '../printers.ts'

/** To be written. */
export const printPlug: QdiscPrinter<'plug'> = {}

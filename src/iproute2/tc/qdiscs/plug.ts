import type { QdiscPrinter } from '../printers.ts'

/** The kernel does not show its options, and tc would not print them. */
export const printPlug: QdiscPrinter<'plug'> = {}

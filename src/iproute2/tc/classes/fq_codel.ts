import type { ClassPrinter } from '../printers.ts'

/** To be written. */
export const printFqCodel: ClassPrinter<'fq_codel'> = {}

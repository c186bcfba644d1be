import type { ClassPrinter } from '../printers.ts'

/** To be written. */
export const printCake: ClassPrinter<'cake'> = {}

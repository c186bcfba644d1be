import type { ClassPrinter } from '../printers.ts'

/** tc/q_hfsc.c prints no JSON: curves and counters are text. */
export const printHfsc: ClassPrinter<'hfsc'> = {}

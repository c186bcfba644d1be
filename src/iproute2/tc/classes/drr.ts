import type { ClassPrinter } from '../printers.ts'

/** tc/q_drr.c prints no JSON: the quantum is text. */
export const printDrr: ClassPrinter<'drr'> = {}

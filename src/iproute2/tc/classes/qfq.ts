import type { ClassPrinter } from '../printers.ts'

/** tc/q_qfq.c prints no JSON: weight and maxpkt are text. */
export const printQfq: ClassPrinter<'qfq'> = {}

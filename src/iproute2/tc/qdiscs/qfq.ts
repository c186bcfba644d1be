import type { QdiscPrinter } from '../printers.ts'

/** tc/q_qfq.c has nothing to print of it. */
export const printQfq: QdiscPrinter<'qfq'> = {}

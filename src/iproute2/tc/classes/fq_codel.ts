import type { ClassPrinter } from '../printers.ts'
import { printFqCodelXstats } from '../qdiscs/fq_codel.ts'

/** tc/q_fq_codel.c */
export const printFqCodel: ClassPrinter<'fq_codel'> = { xstats: printFqCodelXstats }

import type { ClassPrinter } from '../printers.ts'
import { printCakeStats } from '../qdiscs/cake.ts'

/** tc/q_cake.c */
export const printCake: ClassPrinter<'cake'> = { xstats: printCakeStats }

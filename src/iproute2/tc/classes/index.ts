import { printCake } from './cake.ts'
import { printDrr } from './drr.ts'
import { printEts } from './ets.ts'
import { printFqCodel } from './fq_codel.ts'
import { printHfsc } from './hfsc.ts'
import { printHtb } from './htb.ts'
import { printQfq } from './qfq.ts'
import { printSfq } from './sfq.ts'

/** One line for each kind. */
export const classPrinters = {
  cake: printCake,
  drr: printDrr,
  ets: printEts,
  fq_codel: printFqCodel,
  hfsc: printHfsc,
  htb: printHtb,
  qfq: printQfq,
  sfq: printSfq,
}

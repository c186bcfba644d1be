import { printCake } from './cake.ts'
import { printEts } from './ets.ts'
import { printFqCodel } from './fq_codel.ts'
import { printHtb } from './htb.ts'
import { printSfq } from './sfq.ts'

/** One line for each kind that tc prints something of; others have no options there, or only text. */
export const classPrinters = {
  cake: printCake,
  ets: printEts,
  fq_codel: printFqCodel,
  htb: printHtb,
  sfq: printSfq,
}

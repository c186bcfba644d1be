import { printCake } from './cake.ts'
import { printCbs } from './cbs.ts'
import { printChoke } from './choke.ts'
import { printCodel } from './codel.ts'
import { printDualpi2 } from './dualpi2.ts'
import { printEtf } from './etf.ts'
import { printEts } from './ets.ts'
import { printFifo } from './fifo.ts'
import { printFq } from './fq.ts'
import { printFqCodel } from './fq_codel.ts'
import { printFqPie } from './fq_pie.ts'
import { printGred } from './gred.ts'
import { printHhf } from './hhf.ts'
import { printHtb } from './htb.ts'
import { printMqprio } from './mqprio.ts'
import { printMultiq } from './multiq.ts'
import { printNetem } from './netem.ts'
import { printPie } from './pie.ts'
import { printPrio } from './prio.ts'
import { printRed } from './red.ts'
import { printSfb } from './sfb.ts'
import { printSfq } from './sfq.ts'
import { printSkbprio } from './skbprio.ts'
import { printTaprio } from './taprio.ts'
import { printTbf } from './tbf.ts'

/** One line for each kind that tc prints something of; others have no options there, or only text. */
export const qdiscPrinters = {
  bfifo: printFifo,
  cake: printCake,
  cake_mq: printCake,
  cbs: printCbs,
  choke: printChoke,
  codel: printCodel,
  dualpi2: printDualpi2,
  etf: printEtf,
  ets: printEts,
  fq: printFq,
  fq_codel: printFqCodel,
  fq_pie: printFqPie,
  gred: printGred,
  hhf: printHhf,
  htb: printHtb,
  mqprio: printMqprio,
  multiq: printMultiq,
  netem: printNetem,
  pfifo: printFifo,
  pfifo_fast: printPrio,
  pfifo_head_drop: printFifo,
  pie: printPie,
  prio: printPrio,
  red: printRed,
  sfb: printSfb,
  sfq: printSfq,
  skbprio: printSkbprio,
  taprio: printTaprio,
  tbf: printTbf,
}

import { cake } from './cake.ts'
import { cbs } from './cbs.ts'
import { choke } from './choke.ts'
import { codel } from './codel.ts'
import { dualpi2 } from './dualpi2.ts'
import { etf } from './etf.ts'
import { ets } from './ets.ts'
import { fq } from './fq.ts'
import { fqCodel } from './fq_codel.ts'
import { fqPie } from './fq_pie.ts'
import { gred } from './gred.ts'
import { hfsc } from './hfsc.ts'
import { hhf } from './hhf.ts'
import { htb } from './htb.ts'
import { mqprio } from './mqprio.ts'
import { multiq } from './multiq.ts'
import { netem } from './netem.ts'
import { pie } from './pie.ts'
import { plug } from './plug.ts'
import { prio } from './prio.ts'
import { red } from './red.ts'
import { sfb } from './sfb.ts'
import { sfq } from './sfq.ts'
import { taprio } from './taprio.ts'
import { tbf } from './tbf.ts'

/** People's words for kinds that have some. */
export const qdiscWords = {
  cake,
  cake_mq: cake,
  cbs,
  choke,
  codel,
  dualpi2,
  etf,
  ets,
  fq,
  fq_codel: fqCodel,
  fq_pie: fqPie,
  gred,
  hfsc,
  hhf,
  htb,
  mqprio,
  multiq,
  netem,
  pie,
  plug,
  prio,
  red,
  sfb,
  sfq,
  taprio,
  tbf,
}

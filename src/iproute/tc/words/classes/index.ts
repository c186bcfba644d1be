import { drr } from './drr.ts'
import { hfsc } from './hfsc.ts'
import { htb } from './htb.ts'
import { qfq } from './qfq.ts'

/** People's words for kinds that have some. */
export const classWords = {
  drr,
  hfsc,
  htb,
  qfq,
}

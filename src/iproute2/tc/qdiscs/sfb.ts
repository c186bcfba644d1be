import type { QdiscPrinter } from '../printers.ts'
import { printSfbProbability } from '../red.ts'

/** Milliseconds in microseconds, in the 32 bits that tc multiplies in. */
const microseconds = (milliseconds = 0): number => Math.imul(milliseconds, 1000) >>> 0

/** As q_sfb.c. */
export const printSfb: QdiscPrinter<'sfb'> = {
  options({ rehash, db, limit, max, target, increment = 0, decrement = 0, penaltyRate, penaltyBurst }) {
    if (limit === undefined) return {}
    return {
      ...{ rehash: microseconds(rehash), db: microseconds(db), limit, max, target },
      ...{ increment: printSfbProbability(increment), decrement: printSfbProbability(decrement) },
      ...{ penalty_rate: penaltyRate, penalty_burst: penaltyBurst },
    }
  },
  xstats: ({ earlydrop, penaltydrop, bucketdrop, queuedrop, childdrop, marked, maxqlen, maxprob, avgprob }) => ({
    ...{ earlydrop, penaltydrop, bucketdrop, queuedrop, childdrop, marked, maxqlen },
    ...{ maxprob: printSfbProbability(maxprob), avgprob: printSfbProbability(avgprob) },
  }),
}

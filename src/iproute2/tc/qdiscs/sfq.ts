import type { QdiscPrinter } from '../printers.ts'
import { printProbability, printRedFlags } from '../red.ts'

/** As q_sfq.c. */
export const printSfq: QdiscPrinter<'sfq'> = {
  options(options, { details, statistics }) {
    const { limit, quantum, depth = 0, headdrop = 0, flows, divisor, perturb, min = 0, max, wlog, probability = 0, stats } = options
    return {
      ...{ limit, quantum },
      ...(depth !== 0 && { depth }),
      ...(headdrop !== 0 && { headdrop: true }),
      ...(details && { flows }),
      divisor,
      ...(perturb !== 0 && { perturb }),
      ...(min !== 0 && { ewma: wlog, min, max, probability: printProbability(probability), ...printRedFlags(options) }),
      ...(min !== 0 &&
        statistics && {
          ...{ prob_mark: stats?.probMark, prob_mark_head: stats?.probMarkHead, prob_drop: stats?.probDrop },
          ...{ forced_mark: stats?.forcedMark, forced_mark_head: stats?.forcedMarkHead, forced_drop: stats?.forcedDrop },
        }),
    }
  },
  xstats: ({ allot }) => ({ allot }),
}

import type { QdiscPrinter } from '../printers.ts'

/** tc/q_codel.c */
export const printCodel: QdiscPrinter<'codel'> = {
  options: ({ limit, target, ceThreshold, interval, ecn }) => ({
    ...{ limit, target, ce_threshold: ceThreshold, interval },
    ...(ecn && { ecn: true }),
  }),
  xstats: ({ count, lastcount, ldelay, dropping, dropNext, maxpacket, ecnMark, dropOverlimit, ceMark }) => ({
    ...{ count, lastcount, ldelay },
    ...(dropping !== 0 && { dropping: true }),
    drop_next: dropNext,
    ...{ maxpacket, ecn_mark: ecnMark, drop_overlimit: dropOverlimit },
    ...(ceMark && { ce_mark: ceMark }),
  }),
}

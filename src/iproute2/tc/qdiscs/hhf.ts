import type { QdiscPrinter } from '../printers.ts'

/** tc/q_hhf.c */
export const printHhf: QdiscPrinter<'hhf'> = {
  options: ({ backlogLimit, quantum, hhFlowsLimit, resetTimeout, admitBytes, evictTimeout, nonHhWeight }) => ({
    ...{ limit: backlogLimit, quantum, hh_limit: hhFlowsLimit, reset_timeout: resetTimeout },
    ...{ admit_bytes: admitBytes, evict_timeout: evictTimeout, non_hh_weight: nonHhWeight },
  }),
  xstats: ({ dropOverlimit, hhOverlimit, hhTotCount, hhCurCount }) => ({
    ...{ drop_overlimit: dropOverlimit, hh_overlimit: hhOverlimit, tot_hh: hhTotCount, cur_hh: hhCurCount },
  }),
}

import { printFloat } from '../numbers.ts'
import type { QdiscPrinter } from '../printers.ts'

/** tc/q_pie.c */
export const printPie: QdiscPrinter<'pie'> = {
  options: ({ limit, target, tupdate, alpha, beta, ecn, bytemode, dqRateEstimator }) => ({
    ...{ limit, target, tupdate, alpha, beta },
    ...(ecn && { ecn: true }),
    ...(bytemode && { bytemode: true }),
    ...(dqRateEstimator && { dq_rate_estimator: true }),
  }),
  xstats: ({ prob, delay, dqRateEstimating, avgDqRate, packetsIn, overlimit, dropped, maxq, ecnMark }) => ({
    ...{ prob: printFloat(Number(prob) / 2 ** 64), delay },
    ...(dqRateEstimating !== 0 && { avg_dq_rate: avgDqRate }),
    ...{ pkts_in: packetsIn, overlimit, dropped, maxq, ecn_mark: ecnMark },
  }),
}

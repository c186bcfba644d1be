import type { QdiscPrinter } from '../printers.ts'

/** tc/q_fq_pie.c */
export const printFqPie: QdiscPrinter<'fq_pie'> = {
  options: ({ memoryLimit, ecnProb, ecn, bytemode, dqRateEstimator, ...options }) => ({
    ...{ limit: options.limit, flows: options.flows, target: options.target, tupdate: options.tupdate },
    ...{ alpha: options.alpha, beta: options.beta, quantum: options.quantum, memory_limit: memoryLimit, ecn_prob: ecnProb },
    ...(ecn && { ecn: true }),
    ...(bytemode && { bytemode: true }),
    ...(dqRateEstimator && { dq_rate_estimator: true }),
  }),
  xstats: (xstats) => ({
    ...{ pkts_in: xstats.packetsIn, overlimit: xstats.overlimit, overmemory: xstats.overmemory, dropped: xstats.dropped },
    ...{ ecn_mark: xstats.ecnMark, new_flow_count: xstats.newFlowCount },
    ...{ new_flows_len: xstats.newFlowsLen, old_flows_len: xstats.oldFlowsLen, memory_used: xstats.memoryUsage },
  }),
}

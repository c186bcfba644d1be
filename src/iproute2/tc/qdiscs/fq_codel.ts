import type { FqCodelXstats } from '../../../schema/tc/qdiscs/fq_codel.ts'
import type { JsonObject } from '../../types.ts'
import type { QdiscPrinter } from '../printers.ts'

/** What is counted of the whole, or of one flow. */
export function printFqCodelXstats(xstats: FqCodelXstats): JsonObject {
  if (xstats.type === 'qdisc') {
    const { maxpacket, dropOverlimit, newFlowCount, ecnMark, ceMark, memoryUsage, dropOvermemory, newFlowsLen, oldFlowsLen } = xstats
    return {
      ...{ maxpacket, drop_overlimit: dropOverlimit, new_flow_count: newFlowCount, ecn_mark: ecnMark },
      ...(ceMark && { ce_mark: ceMark }),
      ...(memoryUsage && { memory_used: memoryUsage }),
      ...(dropOvermemory && { drop_overmemory: dropOvermemory }),
      ...{ new_flows_len: newFlowsLen, old_flows_len: oldFlowsLen },
    }
  }
  if (xstats.type !== 'class') return {}
  const { deficit, count, lastcount, ldelay, dropping, dropNext } = xstats
  return { deficit, count, lastcount, ldelay, ...(dropping !== 0 && { dropping: true, drop_next: dropNext }) }
}

/** tc/q_fq_codel.c */
export const printFqCodel: QdiscPrinter<'fq_codel'> = {
  options: ({ ceThresholdSelector = 0, ceThresholdMask = 0, ecn, dropBatchSize, ...options }) => ({
    ...{ limit: options.limit, flows: options.flows, quantum: options.quantum, target: options.target },
    ce_threshold: options.ceThreshold,
    ...((ceThresholdMask !== 0 || ceThresholdSelector !== 0) && {
      ce_threshold_selector: ceThresholdSelector,
      ce_threshold_mask: ceThresholdMask,
    }),
    ...{ interval: options.interval, memory_limit: options.memoryLimit },
    ...(ecn && { ecn: true }),
    ...(dropBatchSize && { drop_batch: dropBatchSize }),
  }),
  xstats: printFqCodelXstats,
}

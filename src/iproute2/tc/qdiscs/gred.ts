import type { GredQueue } from '../../../schema/tc/qdiscs/gred.ts'
import type { JsonObject } from '../../types.ts'
import type { QdiscPrinter } from '../printers.ts'
import { printProbability, printRedFlags } from '../red.ts'

/** With `-s`; `listed` says that the kernel tells of its queues in TCA_GRED_VQ_LIST too, since Linux 5.0. */
const printStatistics = (queue: GredQueue, listed: boolean): JsonObject => {
  const { qave, backlog, packets } = queue
  if (!listed) {
    const { forced, early, pdrop, other, bytesin } = queue
    return { qave, backlog, forced_drop: forced, prob_drop: early, pdrop, other, packets, bytes: bytesin }
  }
  return {
    ...{ qave, backlog, forced_drop: queue.statForcedDrop ?? 0, prob_drop: queue.statProbDrop ?? 0 },
    ...{ pdrop: queue.statPdrop ?? 0, other: queue.statOther ?? 0 },
    ...{ forced_mark: queue.statForcedMark ?? 0, prob_mark: queue.statProbMark ?? 0 },
    // tc looks at 32 of the 64 bits.
    ...{ packets, bytes: BigInt.asUintN(32, queue.statBytes ?? 0n) },
  }
}

/** As q_gred.c. */
export const printGred: QdiscPrinter<'gred'> = {
  options(options, { details, statistics }) {
    const { vqs, default: fallback, grio, limit, queues } = options
    if (queues === undefined) return {}
    const printQueue = (queue: GredQueue): JsonObject => {
      const { vq, prio, limit, min, max, ecn, wlog, scellLog, probability = 0, statPackets } = queue
      return {
        ...{ vq, prio, limit, min, max },
        ...(ecn !== undefined && printRedFlags(queue)),
        ...(details && { ewma: wlog, probability: printProbability(probability), Scell_log: scellLog }),
        ...(statistics && printStatistics(queue, ecn !== undefined || statPackets !== undefined)),
      }
    }
    return {
      ...{ dp_cnt: vqs, dp_default: fallback, grio },
      ...(limit !== undefined && { limit }),
      ...printRedFlags(options),
      vqs: queues.map(printQueue),
    }
  },
}

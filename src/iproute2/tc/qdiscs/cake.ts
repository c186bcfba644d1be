import type { CakeStats, CakeTinStats } from '../../../schema/tc/qdiscs/cake.ts'
import { CakeAck, CakeDiffserv, CakeFlow } from '../../../schema/tc/qdiscs/cake.ts'
import type { JsonObject } from '../../types.ts'
import { bytesPerSecond } from '../numbers.ts'
import type { QdiscPrinter } from '../printers.ts'

const FLOW_MODES = ['flowblind', 'srchost', 'dsthost', 'hosts', 'flows', 'dual-srchost', 'dual-dsthost', 'triple-isolate']
const DIFFSERV_MODES = ['diffserv3', 'diffserv4', 'diffserv8', 'besteffort', 'precedence']
const ACK_FILTERS = ['disabled', 'enabled', 'aggressive']

type Options = Parameters<NonNullable<QdiscPrinter<'cake'>['options']>>[0]

const printRate = ({ baseRate64, autorate }: Options): JsonObject => ({
  ...(baseRate64 !== undefined && { bandwidth: baseRate64 === 'unlimited' ? baseRate64 : bytesPerSecond(baseRate64) }),
  ...(autorate && { autorate: autorate === 1 ? 'autorate-ingress' : 'unknown' }),
})

const printModes = ({ diffservMode, flowMode }: Options): JsonObject => ({
  ...(diffservMode !== undefined && { diffserv: DIFFSERV_MODES[CakeDiffserv.number(diffservMode)] ?? 'unknown' }),
  ...(flowMode !== undefined && { flowmode: FLOW_MODES[CakeFlow.number(flowMode)] ?? 'unknown' }),
})

function printOverhead({ raw, atm, overhead = 0, mpu, memory }: Options): JsonObject {
  const cells = atm === 'atm' || atm === 'ptm' ? atm : raw === undefined ? 'noatm' : undefined
  return {
    raw: raw !== undefined,
    ...(cells !== undefined && { atm: cells }),
    overhead,
    ...(mpu && { mpu }),
    ...(memory && { memlimit: memory }),
  }
}

function printTin(tin: CakeTinStats): JsonObject {
  const { thresholdRate64: rate } = tin
  return {
    ...(rate !== undefined && { threshold_rate: bytesPerSecond(rate) }),
    ...{ sent_bytes: tin.sentBytes64, backlog_bytes: tin.backlogBytes, target_us: tin.targetUs, interval_us: tin.intervalUs },
    ...{ peak_delay_us: tin.peakDelayUs, avg_delay_us: tin.avgDelayUs, base_delay_us: tin.baseDelayUs },
    ...{ sent_packets: tin.sentPackets, way_indirect_hits: tin.wayIndirectHits },
    ...{ way_misses: tin.wayMisses, way_collisions: tin.wayCollisions },
    ...{ drops: tin.droppedPackets, ecn_mark: tin.ecnMarkedPackets, ack_drops: tin.acksDroppedPackets },
    ...{ sparse_flows: tin.sparseFlows, bulk_flows: tin.bulkFlows, unresponsive_flows: tin.unresponsiveFlows },
    ...{ max_pkt_len: tin.maxSkblen, flow_quantum: tin.flowQuantum },
  }
}

/** Of a flow. A time that has passed is no number for tc. */
function printFlow({ deficit, cobaltCount, dropping, dropNextUs = -1, pDrop, blueTimerUs = -1 }: CakeStats): JsonObject {
  return {
    ...{ deficit, count: cobaltCount },
    ...(dropping && { dropping: true, ...(dropNextUs >= 0 && { drop_next: dropNextUs }) }),
    ...(pDrop !== undefined && { blue_prob: pDrop, ...(blueTimerUs >= 0 && { blue_timer: blueTimerUs }) }),
  }
}

/** What is counted of the whole, or of one flow. */
export function printCakeStats(stats: CakeStats): JsonObject {
  const { memoryUsed, memoryLimit, capacityEstimate64: rate, minNetlen, maxNetlen, minAdjlen, maxAdjlen, avgNetoff, tinStats = [] } = stats
  return {
    ...(memoryUsed !== undefined && memoryLimit !== undefined && { memory_used: memoryUsed, memory_limit: memoryLimit }),
    ...(rate !== undefined && { capacity_estimate: bytesPerSecond(rate) }),
    ...(minNetlen !== undefined && maxNetlen !== undefined && { min_network_size: minNetlen, max_network_size: maxNetlen }),
    ...(minAdjlen !== undefined && maxAdjlen !== undefined && { min_adj_size: minAdjlen, max_adj_size: maxAdjlen }),
    avg_hdr_offset: avgNetoff,
    ...printFlow(stats),
    ...(tinStats.length > 0 && { tins: tinStats.map(printTin) }),
  }
}

/** tc/q_cake.c */
export const printCake: QdiscPrinter<'cake'> = {
  options: (options) => ({
    ...printRate(options),
    ...printModes(options),
    ...{ nat: Boolean(options.nat), wash: Boolean(options.wash), ingress: Boolean(options.ingress) },
    'ack-filter': ACK_FILTERS[CakeAck.number(options.ackFilter ?? 0)] ?? 'disabled',
    ...{ split_gso: Boolean(options.splitGso), rtt: options.rtt ?? 0 },
    ...printOverhead(options),
    ...(options.fwmark !== undefined && { fwmark: options.fwmark === 0 ? '0' : `0x${options.fwmark.toString(16)}` }),
  }),
  xstats: printCakeStats,
}

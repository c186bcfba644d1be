// ip/ipntable.c of iproute2.
import type { NdtConfig, NdtStats, NeighbourParameters, NeighbourTableMessage } from '../../schema/neighbour-table.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { commandOf, readWords, setsText } from './words.ts'

const two = (number: number): string => String(number).padStart(2, '0')

/** The time of day so many milliseconds before `now`, as the machine's clock shows it. */
function timeText(now: number, ago: number): string {
  if (ago === 0) return '(error)'
  const time = new Date((now - Math.floor(ago / 1000)) * 1000)
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(two).join('-')
  return `${date} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`
}

const printConfig = (config: NdtConfig, now: number): JsonObject => ({
  key_length: config.keyLen,
  entry_size: config.entrySize,
  entries: config.entries,
  last_flush: timeText(now, config.lastFlush),
  last_rand: timeText(now, config.lastRand),
  hash_rnd: config.hashRnd,
  hash_mask: config.hashMask === 0 ? '0' : `0x${config.hashMask.toString(16)}`,
  hash_chain_gc: config.hashChainGc,
  proxy_qlen: config.proxyQlen,
})

const printParameters = ({ ifindex, ...of }: NeighbourParameters, { link }: Printing): JsonObject => ({
  ...(ifindex !== undefined && { dev: link(ifindex) }),
  refcnt: of.refcnt,
  reachable: of.reachableTime,
  base_reachable: of.baseReachableTime,
  retrans: of.retransTime,
  gc_stale: of.gcStaletime,
  delay_probe: of.delayProbeTime,
  queue: of.queueLen,
  app_probes: of.appProbes,
  ucast_probes: of.ucastProbes,
  mcast_probes: of.mcastProbes,
  anycast_delay: of.anycastDelay,
  proxy_delay: of.proxyDelay,
  proxy_queue: of.proxyQlen,
  locktime: of.locktime,
})

const printStatistics = (stats: NdtStats): JsonObject => ({
  allocs: stats.allocs,
  destroys: stats.destroys,
  hash_grows: stats.hashGrows,
  res_failed: stats.resFailed,
  lookups: stats.lookups,
  hits: stats.hits,
  rcv_probes_mcast: stats.rcvProbesMcast,
  rcv_probes_ucast: stats.rcvProbesUcast,
  periodic_gc_runs: stats.periodicGcRuns,
  forced_gc_runs: stats.forcedGcRuns,
  table_fulls: stats.tableFulls,
})

interface Wanted {
  name?: string
  /** `none`: the tables themselves. */
  dev?: string
}

function isWanted({ family, name, parms }: NeighbourTableMessage, wanted: Wanted, printing: Printing): boolean {
  if (printing.family !== undefined && family !== printing.family) return false
  if (wanted.name !== undefined && name !== undefined && name !== wanted.name) return false
  if (wanted.dev === undefined || parms === undefined) return true
  return wanted.dev === (parms.ifindex === undefined ? 'none' : printing.link(parms.ifindex))
}

function printTable(table: NeighbourTableMessage, now: number, printing: Printing): JsonObject {
  const { family, name, thresh1, thresh2, thresh3, gcInterval, config, parms, stats } = table
  return {
    family: family === 'inet' || family === 'inet6' ? family : '???',
    ...{ name, thresh1, thresh2, thresh3, gc_interval: gcInterval },
    ...(config && printing.statistics && printConfig(config, now)),
    ...(parms && printParameters(parms, printing)),
    ...(stats && printing.statistics && printStatistics(stats)),
  }
}

/** What `ip ntable show` prints. */
export const listNeighbourTables: Listing = (messages, printing) => {
  const [, words] = commandOf(printing.words)
  const wanted: Wanted = {}
  readWords(words, { dev: setsText(wanted, 'dev'), name: setsText(wanted, 'name') }, { exact: new Set(['dev', 'name']) })
  const tables = messages.filter(({ header }) => header.type === 'RTM_NEWNEIGHTBL') as unknown as NeighbourTableMessage[]
  const now = printing.now(messages)
  return tables.filter((table) => isWanted(table, wanted, printing)).map((table) => printTable(table, now, printing))
}

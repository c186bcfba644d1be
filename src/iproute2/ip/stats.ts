import type { Decoded } from '../../netlink/codec.ts'
import type { HardwareStats, HardwareStatsInfo, StatsMessage } from '../../schema/stats/stats.ts'
import type { LinkXstats, MplsLinkStats } from '../../schema/stats/xstats.ts'
import type { JsonObject, Listing } from '../types.ts'
import { isOn } from './link-names.ts'
import { printCounters } from './link-stats.ts'
import { print3ad, printMcast, printStp } from './link-xstats.ts'

/** Group, subgroup and suite of a row, and what it has of a link. */
interface Row {
  readonly names: readonly [group: string, subgroup?: string, suite?: string]
  readonly print: (stats: StatsMessage, level: number) => JsonObject
}
const LEVELS = ['group', 'subgroup', 'suite'] as const

const printInfo = ({ request, used }: Decoded<typeof HardwareStatsInfo>): JsonObject => ({ request: isOn(request), used: isOn(used) })

const printHardware = (stats: Decoded<typeof HardwareStats>): JsonObject => ({
  rx: { bytes: stats.rxBytes, packets: stats.rxPackets, errors: stats.rxErrors, dropped: stats.rxDropped, multicast: stats.multicast },
  tx: { bytes: stats.txBytes, packets: stats.txPackets, errors: stats.txErrors, dropped: stats.txDropped },
})

const printMpls = (stats: Decoded<typeof MplsLinkStats>): JsonObject => ({
  mpls_stats: {
    rx: { bytes: stats.rxBytes, packets: stats.rxPackets, errors: stats.rxErrors, dropped: stats.rxDropped, noroute: stats.rxNoroute },
    tx: { bytes: stats.txBytes, packets: stats.txPackets, errors: stats.txErrors, dropped: stats.txDropped },
  },
})

type Suites = Decoded<typeof LinkXstats> | undefined
const mcast = (xstats: Suites): JsonObject => (xstats?.bridge?.mcast && printMcast(xstats.bridge.mcast)) ?? {}
const stp = (xstats: Suites): JsonObject => (xstats?.bridge?.stp && printStp(xstats.bridge.stp)) ?? {}
const lacp = (xstats: Suites): JsonObject => (xstats?.bond?.['3ad'] && print3ad(xstats.bond['3ad'])) ?? {}

/** All rows, in the order in which Debian's ip has them (it sorts by place in memory). */
const ROWS: readonly Row[] = [
  { names: ['afstats', 'mpls'], print: ({ afSpec }) => (afSpec?.mpls?.link ? printMpls(afSpec.mpls.link) : {}) },
  { names: ['link'], print: ({ link64 }, level) => (link64 ? { stats64: printCounters(link64, level) } : {}) },
  {
    names: ['offload', 'l3_stats'],
    print: ({ linkOffloadXstats: { hwSInfo, l3Stats } = {} }) =>
      hwSInfo ? { info: hwSInfo.l3Stats ? printInfo(hwSInfo.l3Stats) : {}, stats64: l3Stats && printHardware(l3Stats) } : {},
  },
  {
    names: ['offload', 'hw_stats_info'],
    print: ({ linkOffloadXstats: { hwSInfo } = {} }) =>
      hwSInfo ? { info: { l3_stats: hwSInfo.l3Stats && printInfo(hwSInfo.l3Stats) } } : {},
  },
  {
    names: ['offload', 'cpu_hit'],
    print: ({ linkOffloadXstats: { cpuHit } = {} }, level) => (cpuHit ? { stats64: printCounters(cpuHit, level) } : {}),
  },
  { names: ['xstats_slave', 'bond', '802.3ad'], print: ({ linkXstatsSlave }) => lacp(linkXstatsSlave) },
  { names: ['xstats', 'bond', '802.3ad'], print: ({ linkXstats }) => lacp(linkXstats) },
  { names: ['xstats_slave', 'bridge', 'mcast'], print: ({ linkXstatsSlave }) => mcast(linkXstatsSlave) },
  { names: ['xstats_slave', 'bridge', 'stp'], print: ({ linkXstatsSlave }) => stp(linkXstatsSlave) },
  { names: ['xstats', 'bridge', 'mcast'], print: ({ linkXstats }) => mcast(linkXstats) },
  { names: ['xstats', 'bridge', 'stp'], print: ({ linkXstats }) => stp(linkXstats) },
]

interface Wanted {
  readonly dev: string | undefined
  readonly rows: readonly Row[]
}

/** Reads `dev d0 group offload subgroup l3_stats group link`: a group once more begins another choice; none means all. */
function wantedOf(words: readonly string[]): Wanted {
  const chosen: string[][] = []
  let dev: string | undefined
  for (let i = 0; i < words.length; i += 2) {
    const [word, value] = [words[i], words[i + 1]]
    const level = LEVELS.indexOf(word as 'group')
    if (value === undefined || (word !== 'dev' && level < 0)) throw new TypeError(`'${word}' is not a word of 'ip stats show' with a value`)
    if (word === 'dev') dev = value
    else if (level === 0 || (chosen.at(-1)?.length ?? 0) > level) chosen.push([...(chosen.at(-1) ?? []).slice(0, level), value])
    else chosen.at(-1)?.push(value)
  }
  const rows = ROWS.filter(({ names }) => chosen.length === 0 || chosen.some((path) => path.every((name, i) => names[i] === name)))
  if (rows.length === 0) throw new TypeError(`'${words.join(' ')}' does not name statistics`)
  return { dev, rows }
}

/** What `ip stats show` prints: a row for each link and suite. It counts as one `-s`, and `-d` as another. */
export const listStats: Listing = (messages, printing) => {
  const [, command = 'show', ...words] = printing.words
  if (command !== 'show') throw new TypeError(`'ip stats ${command}' is not a listing`)
  const { dev, rows } = wantedOf(words)
  const level = printing.statisticsLevel + 1 + Number(printing.details)
  const links = messages.filter(({ header }) => header.type === 'RTM_NEWSTATS') as unknown as StatsMessage[]
  return links
    .filter(({ index }) => dev === undefined || printing.link(index) === dev)
    .flatMap((stats) =>
      rows.map(({ names, print }) => ({
        ifindex: stats.index,
        ifname: printing.link(stats.index),
        ...Object.fromEntries(names.map((name, i) => [LEVELS[i] as string, name as string])),
        ...print(stats, level),
      })),
    )
}

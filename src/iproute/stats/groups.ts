import { nearest } from '../../netlink/names.ts'
import { OffloadSubgroups, StatsGroups } from '../../schema/stats/stats.ts'
import type { Stats } from './types.ts'

type Group = 'link' | 'offload' | 'xstats' | 'xstats_slave' | 'afstats'
/** What is wanted of a group: all of it, or subgroups, each whole or some suites of it. */
type Wanted = true | ReadonlyMap<string, true | readonly string[]>

const { LINK_64, LINK_XSTATS, LINK_XSTATS_SLAVE, LINK_OFFLOAD_XSTATS, AF_SPEC } = StatsGroups.constants
/** Each group: its bit, the key of the answer, and the keys of its subgroups and of their suites by the words of ip/ipstats.c. */
const GROUPS: Readonly<
  Record<Group, { readonly bit: number; readonly key: keyof Stats; readonly subgroups: Readonly<Record<string, string>> }>
> = {
  link: { bit: LINK_64, key: 'link64', subgroups: {} },
  xstats: { bit: LINK_XSTATS, key: 'linkXstats', subgroups: { bridge: 'bridge', bond: 'bond' } },
  xstats_slave: { bit: LINK_XSTATS_SLAVE, key: 'linkXstatsSlave', subgroups: { bridge: 'bridge', bond: 'bond' } },
  offload: {
    ...{ bit: LINK_OFFLOAD_XSTATS, key: 'linkOffloadXstats' },
    subgroups: { cpu_hit: 'cpuHit', hw_stats_info: 'hwSInfo', l3_stats: 'l3Stats' },
  },
  afstats: { bit: AF_SPEC, key: 'afSpec', subgroups: { mpls: 'mpls' } },
}
const SUITES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bridge: { vlan: 'vlan', stp: 'stp', mcast: 'mcast' },
  bond: { '802.3ad': '3ad' },
}
const { CPU_HIT, HW_S_INFO, L3_STATS } = OffloadSubgroups.constants
/** As iproute2 asks: l3_stats come with whether they are counted at all. */
const OFFLOAD_BITS: Readonly<Record<string, number>> = { cpu_hit: CPU_HIT, hw_stats_info: HW_S_INFO, l3_stats: HW_S_INFO | L3_STATS }

function known<W extends string>(what: string, word: unknown, words: Readonly<Record<W, unknown>>): W {
  if (typeof word === 'string' && Object.hasOwn(words, word)) return word as W
  const guess = typeof word === 'string' ? nearest(word, Object.keys(words)) : undefined
  const names = Object.keys(words).join(', ')
  throw new TypeError(
    `stats: ${what}: '${String(word)}' is none${guess === undefined ? '' : `; did you mean '${guess}'?`} (${names === '' ? 'there are none' : names})`,
  )
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function suitesOf(subgroup: string, given: unknown): true | readonly string[] {
  if (given === true || given === undefined) return true
  return [given].flat().map((word) => known(`suite of ${subgroup}`, word, SUITES[subgroup] ?? {}))
}

function wantedOf(group: Group, given: unknown, suite: unknown): Wanted {
  const { subgroups } = GROUPS[group]
  if (given === true || given === undefined) {
    if (suite !== undefined) throw new TypeError("stats: a 'suite' is that of a subgroup, and none is named")
    return true
  }
  const entries: [string, unknown][] = isObject(given)
    ? Object.entries(given).filter(([, value]) => value !== undefined)
    : [given].flat().map((word) => [word as string, suite])
  return new Map(
    entries.map(([word, suites]) => {
      const subgroup = known(`subgroup of ${group}`, word, subgroups)
      return [subgroup, suitesOf(subgroup, suites)] as const
    }),
  )
}

/** What was chosen of the groups; all of them if nothing was said. */
export function choiceOf(group: unknown, subgroup: unknown, suite: unknown): ReadonlyMap<Group, Wanted> {
  if (isObject(group)) {
    if (subgroup !== undefined || suite !== undefined) throw new TypeError("stats: subgroups and suites are said twice, in 'group' too")
    const named = Object.entries(group).filter(([, value]) => value !== undefined)
    return new Map(
      named.map(([word, given]) => {
        const one = known('group', word, GROUPS)
        return [one, wantedOf(one, given, undefined)] as const
      }),
    )
  }
  const names = (group === undefined ? Object.keys(GROUPS) : [group].flat()).map((word) => known('group', word, GROUPS))
  if (subgroup !== undefined && names.length !== 1) throw new TypeError("stats: a 'subgroup' is that of one 'group'")
  return new Map(names.map((one) => [one, wantedOf(one, subgroup, suite)] as const))
}

/** What the kernel is asked for: if_stats_msg.filter_mask, and IFLA_STATS_GET_FILTERS where subgroups of `offload` are named. */
export function askedFor(choice: ReadonlyMap<Group, Wanted>): { filterMask: number; getFilters?: object } {
  const filterMask = [...choice.keys()].reduce((mask, group) => mask | GROUPS[group].bit, 0)
  const offload = choice.get('offload')
  if (offload === undefined || offload === true) return { filterMask }
  const bits = [...offload.keys()].reduce((mask, subgroup) => mask | (OFFLOAD_BITS[subgroup] ?? 0), 0)
  return { filterMask, getFilters: { linkOffloadXstats: bits } }
}

const only = (from: object, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)))

/** The subgroups and suites that were wanted of a group's statistics; undefined where nothing of them is there. */
function cut(group: Group, found: object, wanted: ReadonlyMap<string, true | readonly string[]>): object | undefined {
  const { subgroups } = GROUPS[group]
  const rest = only(
    found,
    [...wanted.keys()].map((word) => subgroups[word] as string),
  )
  for (const [word, suites] of wanted) {
    const key = subgroups[word] as string
    if (suites === true || rest[key] === undefined) continue
    const some = only(
      rest[key] as object,
      suites.map((suite) => SUITES[word]?.[suite] as string),
    )
    if (Object.keys(some).length > 0) rest[key] = some
    else delete rest[key]
  }
  return Object.keys(rest).length > 0 ? rest : undefined
}

/**
 * Cuts out what the kernel does not filter by: subgroups of `xstats`, `xstats_slave` and `afstats`, and suites. Undefined where
 * everything can stay.
 */
export function cutter(choice: ReadonlyMap<Group, Wanted>): ((stats: Stats) => Stats) | undefined {
  const partial = [...choice].flatMap(([group, wanted]) => (group === 'offload' || wanted === true ? [] : [[group, wanted] as const]))
  if (partial.length === 0) return undefined
  return (stats) => {
    const values: Record<string, unknown> = { ...stats }
    for (const [group, wanted] of partial) {
      const { key } = GROUPS[group]
      const found = values[key]
      const rest = found === undefined ? undefined : cut(group, found as object, wanted)
      if (rest === undefined) delete values[key]
      else values[key] = rest
    }
    return values as unknown as Stats
  }
}

const KEYS = Object.values(GROUPS).map(({ key }) => key)
/** Whether a link has any of the statistics that were asked for. */
export const hasSome = (stats: Stats): boolean => KEYS.some((key) => stats[key] !== undefined)

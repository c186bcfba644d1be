import type { StatsMessage, StatsRequestInput } from '../../schema/stats/stats.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Keep, LinkReference, ListWord, Optional } from '../words/input-types.ts'

/** Statistics of a link as the kernel tells them. */
export type Stats = StatsMessage

type Some<T extends string> = T | readonly T[]

/** Subgroups of each group, and the suites of those that have some, in the words of `ip stats`. */
interface Subgroups {
  link: never
  offload: 'cpu_hit' | 'hw_stats_info' | 'l3_stats'
  xstats: 'bridge' | 'bond'
  xstats_slave: 'bridge' | 'bond'
  afstats: 'mpls'
}
/** Groups of statistics, in the words of `ip stats`. */
export type StatsGroup = keyof Subgroups
/** Suites of the subgroups `bridge` and `bond`. */
export type StatsSuite = 'vlan' | 'stp' | 'mcast' | '802.3ad'
/** Several groups, each whole (`true`), or some of its subgroups, or some suites of these. */
export type StatsGroups = {
  readonly [G in StatsGroup]?:
    | (G extends 'xstats' | 'xstats_slave' ? { readonly bridge?: true | Some<StatsSuite>; readonly bond?: true | Some<StatsSuite> } : never)
    | Some<Subgroups[G]>
    | true
    | undefined
}

interface Choice {
  /** Groups: one, several, or an object with subgroups: `{ link: true, offload: 'l3_stats', xstats: { bridge: 'stp' } }`. Default: all. */
  group: Some<StatsGroup> | StatsGroups
  /** Subgroups of the one group named. */
  subgroup: Some<Subgroups[StatsGroup]>
  /** Suites of the one subgroup named. */
  suite: Some<StatsSuite>
}
/** Which statistics of a link are wanted. */
export type StatsOptions = Optional<Choice> & CommonWords
/** Which links, and which of their statistics, a listing holds. */
export type StatsFilter = StatsOptions & Optional<{ dev: LinkReference; index: LinkReference }>
/** What is set of statistics. */
export type StatsSettings = CommonWords &
  Optional<{
    dev: LinkReference
    index: LinkReference
    /** Whether the hardware counts what it forwards. */
    l3Stats: boolean | 'on' | 'off'
    setOffloadXstatsL3Stats: NonNullable<StatsRequestInput['setOffloadXstatsL3Stats']>
  }>

type Listing = ListWord | 'RTM_GETSTATS' | 94
type Setting = 'set' | 'RTM_SETSTATS' | 95
/** Commands of `stats`. */
export type StatsCommand = Listing | Setting | 'get'
/** Parameters behind the command, which options are last of. */
export type StatsParameters<C> = C extends Listing
  ? [filter?: StatsFilter | Keep<Stats>]
  : C extends Setting
    ? [dev: LinkReference, settings: StatsSettings] | [settings: StatsSettings]
    : [dev: LinkReference, options?: StatsOptions] | [options: StatsFilter]
/** What each command answers. */
export type StatsReply<C> = C extends Listing ? Dump<Stats> : C extends 'get' ? Promise<Stats> : Promise<void>

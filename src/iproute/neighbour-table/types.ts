import type { NeighbourTableMessage, NeighbourTableMessageInput } from '../../schema/neighbour-table.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Keep, LinkReference, ListWord, Optional, WithWords } from '../words/input-types.ts'

/**
 * A table of neighbours as the kernel tells it: one for each (`arp_cache`, `ndisc_cache`), whose `parms` new links begin
 * with, and one for each link in it, with `parms.ifindex`.
 */
export type NeighbourTable = NeighbourTableMessage

type Milliseconds = number | bigint

/** Words of `ip ntable` for NDTPA_*; times in milliseconds. */
export interface ParameterWords {
  /** How long a neighbour counts as reachable, on average (NDTPA_BASE_REACHABLE_TIME). */
  baseReachable: Milliseconds
  /** Between two probes. */
  retrans: Milliseconds
  /** How long an unused entry is kept. */
  gcStale: Milliseconds
  /** From `delay` to the first probe. */
  delayProbe: Milliseconds
  /** Packets that wait for an address. */
  queue: number
  /** The same in bytes (Linux 3.3). */
  queueBytes: number
  /** Probes sent by programs, to one address, and to all, before the neighbour counts as failed. */
  appProbes: number
  ucastProbes: number
  mcastProbes: number
  /** Probes to all after those to one address have failed (Linux 4.1). */
  mcastReprobes: number
  anycastDelay: Milliseconds
  proxyDelay: Milliseconds
  /** Packets that wait for a proxy's answer. */
  proxyQueue: number
  /** The least time between two changes of an entry. */
  locktime: Milliseconds
  /** Between probes of managed neighbours (Linux 6.0). */
  intervalProbe: Milliseconds
}

interface OwnWords extends ParameterWords {
  /** The table's name: `arp_cache`, `ndisc_cache`. */
  name: string
  /** The parameters of this link; without it the table's own. */
  dev: LinkReference
  /** Milliseconds between two collections of garbage. */
  gcInterval: Milliseconds
  gcInt: Milliseconds
}
/** Words of people for tables of neighbours; all others are the keys of NDTA_* and struct ndtmsg. */
export type NeighbourTableOptions = WithWords<NeighbourTableMessageInput, Optional<OwnWords> & CommonWords>
/** Which tables a listing holds; `dev: null` for the tables themselves without those of links. */
export type NeighbourTableFilter = { readonly [K in keyof NeighbourTableOptions]?: NeighbourTableOptions[K] | null }

type Listing = ListWord | 'RTM_GETNEIGHTBL' | 66
/** Commands that change a table; RTM_SETNEIGHTBL (67) is `change`. */
export type NeighbourTableChange = 'change' | 'chg' | 'set' | 'RTM_SETNEIGHTBL' | 67
/** Commands of `ntable`. */
export type NeighbourTableCommand = NeighbourTableChange | Listing

/** Parameters behind the command. */
export type NeighbourTableParameters<C> = C extends Listing
  ?
      | [family: NeighbourTableFilter['family'], filter?: NeighbourTableFilter | Keep<NeighbourTable>]
      | [filter?: NeighbourTableFilter | Keep<NeighbourTable>]
  : [options: NeighbourTableOptions]
/** What each command answers. */
export type NeighbourTableReply<C> = C extends Listing ? Dump<NeighbourTable> : Promise<void>

import type { NeighbourMessage, NeighbourMessageInput } from '../../schema/neighbour.ts'
import type { Dump } from '../connection/dump.ts'
import type {
  ChangeReply,
  CommonWords,
  Ensured,
  Keep,
  LinkReference,
  ListWord,
  Optional,
  Removed,
  WithWords,
} from '../words/input-types.ts'

/** A neighbour, or an entry of a forwarding database, as the kernel tells it. */
export type Neighbour = NeighbourMessage

interface OwnWords {
  /** The link's index, or its name. */
  index: LinkReference
  dev: LinkReference
  /** The neighbour's address; in listings and flushes also a prefix: `'192.0.2.0/24'`. */
  to: string
  dst: string
  address: string
  /** States: `permanent` unless said otherwise. */
  nud: NonNullable<NeighbourMessageInput['state']>
  /** The entry answers for the address on behalf of others. */
  proxy: boolean
  router: boolean
  externLearn: boolean
  use: boolean
  /** The kernel keeps it resolved (NTF_EXT_MANAGED, Linux 5.16). */
  managed: boolean
  /** A program validated it: the kernel probes it, and does not invalidate it (NTF_EXT_EXT_VALIDATED, Linux 6.17). */
  externValid: boolean
  /** A name of rt_protos or a number. */
  protocol: number | string
  master: LinkReference
}
/** Words of people for neighbours; all others are the keys of NDA_* and struct ndmsg. */
export type NeighbourWords = Optional<OwnWords> & CommonWords
/** A neighbour to add, change or delete. */
export type NeighbourOptions = WithWords<NeighbourMessageInput, NeighbourWords>
/** Which neighbours a listing holds: each word must hold, `null` for an attribute that must be absent. */
export type NeighbourFilter = { readonly [K in keyof NeighbourOptions]?: NeighbourOptions[K] | null }

interface EntryWords {
  index: LinkReference
  dev: LinkReference
  /** The link address. */
  address: string
  mac: string
  /** The entry of the master (the bridge), of the link itself, or of both; `self` unless said otherwise. */
  master: boolean | LinkReference
  self: boolean
  /** `permanent` (of this machine, the same as `local`), `static`, `dynamic`. */
  state: 'permanent' | 'local' | 'static' | 'temp' | 'dynamic' | NonNullable<NeighbourMessageInput['state']>
  sticky: boolean
  externLearn: boolean
  router: boolean
  use: boolean
  /** Of a flush: entries that a person added (`use` in the message), or with false the others. */
  addedByUser: boolean
  /** Of a flush: entries that hardware took over. */
  offloaded: boolean
  /** Tell when the entry becomes active or not (bridges, Linux 5.9); that it begins as inactive; that a change does not refresh it. */
  activityNotify: boolean
  inactive: boolean
  norefresh: boolean
  /** vxlan: the link to the other end. */
  via: LinkReference
  nhid: number
  protocol: number | string
}
/** Words of people for forwarding databases; all others are the keys of NDA_* and struct ndmsg. */
export type EntryOptions = WithWords<NeighbourMessageInput, Optional<EntryWords> & CommonWords>
/** Which entries a listing holds. */
export type EntryFilter = { readonly [K in keyof EntryOptions]?: EntryOptions[K] | null } & {
  /** Only the entries of this bridge: its index or name. */
  readonly bridge?: LinkReference | undefined
}

type Listing = ListWord | 'RTM_GETNEIGH' | 30
type Constants = 'RTM_NEWNEIGH' | 'RTM_DELNEIGH' | 28 | 29
/** Commands that change neighbours; RTM_NEWNEIGH (28) is `add`, RTM_DELNEIGH (29) `delete`. */
export type NeighbourChange = 'add' | 'change' | 'chg' | 'replace' | 'append' | 'delete' | 'del' | Constants
/** Commands of `neigh`. */
export type NeighbourCommand = NeighbourChange | Listing | 'get' | 'flush' | 'ensure' | 'absent'
/** Commands that change forwarding databases. */
export type EntryChange = 'add' | 'replace' | 'append' | 'delete' | 'del' | 'flush' | Constants
/** Commands of `fdb`. */
export type EntryCommand = EntryChange | Listing | 'get' | 'ensure' | 'absent'

/** Parameters behind the command, which options are last of. */
export type NeighbourParameters<C> = C extends Listing
  ? [family: NeighbourFilter['family'], filter?: NeighbourFilter | Keep<Neighbour>] | [filter?: NeighbourFilter | Keep<Neighbour>]
  : C extends 'flush'
    ? [filter: NeighbourFilter]
    : [options: NeighbourOptions]
/** Parameters behind the command. */
export type EntryParameters<C> = C extends Listing ? [filter?: EntryFilter | Keep<Neighbour>] : [options: EntryOptions]

/** What each command answers. */
export type NeighbourReply<C> = C extends Listing ? Dump<Neighbour> : C extends 'get' ? Promise<Neighbour> : ChangeReply<C>
/** What each command answers. */
export type EntryReply<C> = C extends Listing
  ? Dump<Neighbour>
  : C extends 'get'
    ? Promise<Neighbour>
    : C extends 'ensure'
      ? Promise<Ensured>
      : C extends 'absent'
        ? Promise<Removed>
        : Promise<void>

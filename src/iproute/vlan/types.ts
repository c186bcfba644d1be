import type { GlobalVlan, GlobalVlanInput, Vlan, VlanInput } from '../../schema/bridge/vlan.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Ensured, Keep, LinkReference, ListWord, Optional, Removed, WithWords } from '../words/input-types.ts'

/** Several numbers in a row: `'10-20'`, `[10, 20]`; or one. */
export type NumberRange = number | string | readonly [first: number, last: number]

interface OwnWords {
  /** The port, or the bridge itself: its index, or its name. */
  dev: LinkReference
  index: LinkReference
  /** A VLAN, or a range of them. */
  vid: NumberRange
  /** Frames without a tag belong to this VLAN. */
  pvid: boolean
  /** Frames leave without a tag. */
  untagged: boolean
  /** The device itself: wanted where it is the bridge. */
  self: boolean
  /** The bridge of the port, which is meant anyway. */
  master: boolean
  /** The tunnel's id (VNI) for the VLAN, for a range as many: `'1000-1010'`. */
  tunnelId: NumberRange
}
/** A VLAN of a port or bridge to add, delete or set; all words but people's are the keys of BRIDGE_VLANDB_ENTRY_*. */
export type VlanOptions = WithWords<VlanInput, Optional<OwnWords> & CommonWords>
/** Which VLANs a listing holds: each word must hold, `null` for an attribute that must be absent; `vid` finds ranges around it too. */
export type VlanFilter = { readonly [K in keyof Omit<VlanOptions, 'self' | 'master' | 'stats'>]?: VlanOptions[K] | null } & {
  /** Counters too, each VLAN by itself then. */
  readonly stats?: boolean | undefined
}

interface GlobalWords {
  /** The bridge. */
  dev: LinkReference
  index: LinkReference
  vid: NumberRange
  mcastLastMemberCount: number
  mcastStartupQueryCount: number
  /** Intervals are in 1/100 s. */
  mcastLastMemberInterval: number | bigint
  mcastMembershipInterval: number | bigint
  mcastQuerierInterval: number | bigint
  mcastQueryInterval: number | bigint
  mcastQueryResponseInterval: number | bigint
  mcastStartupQueryInterval: number | bigint
}
/** Options of a VLAN for a whole bridge; all words but people's are the keys of BRIDGE_VLANDB_GOPTS_*. */
export type GlobalVlanOptions = WithWords<GlobalVlanInput, Optional<GlobalWords> & CommonWords>
/** Which VLANs a listing of global options holds. */
export type GlobalVlanFilter = { readonly [K in keyof GlobalVlanOptions]?: GlobalVlanOptions[K] | null }

type Listing = ListWord | 'RTM_GETVLAN' | 114
/** Commands of `vlan`; RTM_NEWVLAN (112) is `add`, RTM_DELVLAN (113) `delete`. */
export type VlanCommand =
  | Listing
  | ('tunnelshow' | 'show-global')
  | ('add' | 'delete' | 'del' | 'set' | 'set-global' | 'ensure' | 'absent')
  | ('RTM_NEWVLAN' | 'RTM_DELVLAN' | 112 | 113)
/** Parameters behind the command, which options are last of. */
export type VlanParameters<C> = C extends Listing | 'tunnelshow'
  ? [filter?: VlanFilter | Keep<Vlan>]
  : C extends 'show-global'
    ? [filter?: GlobalVlanFilter | Keep<GlobalVlan>]
    : C extends 'set-global'
      ? [options: GlobalVlanOptions]
      : [options: VlanOptions]
/** What each command answers. */
export type VlanReply<C> = C extends Listing | 'tunnelshow'
  ? Dump<Vlan>
  : C extends 'show-global'
    ? Dump<GlobalVlan>
    : C extends 'ensure'
      ? Promise<Ensured>
      : C extends 'absent'
        ? Promise<Removed>
        : Promise<void>

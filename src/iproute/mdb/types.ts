import type { MdbEntry, MdbEntryInput, MdbRouterPort } from '../../schema/bridge/mdb.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Ensured, Keep, LinkReference, ListWord, Optional, Removed, WithWords } from '../words/input-types.ts'

interface OwnWords {
  /** The bridge or the vxlan: its index, or its name. */
  dev: LinkReference
  index: LinkReference
  /** The port; the bridge itself for this machine; the vxlan again of a vxlan. */
  port: LinkReference
  /** The group: an IPv4, IPv6 or link address. */
  grp: string
  group: string
  /** The VLAN; 0 or left out without VLANs. */
  vid: number
  /** Whether it stays (`permanent`) or times out. */
  permanent: boolean
  temp: boolean
  /** The only source of the group, (S, G). */
  src: string
  source: string
  /** The sources that `filterMode` is about. */
  srcList: readonly (string | { readonly address?: string | undefined })[]
  sourceList: readonly string[]
  /** `include`: only these sources; `exclude`: all others. */
  filterMode: NonNullable<MdbEntryInput['groupMode']>
  /** A name of rt_protos or a number, `static` or above. */
  proto: number | string
  protocol: number | string
  rtprot: number | string
  /** vxlan: the link to the other end. */
  via: LinkReference
  ifindex: LinkReference
}
/** An entry to add, change or delete; all words but people's are the keys of MDBA_MDB_EATTR_* and struct br_mdb_entry. */
export type MdbOptions = WithWords<MdbEntryInput, Optional<OwnWords> & CommonWords>
/** Which entries a listing holds: each word must hold, `null` for an attribute that must be absent. */
export type MdbFilter = { readonly [K in keyof MdbOptions]?: MdbOptions[K] | null }
/** Which ports a listing of router ports holds. */
export interface MdbRouterFilter extends CommonWords {
  /** The bridge. */
  readonly dev?: LinkReference | undefined
  readonly port?: LinkReference | undefined
}

type Listing = ListWord | 'RTM_GETMDB' | 86
/** Commands of `mdb`; RTM_NEWMDB (84) is `add`, RTM_DELMDB (85) `delete`. */
export type MdbCommand =
  | Listing
  | ('add' | 'replace' | 'delete' | 'del' | 'get' | 'flush' | 'ensure' | 'absent')
  | ('RTM_NEWMDB' | 'RTM_DELMDB' | 84 | 85)
/** Parameters behind the command, which options are last of. */
export type MdbParameters<C> = C extends Listing ? [filter?: MdbFilter | Keep<MdbEntry>] : [options: MdbOptions]
/** What each command answers. */
export type MdbReply<C> = C extends Listing
  ? Dump<MdbEntry>
  : C extends 'get'
    ? Promise<MdbEntry[]>
    : C extends 'ensure'
      ? Promise<Ensured>
      : C extends 'absent'
        ? Promise<Removed>
        : Promise<void>

export type { MdbEntry, MdbRouterPort }

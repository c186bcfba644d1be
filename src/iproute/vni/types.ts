import type { Vni, VniInput } from '../../schema/bridge/tunnel.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Ensured, Keep, LinkReference, ListWord, Optional, Removed, WithWords } from '../words/input-types.ts'

interface OwnWords {
  /** The vxlan: its index, or its name. */
  dev: LinkReference
  index: LinkReference
  /** A VNI, a range of them (`'100-200'`), or several of both: `'100-200,300'`, `[100, '200-210']`. */
  vni: number | string | readonly (number | string)[]
  /** A multicast group of the other ends, of either family. */
  group: string
  /** The other end, of either family. */
  remote: string
}
/** VNIs to add or delete; all words but people's are the keys of VXLAN_VNIFILTER_ENTRY_*. */
export type VniOptions = WithWords<VniInput, Optional<OwnWords> & CommonWords>
/** Which VNIs a listing holds: each word must hold; `vni` finds ranges around it too. */
export interface VniFilter extends CommonWords {
  readonly dev?: LinkReference | undefined
  readonly index?: LinkReference | undefined
  readonly vni?: number | string | undefined
  readonly group?: string | null | undefined
  readonly remote?: string | null | undefined
  /** Counters too, each VNI by itself then. */
  readonly stats?: boolean | undefined
}

type Listing = ListWord | 'RTM_GETTUNNEL' | 122
/** Commands of `vni`; RTM_NEWTUNNEL (120) is `add`, RTM_DELTUNNEL (121) `delete`. */
export type VniCommand = Listing | ('add' | 'delete' | 'del' | 'ensure' | 'absent') | ('RTM_NEWTUNNEL' | 'RTM_DELTUNNEL' | 120 | 121)
/** Parameters behind the command, which options are last of. */
export type VniParameters<C> = C extends Listing ? [filter?: VniFilter | Keep<Vni>] : [options: VniOptions]
/** What each command answers. */
export type VniReply<C> = C extends Listing
  ? Dump<Vni>
  : C extends 'ensure'
    ? Promise<Ensured>
    : C extends 'absent'
      ? Promise<Removed>
      : Promise<void>

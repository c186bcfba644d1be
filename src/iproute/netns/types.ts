import type { NsidMessage, NsidMessageInput } from '../../schema/nsid.ts'
import type { NetnsReference } from '../../socket/netns.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Keep, ListWord, Optional, WithWords } from '../words/input-types.ts'

/** The id that a network namespace has in another, as the kernel tells it. -1: it has none. */
export type Nsid = NsidMessage

interface OwnWords {
  /** Which namespace is meant: a name, a path, `{ pid }` (or the number of a process), `{ fd }`. */
  netns: NetnsReference | number
  /** A process in it. */
  pid: number
  /** An open file of it, which stays the caller's. */
  fd: number
  /** The id, or `'auto'`: one that the kernel chooses. */
  nsid: number | 'auto'
  /** Ask from where the namespace with this id stands. */
  targetNsid: number
}
/** Words for ids of network namespaces; all others are the keys of NETNSA_* and struct rtgenmsg. */
export type NsidOptions = WithWords<NsidMessageInput, Optional<OwnWords> & CommonWords>
/** Which ids a listing holds. */
export interface NsidFilter extends CommonWords {
  readonly nsid?: number | undefined
  /** The ids that the namespace with this id knows. */
  readonly targetNsid?: number | undefined
}

type Listing = ListWord | 'list-id' | 'RTM_GETNSID' | 90
/** Commands that give an id; RTM_NEWNSID (88) is `add`. The kernel takes none away: an id goes with its namespace. */
export type NsidChange = 'add' | 'set' | 'RTM_NEWNSID' | 88
/** Commands of `netns`. */
export type NsidCommand = NsidChange | Listing | 'get'

/** Parameters behind the command. */
export type NsidParameters<C> = C extends Listing
  ? [filter?: NsidFilter | Keep<Nsid>]
  :
      | [netns: NonNullable<NsidOptions['netns']>, nsid: number | 'auto', options?: NsidOptions]
      | [netns: NetnsReference | number, options?: NsidOptions]
      | [options: NsidOptions]
/** What each command answers: a listing, the id's message, the id that was given. */
export type NsidReply<C> = C extends Listing ? Dump<Nsid> : C extends 'get' ? Promise<Nsid> : Promise<number>

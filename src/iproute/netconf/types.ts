import type { NetconfMessage, NetconfMessageInput } from '../../schema/netconf.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Keep, LinkReference, ListWord, Optional, WithWords } from '../words/input-types.ts'

/** Settings of a protocol on a link as the kernel tells them. */
export type Netconf = NetconfMessage

interface OwnWords {
  /** The link, by index or name; `'all'` for the settings of all links, `'default'` for those of links to come. */
  dev: LinkReference
  index: LinkReference
  ifindex: LinkReference
}
/** Which settings a listing holds: each word must hold, `null` for an attribute that must be absent. */
export type NetconfFilter = {
  readonly [K in keyof WithWords<NetconfMessageInput, Optional<OwnWords> & CommonWords>]?:
    | WithWords<NetconfMessageInput, Optional<OwnWords> & CommonWords>[K]
    | null
}
/** Which settings are looked up. */
export interface NetconfLookup extends Optional<OwnWords>, CommonWords {
  /** `inet` unless said otherwise. */
  readonly family?: NetconfMessageInput['family']
}

type Listing = ListWord | 'RTM_GETNETCONF' | 82
/** Commands of `netconf`. */
export type NetconfCommand = Listing | 'get'

/** Parameters behind the command, which options are last of. */
export type NetconfParameters<C> = C extends Listing
  ? [family: NetconfFilter['family'], filter?: NetconfFilter | Keep<Netconf>] | [filter?: NetconfFilter | Keep<Netconf>]
  : [dev: LinkReference, lookup?: NetconfLookup] | [lookup: NetconfLookup | Netconf]

/** What each command answers. */
export type NetconfReply<C> = C extends Listing ? Dump<Netconf> : Promise<Netconf>

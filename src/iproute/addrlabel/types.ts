import type { AddressLabelMessage, AddressLabelMessageInput } from '../../schema/address-label.ts'
import type { Dump } from '../connection/dump.ts'
import type { ChangeReply, CommonWords, Keep, LinkReference, ListWord, Optional, WithWords } from '../words/input-types.ts'

/** The label of a prefix as the kernel tells it. */
export type AddressLabel = AddressLabelMessage

interface OwnWords {
  /** The prefix: `'2001:db8::/32'`. */
  prefix: string
  /** The same; of lookups the address whose label is wanted. */
  address: string
  /** The length of the prefix, where it has none of its own. */
  prefixlen: number | string
  /** Only for addresses of this link, by index or name. */
  dev: LinkReference
  index: LinkReference
}
/** Words of people for address labels; all others are the keys of IFAL_* and struct ifaddrlblmsg. */
export type AddressLabelWords = Optional<OwnWords> & CommonWords
/** A label to add, change, delete or look up. */
export type AddressLabelOptions = WithWords<AddressLabelMessageInput, AddressLabelWords>
/** Which labels a listing holds: each word must hold. */
export type AddressLabelFilter = AddressLabelOptions

type Listing = ListWord | 'RTM_GETADDRLABEL' | 74
/** Commands that change labels; RTM_NEWADDRLABEL (72) is `add`, RTM_DELADDRLABEL (73) `delete`. */
export type AddressLabelChange = 'add' | 'replace' | 'delete' | 'del' | 'RTM_NEWADDRLABEL' | 'RTM_DELADDRLABEL' | 72 | 73
/** Commands of `addrlabel`. */
export type AddressLabelCommand = AddressLabelChange | Listing | 'get' | 'flush' | 'ensure' | 'absent'

/** Parameters behind the command, which options are last of. */
export type AddressLabelParameters<C> = C extends Listing
  ? [filter?: AddressLabelFilter | Keep<AddressLabel>]
  : C extends 'flush'
    ? [filter?: AddressLabelFilter]
    : [prefix: string, options?: AddressLabelOptions] | [options: AddressLabelOptions]

/** What each command answers. */
export type AddressLabelReply<C> = C extends Listing ? Dump<AddressLabel> : C extends 'get' ? Promise<AddressLabel> : ChangeReply<C>

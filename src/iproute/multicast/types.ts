import type { AddressMessage, AddressMessageInput } from '../../schema/address.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Keep, LinkReference, ListWord } from '../words/input-types.ts'

/** A multicast address that a link listens to, as the kernel tells it: under `multicast`. */
export type MulticastAddress = AddressMessage
/** An anycast address of a link, as the kernel tells it: under `anycast`. */
export type AnycastAddress = AddressMessage

/** Which addresses a listing holds. */
export interface GroupFilter extends CommonWords {
  /** `inet` (Linux 6.15) or `inet6`; both if it is not said. */
  readonly family?: AddressMessageInput['family'] | undefined
  /** The link's index, or its name. */
  readonly dev?: LinkReference | undefined
  readonly index?: LinkReference | undefined
  readonly multicast?: string | undefined
  readonly anycast?: string | undefined
}

/** Commands of `maddr`. */
export type MulticastCommand = ListWord | 'RTM_GETMULTICAST' | 58
/** Parameters behind the command. */
export type GroupParameters<M> = [family: GroupFilter['family'], filter?: GroupFilter | Keep<M>] | [filter?: GroupFilter | Keep<M>]
/** What `maddr` answers. */
export type MulticastReply = Dump<MulticastAddress>

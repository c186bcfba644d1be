import type { AddressMessage, AddressMessageInput } from '../../schema/address.ts'
import type { Dump } from '../connection/dump.ts'
import type { ChangeReply, CommonWords, Keep, LinkReference, ListWord, Optional, Positional, WithWords } from '../words/input-types.ts'

/** An address of a link as the kernel tells it. */
export type Address = AddressMessage

interface OwnWords {
  /** The link's index, or its name. */
  index: LinkReference
  dev: LinkReference
  /** `'10.0.0.1/24'`, `'2001:db8::1/64'`, or an address with its length in `mask`. */
  address: string
  /** The address of this end, where `address` (or `peer`) is that of the other. */
  local: string
  /** The other end of a point-to-point link, or its prefix. */
  peer: string
  /** Only in listings and flushes: addresses of this prefix, as `ip address show to 192.0.2.0/24`. */
  to: string
  /** Bits of the prefix, or a netmask (`'255.255.255.0'`). */
  mask: number | string
  prefixlen: number | string
  /** A name of rt_scopes or a number. */
  scope: number | string
  /** An IPv4 address, or `'+'` for the highest of the prefix and `'-'` for the lowest. */
  broadcast: string
  /** Seconds, or `'forever'`. */
  validLft: number | 'forever'
  /** Seconds, or `'forever'`; not more than validLft. */
  preferredLft: number | 'forever'
  /** Metric of the route to the prefix. */
  metric: number
  /** A name of rt_addrprotos or a number. */
  proto: number | string
  /** IPv6: usable at once, nobody else is asked whether they have it (IFA_F_NODAD). */
  nodad: boolean
  /** IPv6: usable while others are asked (IFA_F_OPTIMISTIC). */
  optimistic: boolean
  /** IPv6: the home address of a mobile node (IFA_F_HOMEADDRESS). */
  home: boolean
  /** No route to the prefix comes with it (IFA_F_NOPREFIXROUTE). */
  noprefixroute: boolean
  /** IPv6: temporary addresses are made after it (IFA_F_MANAGETEMPADDR). */
  mngtmpaddr: boolean
  /** A multicast address whose group is joined (IFA_F_MCAUTOJOIN). */
  autojoin: boolean
}
/** Words of people for addresses; all others are the keys of IFA_* and struct ifaddrmsg. */
export type AddressWords = Optional<OwnWords> & CommonWords
/** An address to add, change or delete. */
export type AddressOptions = WithWords<AddressMessageInput, AddressWords>
/** Which addresses a listing holds: each word must hold, `null` for an attribute that must be absent. */
export type AddressFilter = { readonly [K in keyof AddressOptions]?: AddressOptions[K] | null }

/** Commands that change addresses; RTM_NEWADDR (20) is `add`, RTM_DELADDR (21) `delete`. */
export type AddressChange = 'add' | 'change' | 'chg' | 'replace' | 'delete' | 'del' | 'RTM_NEWADDR' | 'RTM_DELADDR' | 20 | 21
type AddressListing = ListWord | 'RTM_GETADDR' | 22
/** Commands of `addr`. */
export type AddressCommand = AddressChange | AddressListing | 'flush' | 'ensure' | 'absent'

/** Parameters behind the command, which options are last of. */
export type AddressParameters<C> = C extends AddressListing
  ? [family: AddressFilter['family'], filter?: AddressFilter | Keep<Address>] | [filter?: AddressFilter | Keep<Address>]
  : C extends 'flush'
    ? [filter: AddressFilter]
    :
        | Positional<
            [index: LinkReference],
            [address: string, mask: number | string, family: AddressOptions['family'], scope: number | string],
            AddressOptions
          >
        | [options: AddressOptions]
/** What each command answers. */
export type AddressReply<C> = C extends AddressListing ? Dump<Address> : ChangeReply<C>

import type { IpmrTable } from '../../schema/mroute.ts'
import type { RouteMessage, RouteMessageInput } from '../../schema/route/route.ts'
import type { Dump } from '../connection/dump.ts'
import type { CommonWords, Keep, LinkReference, ListWord, Optional, Removed, WithWords } from '../words/input-types.ts'

/**
 * A multicast route as the kernel tells it: of family `ipmr` (IPv4) or `ip6mr`. `iif` is the link its packets come by;
 * `multipath` are those they leave by, `hops` the least TTL of a packet to do so. `unresolved` among the flags: no daemon
 * has said yet where such packets go. `expires` is the time since the last packet, in 1/100 s.
 */
export type Mroute = RouteMessage
/** A table of multicast routes and the interfaces that a daemon gave it. */
export type MrouteTable = IpmrTable

/** A link that packets leave by. */
export interface OutgoingLink {
  readonly dev?: LinkReference | undefined
  readonly oif?: LinkReference | undefined
  readonly index?: LinkReference | undefined
  /** The least TTL of a packet to leave: 1 .. 254, 1 unless said otherwise. */
  readonly ttl?: number | undefined
  readonly hops?: number | undefined
}

interface OwnWords {
  /** `inet` and `ipmr` mean the same here, `inet6` and `ip6mr` too. */
  family: RouteMessageInput['family'] | 'RTNL_FAMILY_IPMR' | 'RTNL_FAMILY_IP6MR'
  /** The group that packets are for. */
  dst: string
  group: string
  to: string
  /** The address they come from; any where none is given. */
  src: string
  origin: string
  from: string
  /** The link they come by. */
  iif: LinkReference
  /** In a listing: one of the links they leave by. */
  oif: LinkReference
  /** The links they leave by; each must be an interface of the table. */
  oifs: readonly (LinkReference | OutgoingLink)[]
  /** The same, as an answer has it. */
  multipath: readonly OutgoingLink[]
  /** A name of rt_tables or a number; `default` for IPv4 and `main` for IPv6 unless said otherwise. */
  table: number | string
  /** `static`, or `mrouted` for routes that go with the daemon. */
  protocol: number | string
  proto: number | string
  /** Also for packets of other links: an entry of MRT_ADD_MFC_PROXY, found by its `iif` besides. */
  proxy: boolean
}
/** Words of people for multicast routes; all others are the keys of RTA_* and struct rtmsg. */
export type MrouteOptions = WithWords<RouteMessageInput, Optional<OwnWords> & CommonWords>
/** Which multicast routes a listing holds: each word must hold, `null` for an attribute that must be absent. */
export type MrouteFilter = { readonly [K in keyof MrouteOptions]?: MrouteOptions[K] | null }

type Listing = ListWord | 'RTM_GETROUTE' | 26
/** Commands of `mroute`. */
export type MrouteCommand =
  | ('add' | 'replace' | 'delete' | 'del' | 'RTM_NEWROUTE' | 'RTM_DELROUTE' | 24 | 25)
  | (Listing | 'get' | 'absent' | 'tables')

/** Parameters behind the command, which options are last of. */
export type MrouteParameters<C> = C extends Listing
  ? [family: MrouteFilter['family'], filter?: MrouteFilter | Keep<Mroute>] | [filter?: MrouteFilter | Keep<Mroute>]
  : C extends 'tables'
    ? []
    : [options: MrouteOptions]
/** What each command answers. */
export type MrouteReply<C> = C extends Listing
  ? Dump<Mroute>
  : C extends 'tables'
    ? Dump<MrouteTable>
    : C extends 'get'
      ? Promise<Mroute>
      : C extends 'absent'
        ? Promise<Removed>
        : Promise<void>

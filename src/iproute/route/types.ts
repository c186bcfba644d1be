import type { RouteMessage, RouteMessageInput } from '../../schema/route/route.ts'
import type { Dump } from '../connection/dump.ts'
import type { WithEncap } from '../encap/types.ts'
import type { ChangeReply, CommonWords, Keep, LinkReference, ListWord, Optional, Positional, WithWords } from '../words/input-types.ts'

/** A route as the kernel tells it. */
export type Route = RouteMessage

/** A time in the kernel's unit, or as text: `'1s'`, `'50ms'`. */
type Time = number | string

type Locks = NonNullable<NonNullable<RouteMessageInput['metrics']>['lock']>
/** Metrics as they are written here, where the kernel's word is another. */
type LockWord = 'rtoMin' | 'congctl' | 'ccAlgo' | 'fastopenNoCookie'

interface MetricWords {
  /** Bytes. */
  mtu: number
  window: number
  /** A number is in 1/8 ms. */
  rtt: Time
  /** A number is in 1/4 ms. */
  rttvar: Time
  ssthresh: number
  /** Segments; the kernel obeys it only if `metrics.lock` names it. */
  cwnd: number
  advmss: number
  reordering: number
  hoplimit: number
  initcwnd: number
  /** `'ecn'`, `'tcp_usec_ts'`. */
  features: NonNullable<NonNullable<RouteMessageInput['metrics']>['features']>
  /** A number is in ms. */
  rtoMin: Time
  initrwnd: number
  quickack: number | boolean
  /** Congestion control by name: `'cubic'`. */
  congctl: string
  ccAlgo: string
  fastopenNoCookie: number | boolean
  /** Which of the others TCP and path MTU discovery must leave as they are: `['mtu']`. */
  lock: Locks | readonly (LockWord | Extract<Locks, readonly unknown[]>[number])[]
}
/** Metrics of a route, by the words of `ip route` or the keys of RTAX_*. */
export type RouteMetricsOptions = WithWords<NonNullable<RouteMessageInput['metrics']>, Optional<MetricWords>>

interface HopWords {
  /** The gateway's address, of either family. */
  gateway: string
  /** The same word, as `ip` says it. */
  via: string | { readonly family?: 'inet' | 'inet6' | number | undefined; readonly address: string }
  dev: LinkReference
  oif: LinkReference
  index: LinkReference
  /** 1 .. 256: the share of this hop. */
  weight: number
  /** The gateway counts as on the link, whatever the routes say. */
  onlink: boolean
  /** A realm, or `'from/to'`. */
  realms: number | string
  realm: number | string
  flow: number | string
  as: string
}
type HopInput = NonNullable<RouteMessageInput['multipath']>[number]
/** One of several next hops. */
export type NextHop = WithEncap<WithWords<HopInput, Optional<HopWords>>>

interface OwnWords extends Omit<HopWords, 'weight'> {
  /** `'10.0.0.0/24'`, `'2001:db8::/32'`, `'default'`, or an address with its length in `mask`; a label of MPLS (`family: 'mpls'`). */
  dst: string | number
  /** The same word, as on the reference page. */
  prefix: string
  /** Bits of the prefix, or a netmask (`'255.255.255.0'`). */
  mask: number | string
  dstLen: number | string
  /** IPv6: only for packets from this prefix. */
  src: string
  from: string
  iif: LinkReference
  /** A name of rt_tables or a number; `main` unless said otherwise. */
  table: number | string
  /** A name of rt_protos or a number; `static` unless said otherwise. */
  protocol: number | string
  proto: number | string
  rtproto: number | string
  /** `global` where a gateway is, else `link`, unless said otherwise. */
  scope: number | string
  rtscope: number | string
  /** `unicast` unless said otherwise. */
  rtype: NonNullable<RouteMessageInput['type']>
  /** The least counts. */
  metric: number
  priority: number
  tos: number | string
  dsfield: number | string
  nhid: number
  /** A vrf, by its name or index: its table; in a lookup the way out. */
  vrf: LinkReference
  /** MPLS: the labels that take the place of the packet's: `'200/300'`. */
  as: string
  /** MPLS: whether the packet's TTL goes on below its last label. */
  ttlPropagate: number | boolean | 'enabled' | 'disabled'
  metrics: RouteMetricsOptions
  multipath: readonly NextHop[]
}
/** Words of people for routes; all others are the keys of RTA_* and struct rtmsg. */
export type RouteWords = Optional<OwnWords & Omit<MetricWords, keyof OwnWords>> & CommonWords
/** A route to add, change or delete. */
export type RouteOptions = WithEncap<WithWords<RouteMessageInput, RouteWords>>
/** A lookup of the route to an address. */
export type RouteLookup = RouteOptions & {
  /** The route of the table itself, not what is made of it for this address. */
  readonly fibmatch?: boolean | undefined
}
interface Selectors {
  /** Routes within this prefix. */
  readonly root?: string | undefined
  /** Routes whose prefix holds this address or prefix; the default route is one. */
  readonly match?: string | undefined
  /** Routes of just this prefix: the same as `dst`. */
  readonly exact?: string | undefined
}
/** Which routes a listing holds: each word must hold, `null` for an attribute that must be absent. */
export type RouteFilter = { readonly [K in keyof Omit<RouteOptions, 'src' | 'from'>]?: RouteOptions[K] | null } & Selectors & {
    /** Source prefixes of IPv6 routes. */
    readonly src?: string | Selectors | null | undefined
    readonly from?: string | Selectors | null | undefined
    /** In place of the routes their exceptions: redirects and path MTUs, as `ip route show cached`. */
    readonly cached?: boolean | undefined
  }

/** Commands that change routes; RTM_NEWROUTE (24) is `add`, RTM_DELROUTE (25) `delete`. */
export type RouteChange =
  | ('add' | 'change' | 'chg' | 'replace' | 'prepend' | 'append' | 'test' | 'delete' | 'del')
  | ('RTM_NEWROUTE' | 'RTM_DELROUTE' | 24 | 25)
type RouteListing = ListWord | 'RTM_GETROUTE' | 26
/** Commands of `route`. */
export type RouteCommand = RouteChange | RouteListing | 'get' | 'flush' | 'ensure' | 'absent'

type Name = number | string
type Changed =
  | Positional<
      [prefix: string],
      [mask: Name, rtype: RouteWords['rtype'], rtproto: Name, rtscope: Name, index: LinkReference, family: RouteOptions['family']],
      RouteOptions
    >
  | [options: RouteOptions]
/** Parameters behind the command, which options are last of. */
export type RouteParameters<C> = C extends RouteListing
  ? [family: RouteFilter['family'], filter?: RouteFilter | Keep<Route>] | [filter?: RouteFilter | Keep<Route>]
  : C extends 'get'
    ? [address: string, options?: RouteLookup] | [options: RouteLookup]
    : C extends 'flush'
      ? [filter: RouteFilter]
      : Changed
/** What each command answers. */
export type RouteReply<C> = C extends RouteListing
  ? Dump<Route>
  : C extends 'get'
    ? Promise<Route>
    : C extends 'add'
      ? Promise<string | undefined>
      : ChangeReply<C>

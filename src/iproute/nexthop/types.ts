import type { NexthopBucketMessage, NexthopMember, NexthopMemberInput, NexthopMessage, NexthopMessageInput } from '../../schema/nexthop.ts'
import type { Dump } from '../connection/dump.ts'
import type { WithEncap } from '../encap/types.ts'
import type { ChangeReply, CommonWords, Keep, LinkReference, ListWord, Optional, WithWords } from '../words/input-types.ts'

/** A next hop object, or a group of them, as the kernel tells it. */
export type Nexthop = NexthopMessage
/** A bucket of a resilient group as the kernel tells it: `id` is that of the group. */
export type Bucket = NexthopBucketMessage
export type { NexthopMember, NexthopMemberInput }

interface OwnWords {
  /** The gateway. */
  via: string
  /** The link, by index or name. */
  dev: LinkReference
  oif: LinkReference
  index: LinkReference
  /** The gateway need not be on the link's own networks. */
  onlink: boolean
  /** A name of rt_protos or a number. */
  protocol: number | string
  proto: number | string
  /** The members of a group: `[1, 2]`, `[{ id: 1, weight: 10 }, { id: 2, weight: 20 }]`, or as with `ip`: `'1,10/2,20'`. */
  group: string | readonly (number | NexthopMemberInput)[]
  /** How a group shares packets: `mpath` (the default) by their hash; `resilient` so that flows stay where they are as members come and go. */
  type: NonNullable<NexthopMessageInput['groupType']> | 'resilient'
  groupType: NonNullable<NexthopMessageInput['groupType']> | 'resilient'
  /** Resilient groups: how many buckets flows are hashed into; it cannot be changed. */
  buckets: number
  /** Resilient groups: seconds (or `'500ms'`) without packets before a bucket may be moved; 120 unless said otherwise. */
  idleTimer: number | string
  /** Resilient groups: seconds (or `'5m'`) after which buckets are moved by force; 0, the default: never. */
  unbalancedTimer: number | string
  /** Groups: whether drivers are to count packets too (Linux 6.9). */
  hwStats: boolean
}
/** Words of people for next hops; all others are the keys of NHA_* and struct nhmsg. */
export type NexthopWords = Optional<OwnWords> & CommonWords
/** A next hop to add, change or delete. */
export type NexthopOptions = WithEncap<WithWords<NexthopMessageInput, NexthopWords>>

interface FilterWords {
  /** Only next hops whose link belongs to this one: a bridge, a bond, a vrf. */
  master: LinkReference
  vrf: LinkReference
  /** Only groups. */
  groups: boolean
  /** With the packets each member of a group was given; `'hw'`: also with those that hardware counted (Linux 6.9). */
  stats: boolean | 'hw'
}
/** Which next hops a listing holds: each word must hold, `null` for an attribute that must be absent. */
export type NexthopFilter = Optional<FilterWords> & {
  readonly [K in keyof Omit<NexthopOptions, keyof FilterWords>]?: NexthopOptions[K] | null
}
/** What a lookup takes: the id, and whether counters are wanted. */
export interface NexthopLookup extends CommonWords {
  readonly id: number
  readonly stats?: boolean | 'hw' | undefined
}

/** Which buckets a listing holds; the kernel filters by all of these words. */
export interface BucketFilter extends CommonWords {
  /** The group. */
  readonly id?: number | undefined
  /** The next hop that the bucket leads to. */
  readonly nhid?: number | undefined
  /** The link of that next hop. */
  readonly dev?: LinkReference | undefined
  /** What that link belongs to. */
  readonly master?: LinkReference | undefined
  readonly vrf?: LinkReference | undefined
  readonly family?: NexthopMessageInput['family']
}
/** Which bucket is looked up. */
export interface BucketLookup extends CommonWords {
  /** The group. */
  readonly id: number
  /** The bucket's place in it, from 0. */
  readonly index: number
}

/** A next hop that was made: its id, which the kernel chose if none was given. */
export interface MadeNexthop {
  readonly id: number
}

type NexthopListing = ListWord | 'RTM_GETNEXTHOP' | 106
type BucketListing = `${ListWord}-bucket` | 'RTM_GETNEXTHOPBUCKET' | 118
type Adding = 'add' | 'replace' | 'RTM_NEWNEXTHOP' | 104
/** Commands that change next hops; RTM_NEWNEXTHOP (104) is `add`, RTM_DELNEXTHOP (105) `delete`. */
export type NexthopChange = Adding | 'change' | 'chg' | 'delete' | 'del' | 'RTM_DELNEXTHOP' | 105
/** Commands of `nexthop`. */
export type NexthopCommand = NexthopChange | NexthopListing | BucketListing | 'get' | 'get-bucket' | 'flush' | 'ensure' | 'absent'

/** Parameters behind the command, which options are last of. */
export type NexthopParameters<C> = C extends NexthopListing
  ? [family: NexthopFilter['family'], filter?: NexthopFilter | Keep<Nexthop>] | [filter?: NexthopFilter | Keep<Nexthop>]
  : C extends BucketListing
    ? [filter?: BucketFilter | Keep<Bucket>]
    : C extends 'get-bucket'
      ? [lookup: BucketLookup]
      : C extends 'get'
        ? [id: number, options?: Omit<NexthopLookup, 'id'>] | [lookup: NexthopLookup | Nexthop]
        : C extends 'flush'
          ? [filter?: NexthopFilter]
          : C extends 'delete' | 'del' | 'absent' | 'RTM_DELNEXTHOP' | 105
            ? [id: number, options?: CommonWords] | [options: NexthopOptions]
            : [options: NexthopOptions]

/** What each command answers. */
export type NexthopReply<C> = C extends NexthopListing
  ? Dump<Nexthop>
  : C extends BucketListing
    ? Dump<Bucket>
    : C extends 'get'
      ? Promise<Nexthop>
      : C extends 'get-bucket'
        ? Promise<Bucket>
        : C extends Adding
          ? Promise<MadeNexthop>
          : ChangeReply<C>

import type { Decoded } from '../../netlink/codec.ts'
import type { rtnetlink } from '../../schema/index.ts'
import type { OverrunReason } from '../../socket/transport.ts'
import type { EventSource } from './groups.ts'

type Layout = (typeof rtnetlink.messages)[number]
type Told<T> = T extends `RTM_${'NEW' | 'DEL'}${string}` ? T : never
type Change<T, M> = T extends unknown ? { readonly type: T; readonly message: M; readonly nsid?: number } : never
type ChangeOf<L> = L extends { readonly types: infer T } ? Change<Told<keyof T>, Decoded<L>> : never

/**
 * Something came, changed or went: `type` says what (`RTM_NEWLINK`: came or changed; `RTM_DELLINK`: went), `message` is
 * it, `nsid` the network namespace, on a socket that listens to several.
 */
export type ChangeEvent = ChangeOf<Layout>
/** A message of a type that has no table here. */
export interface OtherEvent {
  readonly type: 'other'
  /** Its name, or its number. */
  readonly name: string | number
  readonly payload: Uint8Array
  readonly nsid?: number
}
/** A message that is not what the tables say. */
export interface BrokenEvent {
  readonly type: 'broken'
  readonly error: Error
  readonly bytes: Uint8Array
  readonly nsid?: number
}
/** Events were lost here; what is known of the system may be out of date. */
export interface LostEvent {
  readonly type: 'lost'
  readonly reason: OverrunReason
}
/** Between the two stands the present state, as if all of it had just come (`RTM_NEW*`). */
export interface ResyncEvent {
  readonly type: 'resync'
  readonly phase: 'begin' | 'end'
}
/** What a stream of events says. */
export type Event = ChangeEvent | OtherEvent | BrokenEvent | LostEvent

/** The message types that each word brings; those without a table come as `other`. */
interface Brings {
  link: 'RTM_NEWLINK' | 'RTM_DELLINK'
  ifinfo: 'RTM_NEWLINK' | 'RTM_DELLINK'
  mcaddr: 'RTM_NEWMULTICAST' | 'RTM_DELMULTICAST'
  maddress: 'RTM_NEWMULTICAST' | 'RTM_DELMULTICAST'
  acaddr: 'RTM_NEWANYCAST' | 'RTM_DELANYCAST'
  acaddress: 'RTM_NEWANYCAST' | 'RTM_DELANYCAST'
  mroute: 'RTM_NEWROUTE' | 'RTM_DELROUTE'
  cachereport: 'RTM_NEWCACHEREPORT'
  nexthop: 'RTM_NEWNEXTHOP' | 'RTM_DELNEXTHOP' | 'RTM_NEWNEXTHOPBUCKET' | 'RTM_DELNEXTHOPBUCKET'
  fdb: 'RTM_NEWNEIGH' | 'RTM_DELNEIGH'
  mdb: 'RTM_NEWMDB' | 'RTM_DELMDB'
  vlan: 'RTM_NEWVLAN' | 'RTM_DELVLAN'
  tunnel: 'RTM_NEWTUNNEL' | 'RTM_DELTUNNEL'
  netconf: 'RTM_NEWNETCONF' | 'RTM_DELNETCONF'
  prefix: 'RTM_NEWPREFIX'
  nduseropt: 'RTM_NEWNDUSEROPT'
  nsid: 'RTM_NEWNSID' | 'RTM_DELNSID'
  stats: 'RTM_NEWSTATS'
  addr: 'RTM_NEWADDR' | 'RTM_DELADDR'
  address: 'RTM_NEWADDR' | 'RTM_DELADDR'
  route: 'RTM_NEWROUTE' | 'RTM_DELROUTE'
  rule: 'RTM_NEWRULE' | 'RTM_DELRULE'
  neigh: 'RTM_NEWNEIGH' | 'RTM_DELNEIGH'
  neighbour: 'RTM_NEWNEIGH' | 'RTM_DELNEIGH'
  tc: `RTM_${'NEW' | 'DEL'}${'QDISC' | 'TCLASS' | 'TFILTER' | 'CHAIN' | 'ACTION'}`
}
type Narrowed<S> = S extends keyof Brings ? Extract<ChangeEvent, { readonly type: Brings[S] }> : ChangeEvent
/** What a stream of these sources says: `'link'` brings links alone. */
export type EventOf<S extends EventSource> = [S] extends [never] ? Event : Narrowed<S> | OtherEvent | BrokenEvent | LostEvent

// Where the tables of each noun are. One module for all: each module that is loaded by itself would tear the bundle into more files.
import { addressNoun } from '../iproute/address/input.ts'
import { addrlabelNoun } from '../iproute/addrlabel/input.ts'
import { mstNoun } from '../iproute/brport/input.ts'
import { kindWords, portWords } from '../iproute/link/kinds/index.ts'
import { linkNoun } from '../iproute/link/noun.ts'
import { mdbNoun } from '../iproute/mdb/input.ts'
import { mrouteNoun } from '../iproute/mroute/input.ts'
import { entryNoun, neighbourNoun } from '../iproute/neighbour/input.ts'
import { neighbourTableNoun } from '../iproute/neighbour-table/input.ts'
import { nsidNoun } from '../iproute/netns/input.ts'
import { nexthopNoun } from '../iproute/nexthop/input.ts'
import { routeNoun } from '../iproute/route/input.ts'
import { ruleNoun } from '../iproute/rule/input.ts'
import { chainNoun, classNoun, filterNoun, qdiscNoun } from '../iproute/tc/message.ts'
import { actionWords } from '../iproute/tc/words/actions/index.ts'
import { classWords } from '../iproute/tc/words/classes/index.ts'
import { filterWords } from '../iproute/tc/words/filters/index.ts'
import { qdiscWords } from '../iproute/tc/words/qdiscs/index.ts'
import { vlanNoun } from '../iproute/vlan/input.ts'
import type { SetTable } from '../netlink/attributes.ts'
import type { AnyCodec } from '../netlink/codec.ts'
import type { AnyMessageCodec } from '../netlink/payload.ts'
import type { StructTable } from '../netlink/struct.ts'
import { linkKinds, NetconfMessage, portKinds, StatsMessage } from '../schema/index.ts'
import { actionKinds } from '../schema/tc/actions/index.ts'
import { filterKinds } from '../schema/tc/filters/index.ts'
import { classKinds, qdiscKinds } from '../schema/tc/qdiscs/index.ts'

/** The tables of one noun. */
export interface Tables {
  readonly head?: StructTable
  readonly set: SetTable
  /** People's words, and the key that each means. */
  readonly keys?: ReadonlyMap<string, string>
}
type Kinds = Readonly<Record<string, AnyCodec>>
type Words = Readonly<Record<string, { readonly words?: Readonly<Record<string, unknown>> | readonly string[] }>>

const tablesOf = (codec: AnyMessageCodec): Tables => ({
  head: (codec.head as unknown as { readonly layout: StructTable }).layout,
  set: (codec.set as unknown as { readonly table: SetTable }).table,
})

/** Header, attributes and words of each noun. */
export const NOUNS: Readonly<Record<string, Tables>> = {
  link: linkNoun,
  addr: addressNoun,
  route: routeNoun,
  rule: ruleNoun,
  neigh: neighbourNoun,
  fdb: entryNoun,
  nexthop: nexthopNoun,
  netns: nsidNoun,
  qdisc: qdiscNoun,
  tc: qdiscNoun,
  class: classNoun,
  filter: filterNoun,
  chain: chainNoun,
  vlan: vlanNoun,
  mdb: mdbNoun,
  mst: mstNoun,
  addrlabel: addrlabelNoun,
  ntable: neighbourTableNoun,
  mroute: mrouteNoun,
  netconf: tablesOf(NetconfMessage),
  stats: tablesOf(StatsMessage),
}
/** Kinds, and people's words for them. */
export const KINDS: Readonly<Record<string, readonly [Kinds, Words]>> = {
  link: [linkKinds, kindWords],
  brport: [portKinds, portWords],
  qdisc: [qdiscKinds, qdiscWords],
  tc: [qdiscKinds, qdiscWords],
  class: [classKinds, classWords],
  filter: [filterKinds, filterWords],
  action: [actionKinds, actionWords],
}

import type { Vni } from '../schema/bridge/tunnel.ts'
import type { GlobalVlan, Vlan } from '../schema/bridge/vlan.ts'
import { addr, addresses, getAddr } from './address/address.ts'
import type { Address, AddressCommand, AddressFilter, AddressParameters, AddressReply } from './address/types.ts'
import { addrlabel, getAddrlabels } from './addrlabel/addrlabel.ts'
import type { AddressLabel, AddressLabelCommand, AddressLabelParameters, AddressLabelReply } from './addrlabel/types.ts'
import { brport, getBrports, getMsts, mst } from './brport/brport.ts'
import type { BrportCommand, BrportParameters, BrportReply, Mst, MstCommand, MstFilter, MstParameters, MstReply } from './brport/types.ts'
import type { Dump } from './connection/dump.ts'
import type { CallOptions, Context } from './context.ts'
import type { DcbCommand, DcbParameters, DcbReply } from './dcb/types.ts'
import { getLinks, link, linkDown, linkLookup, linkRemove, linkRename, linkUp } from './link/link.ts'
import type { Link, LinkCommand, LinkFilter, LinkParameters, LinkReply, LinksParameters } from './link/types.ts'
import { getMdb, getMdbRouterPorts, mdb } from './mdb/mdb.ts'
import type { MdbCommand, MdbEntry, MdbFilter, MdbParameters, MdbReply, MdbRouterFilter, MdbRouterPort } from './mdb/types.ts'
import { getMroutes, mroute } from './mroute/mroute.ts'
import type { Mroute, MrouteCommand, MrouteParameters, MrouteReply } from './mroute/types.ts'
import { getAnycastAddresses, getMulticastAddresses, maddr } from './multicast/multicast.ts'
import type { AnycastAddress, GroupParameters, MulticastAddress, MulticastCommand, MulticastReply } from './multicast/types.ts'
import { fdb } from './neighbour/fdb.ts'
import { getNeighbors, neigh } from './neighbour/neighbour.ts'
import type {
  EntryCommand,
  EntryParameters,
  EntryReply,
  Neighbour,
  NeighbourCommand,
  NeighbourParameters,
  NeighbourReply,
} from './neighbour/types.ts'
import { getNeighbourTables, ntable } from './neighbour-table/neighbour-table.ts'
import type { NeighbourTable, NeighbourTableCommand, NeighbourTableParameters, NeighbourTableReply } from './neighbour-table/types.ts'
import { getNetconf, netconf } from './netconf/netconf.ts'
import type { Netconf, NetconfCommand, NetconfParameters, NetconfReply } from './netconf/types.ts'
import { getNsids, ipNetns } from './netns/netns.ts'
import type { Nsid, NsidCommand, NsidParameters, NsidReply } from './netns/types.ts'
import { getBuckets, getNexthops, nexthop } from './nexthop/nexthop.ts'
import type { Bucket, BucketFilter, Nexthop, NexthopCommand, NexthopParameters, NexthopReply } from './nexthop/types.ts'
import { defaultRoute, getRoutes, route } from './route/route.ts'
import type { Route, RouteCommand, RouteParameters, RouteReply } from './route/types.ts'
import { getRules, rule } from './rule/rule.ts'
import type { Rule, RuleCommand, RuleParameters, RuleReply } from './rule/types.ts'
import { getStats, stats } from './stats/stats.ts'
import type { Stats, StatsCommand, StatsFilter, StatsParameters, StatsReply } from './stats/types.ts'
import { getActions, getChains, getClasses, getFilters, getQdiscs, tc, tcTree } from './tc/tc.ts'
import type { TcTree } from './tc/tree.ts'
import type {
  ActionFilter,
  Chain,
  ChainCommand,
  ChainFilter,
  Class,
  ClassFilter,
  Filter,
  FilterFilter,
  Handle,
  ListedAction,
  Qdisc,
  QdiscFilter,
  TcCommand,
  TcKind,
  TcListing,
  TcMessage,
  TcOptions,
  TcReply,
} from './tc/types.ts'
import type { GlobalVlanFilter, VlanCommand, VlanFilter, VlanParameters, VlanReply } from './vlan/types.ts'
import { getGlobalVlans, getVlans, vlan } from './vlan/vlan.ts'
import type { VniCommand, VniFilter, VniParameters, VniReply } from './vni/types.ts'
import { getVnis, vni } from './vni/vni.ts'
import type { Keep, LinkReference } from './words/input-types.ts'

/**
 * What can be asked of a kernel: a method for each noun of `ip`, with the command first, and the listings. Shared by
 * {@link IPRoute} and {@link IPRSocket}.
 */
export class Nouns {
  readonly #context: Context

  /** @internal */
  constructor(context: Context) {
    this.#context = context
  }

  /**
   * Links, as `ip link`: `link('add', { ifname: 'v0', kind: 'vlan', link: 'eth0', data: { id: 5 } })`,
   * `link('set', { index, state: 'up', mtu: 1400 })`, `link('delete', { index })`, `link('get', { ifname: 'lo' })`.
   * `add` answers index and name; `ensure` makes or changes a link only where there is need, `absent` is content if
   * there is none.
   */
  link<C extends LinkCommand>(command: C, ...parameters: LinkParameters<C>): LinkReply<C> {
    return link(this.#context, command, ...parameters)
  }

  /** Lists links: all, those of some indexes (`getLinks(1, 2, 3)`) or names, or what a filter or function finds. */
  getLinks(...parameters: LinksParameters): Dump<Link> {
    return getLinks(this.#context, ...parameters)
  }

  /** The indexes of the links that a filter finds: `linkLookup({ operstate: 'UP' })`, `linkLookup({ ifname: 'lo' })`. */
  linkLookup(filter?: LinkFilter | Keep<Link>): Promise<number[]> {
    return linkLookup(this.#context, filter)
  }

  /** Sets a link up. */
  linkUp(index: LinkReference, options?: CallOptions): Promise<void> {
    return linkUp(this.#context, index, options)
  }

  /** Sets a link down. */
  linkDown(index: LinkReference, options?: CallOptions): Promise<void> {
    return linkDown(this.#context, index, options)
  }

  /** Renames a link. Kernels before 6.4 want it to be down. */
  linkRename(index: LinkReference, name: string, options?: CallOptions): Promise<void> {
    return linkRename(this.#context, index, name, options)
  }

  /** Deletes a link. */
  linkRemove(index: LinkReference, options?: CallOptions): Promise<void> {
    return linkRemove(this.#context, index, options)
  }

  /**
   * Addresses, as `ip address`: `addr('add', index, { address: '10.0.0.1', mask: 24 })`,
   * `addr('add', { dev: 'eth0', address: '10.0.0.1/24' })`, `addr('flush', { dev: 'eth0' })`.
   */
  addr<C extends AddressCommand>(command: C, ...parameters: AddressParameters<C>): AddressReply<C> {
    return addr(this.#context, command, ...parameters)
  }

  /** Lists addresses: `getAddr()`, `getAddr({ family: 'inet', dev: 'eth0' })`. */
  getAddr(...parameters: AddressParameters<'dump'>): Dump<Address> {
    return getAddr(this.#context, ...parameters)
  }

  /** The addresses of this machine as text, those of the loopback and of links left out unless a filter says otherwise. */
  addresses(filter?: AddressFilter): Promise<string[]> {
    return addresses(this.#context, filter)
  }

  /**
   * Routes, as `ip route`: `route('add', { prefix: '10.0.0.0', mask: 24, gateway: '192.168.0.1' })`,
   * `route('replace', { dst: 'default', via: '192.0.2.1', dev: 'eth0' })`, `route('get', '192.0.2.9')`.
   */
  route<C extends RouteCommand>(command: C, ...parameters: RouteParameters<C>): RouteReply<C> {
    return route(this.#context, command, ...parameters)
  }

  /** Lists routes: `getRoutes()` of all tables and families, `getRoutes({ family: 'inet6' })`, `getRoutes({ table: 254 })`. */
  getRoutes(...parameters: RouteParameters<'dump'>): Dump<Route> {
    return getRoutes(this.#context, ...parameters)
  }

  /** The default route of the main table with the least metric; undefined if there is none. */
  defaultRoute(family?: 'inet' | 'inet6'): Promise<Route | undefined> {
    return defaultRoute(this.#context, family)
  }

  /** Multicast routes, as `ip mroute`: `mroute('show')`, `mroute('get', { group: '239.1.1.1' })`, `mroute('tables')`. */
  mroute<C extends MrouteCommand>(command: C, ...parameters: MrouteParameters<C>): MrouteReply<C> {
    return mroute(this.#context, command, ...parameters)
  }

  /** Lists multicast routes: `getMroutes()` of both families, `getMroutes({ family: 'inet', table: 100 })`. */
  getMroutes(...parameters: MrouteParameters<'dump'>): Dump<Mroute> {
    return getMroutes(this.#context, ...parameters)
  }

  /** Rules, as `ip rule`: `rule('add', 10, 32000)`, `rule('add', 14, 32004, { src: '10.64.75.141' })`. */
  rule<C extends RuleCommand>(command: C, ...parameters: RuleParameters<C>): RuleReply<C> {
    return rule(this.#context, command, ...parameters)
  }

  /** Lists rules: `getRules()` of all families, `getRules({ family: 'inet6' })`. */
  getRules(...parameters: RuleParameters<'dump'>): Dump<Rule> {
    return getRules(this.#context, ...parameters)
  }

  /** Neighbours, as `ip neighbour`: `neigh('add', { dev: 'eth0', dst: '192.0.2.9', lladdr: '02:00:00:00:00:99' })`. */
  neigh<C extends NeighbourCommand>(command: C, ...parameters: NeighbourParameters<C>): NeighbourReply<C> {
    return neigh(this.#context, command, ...parameters)
  }

  /** Lists neighbours: `getNeighbors()`, `getNeighbors({ family: 'inet', dev: 'eth0' })`. */
  getNeighbors(...parameters: NeighbourParameters<'dump'>): Dump<Neighbour> {
    return getNeighbors(this.#context, ...parameters)
  }

  /** Forwarding databases, as `bridge fdb`: `fdb('add', { dev: 'p0', lladdr: '02:00:00:00:00:41', master: true })`. */
  fdb<C extends EntryCommand>(command: C, ...parameters: EntryParameters<C>): EntryReply<C> {
    return fdb(this.#context, command, ...parameters)
  }

  /**
   * Next hop objects, as `ip nexthop`: `nexthop('add', { id: 1, via: '192.0.2.1', dev: 'eth0' })`,
   * `nexthop('add', { id: 9, group: [1, { id: 2, weight: 20 }] })`, `nexthop('get', 9)`. `add` answers the id, which the kernel
   * chooses where none is given; routes take it as `nhid`. Buckets of resilient groups: `get-bucket`, `dump-bucket`.
   */
  nexthop<C extends NexthopCommand>(command: C, ...parameters: NexthopParameters<C>): NexthopReply<C> {
    return nexthop(this.#context, command, ...parameters)
  }

  /** Lists next hops: `getNexthops()`, `getNexthops({ dev: 'eth0' })`, `getNexthops({ groups: true, stats: true })`. */
  getNexthops(...parameters: NexthopParameters<'dump'>): Dump<Nexthop> {
    return getNexthops(this.#context, ...parameters)
  }

  /** Lists buckets of resilient groups: `getBuckets({ id: 9 })` those of one, `getBuckets({ nhid: 1 })` those that lead to one next hop. */
  getBuckets(filter?: BucketFilter | Keep<Bucket>): Dump<Bucket> {
    return getBuckets(this.#context, filter)
  }

  /** Labels of IPv6 prefixes, as `ip addrlabel`: `addrlabel('add', { prefix: '2001:db8::/32', label: 99 })`. */
  addrlabel<C extends AddressLabelCommand>(command: C, ...parameters: AddressLabelParameters<C>): AddressLabelReply<C> {
    return addrlabel(this.#context, command, ...parameters)
  }

  /** Lists address labels: `getAddrlabels()`, `getAddrlabels({ dev: 'eth0' })`. */
  getAddrlabels(...parameters: AddressLabelParameters<'dump'>): Dump<AddressLabel> {
    return getAddrlabels(this.#context, ...parameters)
  }

  /** Settings of IPv4, IPv6 and MPLS for each link, as `ip netconf`: `netconf('get', { family: 'inet', dev: 'eth0' })`. */
  netconf<C extends NetconfCommand>(command: C, ...parameters: NetconfParameters<C>): NetconfReply<C> {
    return netconf(this.#context, command, ...parameters)
  }

  /** Lists settings: `getNetconf()` of all families, `getNetconf({ family: 'inet', dev: 'all' })`. */
  getNetconf(...parameters: NetconfParameters<'dump'>): Dump<Netconf> {
    return getNetconf(this.#context, ...parameters)
  }

  /**
   * Statistics, as `ip stats`: `stats('show', { group: 'xstats', subgroup: 'bridge', suite: 'stp' })`, `stats('get', 'eth0')` those
   * of one link, `stats('set', 'eth0', { l3Stats: true })` whether the hardware counts.
   */
  stats<C extends StatsCommand>(command: C, ...parameters: StatsParameters<C>): StatsReply<C> {
    return stats(this.#context, command, ...parameters)
  }

  /** Lists statistics: `getStats()` all of all links, `getStats({ dev: 'eth0', group: 'link' })`, `getStats({ group: { offload: 'l3_stats' } })`. */
  getStats(filter?: StatsFilter | Keep<Stats>): Dump<Stats> {
    return getStats(this.#context, filter)
  }

  /**
   * Multicast databases of bridges and vxlans, as `bridge mdb`:
   * `mdb('add', { dev: 'br0', port: 'p0', grp: '239.1.1.1', permanent: true })`, `mdb('get', { dev: 'br0', grp: '239.1.1.1' })`.
   */
  mdb<C extends MdbCommand>(command: C, ...parameters: MdbParameters<C>): MdbReply<C> {
    return mdb(this.#context, command, ...parameters)
  }

  /** Lists entries of multicast databases, one for each group and port: `getMdb({ dev: 'br0', vid: 10 })`. */
  getMdb(filter?: MdbFilter | Keep<MdbEntry>): Dump<MdbEntry> {
    return getMdb(this.#context, filter)
  }

  /** Lists the ports of bridges behind which multicast routers are. */
  getMdbRouterPorts(filter?: MdbRouterFilter): Dump<MdbRouterPort> {
    return getMdbRouterPorts(this.#context, filter)
  }

  /**
   * VLANs of bridges and of their ports, as `bridge vlan`: `vlan('add', { dev: 'p0', vid: '10-20' })`,
   * `vlan('set', { dev: 'p0', vid: 10, state: 'blocking' })`, `vlan('set-global', { dev: 'br0', vid: 10, mcastQuerier: 1 })`.
   */
  vlan<C extends VlanCommand>(command: C, ...parameters: VlanParameters<C>): VlanReply<C> {
    return vlan(this.#context, command, ...parameters)
  }

  /** Lists VLANs of bridges and of their ports: `getVlans({ dev: 'p0' })`, with counters if `stats` is true. */
  getVlans(filter?: VlanFilter | Keep<Vlan>): Dump<Vlan> {
    return getVlans(this.#context, filter)
  }

  /** Lists the options of VLANs for whole bridges, as `bridge vlan global show`. */
  getGlobalVlans(filter?: GlobalVlanFilter | Keep<GlobalVlan>): Dump<GlobalVlan> {
    return getGlobalVlans(this.#context, filter)
  }

  /** The VNIs that a vxlan with `vnifilter` takes, as `bridge vni`: `vni('add', { dev: 'vx0', vni: '100-200' })`. */
  vni<C extends VniCommand>(command: C, ...parameters: VniParameters<C>): VniReply<C> {
    return vni(this.#context, command, ...parameters)
  }

  /** Lists VNIs of vxlans: `getVnis({ dev: 'vx0' })`, with counters if `stats` is true. */
  getVnis(filter?: VniFilter | Keep<Vni>): Dump<Vni> {
    return getVnis(this.#context, filter)
  }

  /** Ports of bridges, as `bridge link`: `brport('set', { dev: 'p0', hairpin: true, guard: true })`. */
  brport<C extends BrportCommand>(command: C, ...parameters: BrportParameters<C>): BrportReply<C> {
    return brport(this.#context, command, ...parameters)
  }

  /** Lists ports of bridges, with what their bridges keep of them under `protinfo`. */
  getBrports(filter?: LinkFilter | Keep<Link>): Dump<Link> {
    return getBrports(this.#context, filter)
  }

  /** States of ports in one of several spanning trees, as `bridge mst`: `mst('set', { dev: 'p0', msti: 2, state: 'blocking' })`. */
  mst<C extends MstCommand>(command: C, ...parameters: MstParameters<C>): MstReply<C> {
    return mst(this.#context, command, ...parameters)
  }

  /** Lists the states of ports in spanning trees, each by itself. */
  getMsts(filter?: MstFilter | Keep<Mst>): Dump<Mst> {
    return getMsts(this.#context, filter)
  }

  /**
   * Tables of neighbours, as `ip ntable`: `ntable('show', { name: 'arp_cache' })`,
   * `ntable('change', { name: 'arp_cache', dev: 'eth0', baseReachable: 20000, queue: 33 })`; times in milliseconds.
   */
  ntable<C extends NeighbourTableCommand>(command: C, ...parameters: NeighbourTableParameters<C>): NeighbourTableReply<C> {
    return ntable(this.#context, command, ...parameters)
  }

  /** Lists tables of neighbours: `getNeighbourTables()`, `getNeighbourTables({ name: 'ndisc_cache', dev: 'eth0' })`. */
  getNeighbourTables(...parameters: NeighbourTableParameters<'dump'>): Dump<NeighbourTable> {
    return getNeighbourTables(this.#context, ...parameters)
  }

  /** Multicast addresses that links listen to, as `ip maddress show`: `maddr('show', { dev: 'eth0' })`. */
  maddr(command: MulticastCommand, ...parameters: GroupParameters<MulticastAddress>): MulticastReply {
    return maddr(this.#context, command, ...parameters)
  }

  /** Lists multicast addresses: `getMulticastAddresses({ family: 'inet6', dev: 'eth0' })`; those of IPv4 since Linux 6.15. */
  getMulticastAddresses(...parameters: GroupParameters<MulticastAddress>): Dump<MulticastAddress> {
    return getMulticastAddresses(this.#context, ...parameters)
  }

  /** Lists the anycast addresses of links, which only IPv6 has: `getAnycastAddresses({ dev: 'eth0' })`. */
  getAnycastAddresses(...parameters: GroupParameters<AnycastAddress>): Dump<AnycastAddress> {
    return getAnycastAddresses(this.#context, ...parameters)
  }

  /**
   * The ids that this network namespace has for others, as `ip netns set` and `ip netns list-id`:
   * `netns('set', { netns: 'blue', nsid: 7 })` (or `'auto'`) answers the id, `netns('get', { netns: 'blue' })` its message. To
   * make and remove namespaces is the affair of the export of the same name.
   */
  netns<C extends NsidCommand>(command: C, ...parameters: NsidParameters<C>): NsidReply<C> {
    return ipNetns(this.#context, command, ...parameters)
  }

  /** Lists ids of network namespaces: `getNsids()`, `getNsids({ targetNsid: 7 })` those that namespace 7 has. */
  getNsids(...parameters: NsidParameters<'dump'>): Dump<Nsid> {
    return getNsids(this.#context, ...parameters)
  }

  /**
   * Data center bridging, as `dcb`: `dcb('get', 'eth0')`, `dcb('set', 'eth0', { pfc: { prioPfc: { 3: true } } })`,
   * `dcb('add', 'eth0', { app: [{ selector: 'dscp', protocol: 24, priority: 3 }] })`.
   */
  async dcb<C extends DcbCommand>(command: C, ...parameters: DcbParameters<C>): Promise<Awaited<DcbReply<C>>> {
    // Few machines have such hardware: loaded with the first call.
    const { dcb } = await import('./dcb/dcb.ts')
    return dcb(this.#context, command, ...parameters)
  }

  /**
   * Traffic control, as `tc`: queueing disciplines (`add`, `change`, `replace`, `del`, `get`), classes (`add-class` ...), filters
   * (`add-filter` ...), actions (`add-action` ...) and chains (`add-chain` ...): `tc('add', 'htb', index, '1:', { default: '20' })`,
   * `tc('add', 'netem', 'eth0', { delay: '100ms', loss: '1%' })`, `tc('del', 'netem', 'eth0')`. A handle is `'1:10'` or 0x10010.
   * Options are those of the kind; what a listing answered is input too.
   */
  tc<C extends TcCommand, const K extends TcKind<C>>(
    command: C,
    kind: K,
    index: LinkReference,
    handle: Handle,
    options?: TcOptions<C, K>,
  ): TcReply<C>
  tc<C extends TcCommand, const K extends TcKind<C>>(command: C, kind: K, index: LinkReference, options?: TcOptions<C, K>): TcReply<C>
  tc<C extends TcCommand, const K extends TcKind<C>>(command: C, kind: K, options?: TcOptions<C, K>): TcReply<C>
  tc<C extends TcCommand, const K extends TcKind<C>>(command: C, message: { readonly kind: K } & TcOptions<C, K>): TcReply<C>
  tc<C extends ChainCommand>(command: C, index: LinkReference, chain: number, message?: TcMessage<C>): TcReply<C>
  tc<C extends ChainCommand>(command: C, index: LinkReference, message?: TcMessage<C>): TcReply<C>
  tc<C extends TcListing>(command: C, ...parameters: readonly unknown[]): TcReply<C>
  tc<C extends TcCommand>(command: C, message: TcMessage<C>): TcReply<C>
  tc(command: TcCommand, ...parameters: readonly unknown[]): unknown {
    return tc(this.#context, command, ...parameters)
  }

  /** Lists queueing disciplines: `getQdiscs()`, `getQdiscs(2)`, `getQdiscs({ dev: 'eth0', kind: 'htb' })`. */
  getQdiscs(index?: LinkReference | null, handle?: Handle): Dump<Qdisc>
  getQdiscs(filter: QdiscFilter | Keep<Qdisc>): Dump<Qdisc>
  getQdiscs(...parameters: readonly unknown[]): Dump<Qdisc> {
    return getQdiscs(this.#context, ...parameters)
  }

  /** Lists classes: `getClasses()` of all links, `getClasses(2)`, `getClasses({ dev: 'eth0', parent: '1:' })`. */
  getClasses(index?: LinkReference, handle?: Handle): Dump<Class>
  getClasses(filter: ClassFilter | Keep<Class>): Dump<Class>
  getClasses(...parameters: readonly unknown[]): Dump<Class> {
    return getClasses(this.#context, ...parameters)
  }

  /** Lists filters: `getFilters(2)` all of a link, `getFilters(2, 0, '1:')` those of one parent, `getFilters({ dev: 'eth0', parent: 'ingress' })`. */
  getFilters(index?: LinkReference, handle?: Handle, parent?: Handle): Dump<Filter>
  getFilters(filter: FilterFilter | Keep<Filter>): Dump<Filter>
  getFilters(...parameters: readonly unknown[]): Dump<Filter> {
    return getFilters(this.#context, ...parameters)
  }

  /** Lists chains of filters, by the parameters of {@link getFilters}. */
  getChains(index?: LinkReference, handle?: Handle, parent?: Handle): Dump<Chain>
  getChains(filter: ChainFilter | Keep<Chain>): Dump<Chain>
  getChains(...parameters: readonly unknown[]): Dump<Chain> {
    return getChains(this.#context, ...parameters)
  }

  /** Lists actions, of one kind (`getActions('gact')`) or of all. */
  getActions(kind?: ActionFilter['kind']): Dump<ListedAction>
  getActions(filter: ActionFilter | Keep<ListedAction>): Dump<ListedAction>
  getActions(...parameters: readonly unknown[]): Dump<ListedAction> {
    return getActions(this.#context, ...parameters)
  }

  /** A link's queueing disciplines, classes and filters as a tree, with rates and counters; {@link renderTcTree} draws it. */
  tcTree(index: LinkReference): Promise<TcTree> {
    return tcTree(this.#context, index)
  }
}

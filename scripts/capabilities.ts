// What can be done with rtnetlink, row by row: docs/COVERAGE.md prints it, and a test looks whether each proof is there.

/** A capability: `proof` is the test that shows it; `lacks` says what is not there, or was never seen at work, and why. */
export interface Capability {
  readonly what: string
  readonly proof: string
  readonly lacks?: string
}

const cap = (what: string, proof: string, lacks?: string): Capability => (lacks === undefined ? { what, proof } : { what, proof, lacks })
const NO_HARDWARE = 'both directions by bytes; no such hardware here'

export const CAPABILITIES: Readonly<Record<string, readonly Capability[]>> = {
  Links: [
    cap('list and get by index, name, group, master, kind', 'kernel/link.test.ts'),
    cap('alternative names: looked up, added, deleted', 'kernel/nsid.test.ts'),
    cap('rename, MTU, queue length, addresses, group, alias, flags with their mask', 'unit/iproute/link.test.ts'),
    cap('operational state, link mode, protocol down and its reasons', 'unit/iproute/link-extras.test.ts'),
    cap('limits of GSO, GRO and TSO, headroom, tailroom, pacing horizon, pin of the clock', 'unit/schema/link.test.ts'),
    cap('counters of 32 and 64 bits', 'vectors/shown.test.ts'),
    cap('XDP: attach, replace, detach, all modes', 'unit/iproute/link-extras.test.ts', 'offloaded programs: no such hardware here'),
    cap('virtual functions, read and set', 'unit/iproute/link-extras.test.ts', NO_HARDWARE),
    cap('ports of virtual functions', 'uapi/specs.test.ts', 'by the specification and the headers alone; no such hardware here'),
    cap('answers without counters or virtual functions (IFLA_EXT_MASK)', 'kernel/bridge.test.ts'),
    cap('IPv4 and IPv6 settings of a link, read and set; token, address generation', 'unit/iproute/link-extras.test.ts'),
    cap('the bridge in IFLA_AF_SPEC: VLANs, tunnels, mode, MST', 'kernel/bridge.test.ts'),
    cap('media redundancy (MRP) and connectivity faults (CFM)', 'unit/schema/bridge.test.ts', 'no kernel here has them built in'),
    cap('MCTP', 'uapi/specs.test.ts', 'the link; its addresses, routes and neighbours have no words of people'),
    cap('IFLA_PROTINFO of bridge ports and IPv6', 'vectors/links.test.ts'),
    cap('data of every kind of link, its ports and its own counters', 'unit/iproute/link-kinds/link-kinds.test.ts'),
    cap('every kind made, changed, listed, made again, removed', 'kernel/link-kinds.test.ts'),
    cap('tunnels likewise', 'kernel/tunnel-kinds.test.ts'),
    cap('other namespaces: moved there, made there, asked from here', 'kernel/netns.test.ts'),
    cap('index and name of a new link', 'kernel/link.test.ts'),
    cap('tun and tap', 'vectors/links.test.ts', 'read only: the kernel makes them by an ioctl on /dev/net/tun, not by rtnetlink'),
  ],
  Addresses: [
    cap('add, replace, change, delete; label, broadcast, peer, scope', 'unit/iproute/address.test.ts'),
    cap('all flags, lifetimes, metric, protocol', 'kernel/address.test.ts'),
    cap('flush with filters', 'kernel/address.test.ts'),
    cap('multicast and anycast addresses and their events', 'kernel/multicast.test.ts'),
    cap('address labels', 'kernel/nexthop.test.ts'),
  ],
  Routes: [
    cap('every verb, type, scope, protocol and table', 'unit/iproute/route.test.ts'),
    cap('lookups with all their inputs', 'kernel/route-more.test.ts'),
    cap('filters of the kernel', 'unit/iproute/route-listing.test.ts'),
    cap('several next hops, their flags, encapsulations and gateways of another family', 'kernel/route.test.ts'),
    cap('all metrics, congestion control and features by name', 'unit/iproute/route.test.ts'),
    cap('MPLS: label stacks, swaps, TTL', 'kernel/route-more.test.ts'),
    cap('encapsulations mpls, ip, ip6, seg6, seg6local, xfrm, ila', 'kernel/encap.test.ts'),
    cap('encapsulations bpf, rpl, ioam6', 'unit/schema/encap.test.ts', 'by bytes: no program to load, and not built into the kernels here'),
    cap('multicast routes, their interfaces and reports', 'kernel/mroute.test.ts'),
    cap('save and restore', '../examples/route-save-restore.ts'),
  ],
  'Next hops': [
    cap('single ones: gateway, link, blackhole, on-link, FDB, encapsulation', 'kernel/nexthop.test.ts'),
    cap('groups with weights of 16 bits; resilient groups and their buckets', 'kernel/nexthop.test.ts'),
    cap('counters of groups', 'unit/schema/nexthop.test.ts', 'counters of hardware were never seen'),
    cap('filters of listings', 'unit/iproute/nexthop.test.ts'),
  ],
  Rules: [
    cap(
      'every selector: addresses, links, marks, ports and their masks, DSCP, flow label, users, tunnels',
      'kernel/rule-selectors.test.ts',
    ),
    cap('actions, goto, suppressors, l3mdev, realms, not', 'unit/iproute/rule.test.ts'),
    cap('filtered listings and flush', 'kernel/rule.test.ts'),
  ],
  'Neighbours, forwarding and multicast databases': [
    cap('add, replace, change, append, delete, get; states, flags, protocol', 'kernel/neigh.test.ts'),
    cap('proxies', 'unit/iproute/neighbour.test.ts'),
    cap('forwarding databases: VLAN, VNI, remote ends, next hop, activity; flush', 'unit/iproute/neighbour.test.ts'),
    cap('multicast databases: sources, modes, link addresses, vxlan; get and flush', 'kernel/bridge-mdb.test.ts'),
    cap('tables of neighbours, thresholds, parameters of each link', 'kernel/ntable.test.ts'),
  ],
  'Further messages': [
    cap('settings per link (netconf) of IPv4, IPv6 and MPLS', 'kernel/nexthop.test.ts'),
    cap('ids of network namespaces', 'kernel/nsid.test.ts'),
    cap('statistics: all groups of RTM_GETSTATS, RTM_SETSTATS', 'kernel/stats.test.ts', 'counters of hardware were never seen'),
    cap('VLANs of bridges: states, options, global options, tunnels, counters', 'kernel/bridge.test.ts'),
    cap('the VNI filter of vxlans', 'kernel/bridge.test.ts'),
    cap('router advertisements: prefixes and options', 'kernel/router-advertisement.test.ts'),
    cap('data center bridging', 'unit/iproute/dcb.test.ts', 'by requests of dcb(8): no such hardware here'),
  ],
  'Traffic control': [
    cap('queueing disciplines, classes, filters, actions, chains, shared blocks, ematches', 'kernel/tc-recorded.test.ts'),
    cap(
      'kinds that kernels have dropped: cbq, dsmark, atm, rsvp, tcindex, ipt',
      'vectors/read.test.ts',
      'no table: their options stay bytes',
    ),
  ],
  'The protocol itself': [
    cap('extended acknowledgements with the path of the attribute, policies, what is missing', 'unit/netlink/extack.test.ts'),
    cap('interrupted dumps asked again, overruns told, events resynchronised', 'kernel/events.test.ts'),
    cap('unknown attributes kept and written back', 'unit/netlink/engine.test.ts'),
    cap('both byte orders', 'unit/netlink/engine.test.ts'),
    cap('namespaces made, entered, listed, removed; events of all of them', 'kernel/netns.test.ts'),
  ],
}

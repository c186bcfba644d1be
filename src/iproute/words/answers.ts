import { VlanFlag } from '../../schema/link/kinds/vlan.ts'
import { NexthopFlags, RouteFlags } from '../../schema/route/enums.ts'
import { RuleFlags } from '../../schema/rule.ts'
import type { Fields, Noun } from './input.ts'

/**
 * Whether these fields are those of a message that the kernel sent: all fields of the header are there, which nobody
 * writes by hand. Such a message is taken as input without what the kernel only tells and does not take.
 */
export const isAnswer = (noun: Noun, fields: Fields): boolean => noun.head.fields.every(({ key }) => fields[key] !== undefined)

const without = (fields: Fields, keys: readonly string[]): void => {
  for (const key of keys) delete fields[key]
}

/**
 * What a link's answer holds and a request must not or need not (ifla_policy in net/core/rtnetlink.c: some are
 * NLA_REJECT, most are passed over). af_spec: the kernel answers arrays where it wants nests. The index is the
 * kernel's to give when a link is made.
 */
const linkReadOnly = [
  ...['stats', 'stats64', 'qdisc', 'operstate', 'map', 'cost', 'priority', 'weight', 'carrier', 'carrierChanges', 'carrierUpCount'],
  ...['carrierDownCount', 'promiscuity', 'allmulti', 'permAddress', 'tsoMaxSize', 'tsoMaxSegs', 'minMtu', 'maxMtu', 'physPortId'],
  ...['physSwitchId', 'physPortName', 'parentDevName', 'parentDevBusName', 'devlinkPort', 'dpllPin', 'event', 'afSpec', 'wireless'],
  ...['newNetnsid', 'newIfindex', 'numVf', 'vfinfoList', 'protinfo', 'propList', 'protoDownReason', 'headroom', 'tailroom'],
  ...['netnsImmutable', 'maxPacingOffloadHorizon'],
]

/** What the data of a kind only tell: br_policy and br_port_policy have NLA_REJECT for some, the rest is passed over. */
const dataReadOnly: Readonly<Record<string, readonly string[]>> = {
  bridge: [
    ...['rootId', 'bridgeId', 'rootPort', 'rootPathCost', 'topologyChange', 'topologyChangeDetected', 'helloTimer', 'tcnTimer'],
    ...['topologyChangeTimer', 'gcTimer', 'fdbNLearned', 'mcastQuerierState'],
  ],
  bond: ['adInfo'],
  macvlan: ['bcQueueLenUsed', 'macaddrCount'],
  macvtap: ['bcQueueLenUsed', 'macaddrCount'],
  netkit: ['primary'],
  amt: ['remoteIp'],
  hsr: ['supervisionAddr', 'seqNr'],
  can: [
    'bittimingConst',
    'clock',
    'state',
    'berrCounter',
    'dataBittimingConst',
    'terminationConst',
    'bitrateConst',
    'dataBitrateConst',
    'bitrateMax',
    'ctrlmodeExt',
  ],
  // Told of the bits that are used, wanted of those that are not (vxlan_fill_info, vxlan_nl2conf).
  vxlan: ['reservedBits'],
}
/** The same of ports; the state of a bridge's port is the spanning tree's affair. */
const portReadOnly: Readonly<Record<string, readonly string[]>> = {
  bridge: [
    ...['state', 'rootId', 'bridgeId', 'designatedPort', 'designatedCost', 'id', 'no', 'topologyChangeAck', 'configPending'],
    ...['messageAgeTimer', 'forwardDelayTimer', 'holdTimer', 'mcastNGroups', 'mcastEhtHostsCnt'],
  ],
  bond: ['state', 'miiStatus', 'linkFailureCount', 'permHwaddr', 'adAggregatorId', 'adActorOperPortState', 'adPartnerOperPortState'],
  vrf: ['table'],
}

/**
 * Kinds that take their own data again while they exist. Others have no changelink (vrf), refuse much of it even
 * unchanged (vxlan_nl2conf in drivers/net/vxlan/vxlan_core.c) or while they are up (BOND_OPTFLAG_IFDOWN): there an
 * answer changes the link only.
 */
const changeable: ReadonlySet<unknown> = new Set(['bridge', 'macvlan', 'macvtap', 'vlan'])

function withoutReadOnly(table: Readonly<Record<string, readonly string[]>>, kind: unknown, data: unknown): unknown {
  if (typeof data !== 'object' || data === null || data instanceof Uint8Array || typeof kind !== 'string') return data
  const copy: Fields = { ...data }
  without(copy, table[kind] ?? [])
  if (table === dataReadOnly) defaultsOf(kind, copy)
  return copy
}

/** Options of a bond that other modes refuse, be they as they are anyway (unsuppmodes in drivers/net/bonding/bond_options.c). */
const BOND_MODES: readonly (readonly [modes: readonly string[], options: readonly string[]])[] = [
  [['roundrobin'], ['packetsPerSlave']],
  [
    ['roundrobin', 'activebackup', 'xor', 'broadcast'],
    ['arpInterval', 'arpValidate', 'missedMax'],
  ],
  [['activebackup', 'tlb', 'alb'], ['primary']],
  [['tlb', 'alb'], ['tlbDynamicLb']],
  [
    ['8023ad'],
    ['adLacpRate', 'adLacpActive', 'adActorSysPrio', 'adUserPortKey', 'adActorSystem', 'coupledControl', 'broadcastNeigh', 'lacpStrict'],
  ],
]

/** A bond that is being made has no port to be active; delays count in intervals of miimon, and are refused without it. */
function bondFromAnswer(data: Fields): void {
  delete data['activeSlave']
  if (data['miimon'] === 0) without(data, ['updelay', 'downdelay', 'peerNotifDelay'])
  for (const [modes, options] of BOND_MODES) if (!modes.includes(String(data['mode']))) without(data, options)
}

const VLAN_FLAGS = Object.values(VlanFlag.constants).reduce((all, bit) => all | bit, 0)

/** Leaves out switches that are off anyway and that a kernel built without them, or asked by a flag, refuses (EOPNOTSUPP, ERANGE). */
function defaultsOf(kind: string, data: Fields): void {
  if (kind === 'bridge') {
    if (data['vlanFiltering'] === 0)
      without(data, ['vlanFiltering', 'vlanProtocol', 'vlanDefaultPvid', 'vlanStatsEnabled', 'vlanStatsPerPort'])
    const { optval = 0 } = (data['multiBoolopt'] ?? {}) as { readonly optval?: number }
    if (optval === 0) delete data['multiBoolopt']
    else data['multiBoolopt'] = { optval, optmask: optval }
  }
  // That it is told at all keeps a geneve from its TTL (geneve_nl2info in drivers/net/geneve.c).
  if ((kind === 'vxlan' || kind === 'geneve') && data['ttlInherit'] === 0) delete data['ttlInherit']
  if (kind === 'bond') bondFromAnswer(data)
  // A tunnel without an end tells one of zeros, which some refuse (ipgre_tap_validate, ip6gre_tap_validate).
  for (const key of ['local', 'remote']) if (data[key] === '0.0.0.0' || data[key] === '::') delete data[key]
  // The addresses of mode source are told without what is to be done to them.
  if (data['macaddrData'] !== undefined && data['macaddrMode'] === undefined) data['macaddrMode'] = 'set'
  const { flags, mask } = (data['flags'] ?? {}) as { readonly flags?: number; readonly mask?: number }
  // The kernel tells a mask of all bits and takes none of those that it does not know (vlan_dev_change_flags).
  if (kind === 'vlan' && flags !== undefined && mask !== undefined) data['flags'] = { flags, mask: VlanFlag.bits(mask) & VLAN_FLAGS }
}

/** The data of a link of this kind as the kernel told them, fit to be asked for again; undefined if it is of another kind. */
export function dataFromAnswer(info: unknown, kind: unknown): Fields | undefined {
  const { kind: told, data } = (info ?? {}) as { readonly kind?: unknown; readonly data?: unknown }
  if (told !== kind) return undefined
  const taken = withoutReadOnly(dataReadOnly, kind, data)
  return typeof taken === 'object' && !(taken instanceof Uint8Array) ? (taken as Fields) : undefined
}

/** Turns a link's answer into what can be asked for. */
export function linkFromAnswer(fields: Fields, command: string): void {
  without(fields, linkReadOnly)
  if ((fields['xdp'] as { readonly attached?: unknown } | null | undefined)?.attached !== undefined) delete fields['xdp']
  // Devices that do not know it refuse it even off (EOPNOTSUPP).
  if (fields['protoDown'] === 0) delete fields['protoDown']
  if (command === 'add') {
    without(fields, ['index'])
    // None: links without Ethernet headers of kinds that else have them (a netkit of mode l3) tell such and take none.
    if (/^00(?::00)*$/.test(String(fields['address']))) delete fields['address']
  }
  const info = fields['linkinfo']
  if (typeof info !== 'object' || info === null) return
  const { xstats: _, slaveKind, slaveData, data, ...own } = info as Record<string, unknown>
  const taken: Fields = { ...own }
  if (data !== undefined) taken['data'] = withoutReadOnly(dataReadOnly, own['kind'], data)
  if (command !== 'add' && !changeable.has(own['kind'])) without(taken, ['kind', 'data'])
  // A link that is being made has no master yet whose port data these could be.
  if (command !== 'add' && slaveKind !== undefined) {
    taken['slaveKind'] = slaveKind
    if (slaveData !== undefined) taken['slaveData'] = withoutReadOnly(portReadOnly, slaveKind, slaveData)
  }
  fields['linkinfo'] = taken
}

const ONLINK_PERVASIVE = NexthopFlags.constants.ONLINK | NexthopFlags.constants.PERVASIVE

/** The kernel tells a program's id in the place where it wants an open file (put_nla_bpf in net/ipv6/seg6_local.c). */
export function encapFromAnswer(fields: Fields): Fields {
  const encap = fields['encap'] as { readonly bpf?: { readonly prog?: number } } | undefined
  if (fields['encapType'] !== 'seg6_local' || encap?.bpf === undefined) return fields
  const { prog: _, ...bpf } = encap.bpf
  fields['encap'] = { ...encap, bpf }
  return fields
}

/**
 * Turns a route's answer into what can be asked for. `dead` and `linkdown` are refused (fib_create_info in
 * net/ipv4/fib_semantics.c), a next hop object beside its own content too (the kernel answers both).
 */
export function routeFromAnswer(fields: Fields): void {
  fields['flags'] = RouteFlags.bits(fields['flags'] as number) & ONLINK_PERVASIVE
  const { expires } = (fields['cacheinfo'] ?? {}) as { readonly expires?: number }
  // The rest of an IPv6 route's life, in USER_HZ (1/100 s), which RTA_EXPIRES wants in seconds.
  if (fields['family'] === 'inet6' && expires !== undefined && expires > 0) fields['expires'] = Math.ceil(expires / 100)
  without(fields, ['cacheinfo', 'mfcStats'])
  if (fields['nhId'] !== undefined) without(fields, ['gateway', 'via', 'oif', 'multipath', 'encap', 'encapType'])
  encapFromAnswer(fields)
  if (!Array.isArray(fields['multipath'])) return
  fields['multipath'] = fields['multipath'].map((hop: Fields & { readonly flags?: number }) => ({
    ...encapFromAnswer({ ...hop }),
    flags: NexthopFlags.bits(hop.flags ?? 0) & ONLINK_PERVASIVE,
  }))
}

/** Turns a rule's answer into what can be asked for: without the flags that say what its links are like now. */
export function ruleFromAnswer(fields: Fields): void {
  const { PERMANENT, INVERT, FIND_SADDR } = RuleFlags.constants
  fields['flags'] = RuleFlags.bits(fields['flags'] as number) & (PERMANENT | INVERT | FIND_SADDR)
}

/** Turns a neighbour's answer into what can be asked for. */
export function neighbourFromAnswer(fields: Fields): void {
  // The kernel passes over cacheinfo and probes, and sets type itself (neigh_add in net/core/neighbour.c).
  without(fields, ['cacheinfo', 'probes', 'type'])
}

/** Turns a next hop's answer into what can be asked for (rtm_to_nh_config in net/ipv4/nexthop.c). */
export function nexthopFromAnswer(fields: Fields): void {
  without(fields, ['scope', 'opFlags', 'groupStats', 'hwStatsUsed', 'resBucket', 'groups', 'master'])
  fields['flags'] = NexthopFlags.bits(fields['flags'] as number) & NexthopFlags.constants.ONLINK
  encapFromAnswer(fields)
  const resilient = fields['resGroup']
  if (typeof resilient !== 'object' || resilient === null) return
  const { unbalancedTime: _, ...taken } = resilient as Fields
  fields['resGroup'] = taken
}

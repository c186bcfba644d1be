// ip/iprule.c of iproute2.
import { IpProtocol, RouteProtocol, RouteTable } from '../../schema/route/enums.ts'
import { RuleAction, RuleFlags, type RuleMessage } from '../../schema/rule.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { dsFieldName, groupName, ipProtocolName, realmName, routeProtocolName, routeTypeName, tableName } from './names.ts'
import { addressBits, addressText } from './prefix.ts'
import { isWanted, wantedRules } from './rule-filter.ts'

/** A number as printf(3) writes it with %#x: zero goes without `0x`. */
const hex = (number: number): string => (number === 0 ? '0' : `0x${number.toString(16)}`)

/** Rules of multicast routing are of families whose addresses iproute2 does not write. */
function printSide(name: 'src' | 'dst', { family, ...rule }: RuleMessage): JsonObject {
  const address = rule[name]
  const length = name === 'src' ? rule.srcLen : rule.dstLen
  const bits = addressBits(family)
  if (address !== undefined) {
    return { [name]: bits === 0 ? '???' : addressText(address), ...(length !== bits && { [`${name}len`]: length }) }
  }
  if (length !== 0) return { [name]: '0', [`${name}len`]: length }
  return name === 'src' ? { src: 'all' } : {}
}

interface PortRange {
  readonly start: number
  readonly end: number
}
const printPorts = (name: string, { start, end }: PortRange): JsonObject =>
  start === end ? { [name]: start } : { [`${name}_start`]: start, [`${name}_end`]: end }

function printSelectors(rule: RuleMessage, flags: number, printing: Printing): JsonObject {
  const { tos, fwmark, fwmask, iifname, oifname, l3mdev, uidRange, ipProto, sportRange, dportRange, tunId } = rule
  const { IIF_DETACHED, OIF_DETACHED } = RuleFlags.constants
  return {
    ...printSide('src', rule),
    ...printSide('dst', rule),
    ...(tos !== 0 && { tos: dsFieldName(tos, printing) }),
    ...((fwmark !== undefined || fwmask !== undefined) && { fwmark: hex(fwmark ?? 0) }),
    ...(fwmask !== undefined && fwmask !== 0xffffffff && { fwmask: hex(fwmask) }),
    ...(iifname !== undefined && { iif: iifname, ...(flags & IIF_DETACHED && { iif_detached: null }) }),
    ...(oifname !== undefined && { oif: oifname, ...(flags & OIF_DETACHED && { oif_detached: null }) }),
    ...(l3mdev && { l3mdev: null }),
    ...(uidRange && { uid_start: uidRange.start, uid_end: uidRange.end }),
    ...(ipProto !== undefined && { ipproto: ipProtocolName(IpProtocol.number(ipProto), printing) }),
    ...(sportRange && printPorts('sport', sportRange)),
    ...(dportRange && printPorts('dport', dportRange)),
    ...(tunId !== undefined && { tun_id: tunId }),
  }
}

function printTable({ table, suppressPrefixlen = -1, suppressIfgroup = -1 }: RuleMessage, printing: Printing): JsonObject {
  if (RouteTable.number(table) === 0) return {}
  return {
    table: tableName(table, printing),
    ...(suppressPrefixlen !== -1 && { suppress_prefixlen: suppressPrefixlen }),
    ...(suppressIfgroup !== -1 && { suppress_ifgroup: groupName(suppressIfgroup, printing) }),
  }
}

function printAction({ action, goto }: RuleMessage, flags: number, printing: Printing): JsonObject {
  if (action === 'to_tbl') return {}
  if (action === 'goto') return { goto: goto ?? 'none', ...(flags & RuleFlags.constants.UNRESOLVED && { unresolved: null }) }
  if (action === 'nop') return { nop: null }
  const number = RuleAction.number(action)
  return number === NAT ? { masquerade: null } : { action: routeTypeName(number, printing) }
}
/** RTN_NAT, which old kernels had. */
const NAT = 10

function printRule(rule: RuleMessage, printing: Printing): JsonObject {
  const flags = RuleFlags.bits(rule.flags)
  const { priority = 0, flow, protocol } = rule
  const origin = protocol === undefined ? 0 : RouteProtocol.number(protocol)
  const own = origin === 0 || origin === RouteProtocol.constants.KERNEL
  return {
    priority,
    ...(flags & RuleFlags.constants.INVERT && { not: null }),
    ...printSelectors(rule, flags, printing),
    ...printTable(rule, printing),
    ...(flow !== undefined && {
      ...(flow >>> 16 !== 0 && { flow_from: realmName(flow >>> 16, printing) }),
      flow_to: realmName(flow & 0xffff, printing),
    }),
    ...printAction(rule, flags, printing),
    ...(protocol !== undefined && (!own || printing.details) && { protocol: routeProtocolName(protocol, printing) }),
  }
}

const listing =
  (families: (family: Printing['family']) => string): Listing =>
  (messages, printing) => {
    const wanted = wantedRules(printing)
    const family = families(printing.family)
    const printed: JsonObject[] = []
    for (const message of messages) {
      const { type } = message.header
      const rule = message as unknown as RuleMessage
      if ((type !== 'RTM_NEWRULE' && type !== 'RTM_DELRULE') || rule.family !== family || !isWanted(rule, wanted)) continue
      printed.push({ ...(type === 'RTM_DELRULE' && { deleted: true }), ...printRule(rule, printing) })
    }
    return printed
  }

/** What `ip rule show` prints: of one family. */
export const listRules: Listing = listing((family = 'inet') => family)
/** What `ip mrule show` prints. */
export const listMulticastRules: Listing = listing((family) => (family === 'inet6' ? 'ip6mr' : 'ipmr'))

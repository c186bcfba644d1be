// The names that Debian's iproute2 6.1 has for numbers: its /etc/iproute2, and /etc/protocols of netbase.
import { RouteProtocol, RouteScope, RouteTable, RouteType } from '../../schema/route/enums.ts'
import type { Printing } from '../types.ts'

type Names = Readonly<Record<number, string>>
type Numeric = Pick<Printing, 'numeric'>

const TABLES: Names = { 0: 'unspec', 253: 'default', 254: 'main', 255: 'local' }
const PROTOCOLS: Names = {
  ...{ 0: 'unspec', 1: 'redirect', 2: 'kernel', 3: 'boot', 4: 'static', 8: 'gated', 9: 'ra', 10: 'mrt', 11: 'zebra', 12: 'bird' },
  ...{ 13: 'dnrouted', 14: 'xorp', 15: 'ntk', 16: 'dhcp', 18: 'keepalived', 42: 'babel', 99: 'openr', 186: 'bgp', 187: 'isis' },
  ...{ 188: 'ospf', 189: 'rip', 192: 'eigrp' },
}
const SCOPES: Names = { 0: 'global', 200: 'site', 253: 'link', 254: 'host', 255: 'nowhere' }
const REALMS: Names = { 0: 'cosmos' }
const GROUPS: Names = { 0: 'default' }
const DS_FIELDS: Names = {
  ...{ 0: 'default', 32: 'CS1', 40: 'AF11', 48: 'AF12', 56: 'AF13', 64: 'CS2', 72: 'AF21', 80: 'AF22', 88: 'AF23' },
  ...{ 96: 'CS3', 104: 'AF31', 112: 'AF32', 120: 'AF33', 128: 'CS4', 136: 'AF41', 144: 'AF42', 152: 'AF43', 160: 'CS5' },
  ...{ 184: 'EF', 192: 'CS6', 224: 'CS7' },
}
/** What rtm_type is called; 0 alone is not the kernel's name. */
const TYPES: Names = {
  ...{ 0: 'none', 1: 'unicast', 2: 'local', 3: 'broadcast', 4: 'anycast', 5: 'multicast', 6: 'blackhole', 7: 'unreachable' },
  ...{ 8: 'prohibit', 9: 'throw', 10: 'nat', 11: 'xresolve' },
}
const IP_PROTOCOLS: Names = {
  ...{ 0: 'ip', 1: 'icmp', 2: 'igmp', 3: 'ggp', 4: 'ipencap', 5: 'st', 6: 'tcp', 8: 'egp', 9: 'igp', 12: 'pup', 17: 'udp', 20: 'hmp' },
  ...{ 22: 'xns-idp', 27: 'rdp', 29: 'iso-tp4', 33: 'dccp', 36: 'xtp', 37: 'ddp', 38: 'idpr-cmtp', 41: 'ipv6', 43: 'ipv6-route' },
  ...{ 44: 'ipv6-frag', 45: 'idrp', 46: 'rsvp', 47: 'gre', 50: 'esp', 51: 'ah', 57: 'skip', 58: 'ipv6-icmp', 59: 'ipv6-nonxt' },
  ...{ 60: 'ipv6-opts', 73: 'rspf', 81: 'vmtp', 88: 'eigrp', 89: 'ospf', 93: 'ax.25', 94: 'ipip', 97: 'etherip', 98: 'encap' },
  ...{ 103: 'pim', 108: 'ipcomp', 112: 'vrrp', 115: 'l2tp', 124: 'isis', 132: 'sctp', 133: 'fc', 135: 'mobility-header' },
  ...{ 136: 'udplite', 137: 'mpls-in-ip', 138: 'manet', 139: 'hip', 140: 'shim6', 141: 'wesp', 142: 'rohc', 143: 'ethernet' },
}

type Value = string | number
const nameOf = (names: Names, number: number, { numeric }: Numeric): string => (numeric ? undefined : names[number]) ?? String(number)

/** A routing table: `main`, `100`. */
export const tableName = (table: Value, printing: Numeric): string => nameOf(TABLES, RouteTable.number(table as number) >>> 0, printing)
/** Who put something there: `kernel`, `77`. */
export const routeProtocolName = (protocol: Value, printing: Numeric): string =>
  nameOf(PROTOCOLS, RouteProtocol.number(protocol as number), printing)
/** A scope: `global`, `7`. */
export const scopeName = (scope: Value, printing: Numeric): string => nameOf(SCOPES, RouteScope.number(scope as number), printing)
/** A realm: `cosmos`, `5`. */
export const realmName = (realm: number, printing: Numeric): string => nameOf(REALMS, realm, printing)
/** A group of links: `default`, `7`. */
export const groupName = (group: number, printing: Numeric): string => nameOf(GROUPS, group, printing)
/** A field of differentiated services: `AF11`, `0x10`. */
export const dsFieldName = (field: number, { numeric }: Numeric): string =>
  (numeric ? undefined : DS_FIELDS[field]) ?? `0x${field.toString(16).padStart(2, '0')}`
/** A type of routes, or what a rule does. */
export const routeTypeName = (type: number, printing: Numeric): string => nameOf(TYPES, type, printing)
/** A protocol above IP: `tcp`, `ipproto-200`. */
export const ipProtocolName = (protocol: number, { numeric }: Numeric): string =>
  (numeric ? undefined : IP_PROTOCOLS[protocol]) ?? `ipproto-${protocol}`

/** A number as strtoul(3) reads it: `10`, `0x0a`, `012`. */
export const cNumber = (text: string): number =>
  /^0x[0-9a-f]+$/i.test(text) ? Number(text) : /^0\d/.test(text) ? Number.parseInt(text, 8) : text === '' ? Number.NaN : Number(text)

const reader =
  (names: Names, what: string, read = cNumber) =>
  (text: string): number => {
    const named = Object.entries(names).find(([, name]) => name === text)
    const number = named ? Number(named[0]) : read(text)
    if (!Number.isInteger(number)) throw new TypeError(`'${text}' is not ${what}`)
    return number
  }

/** The number of a routing table. Throws a TypeError, as the others do. */
export const tableNumber = reader(TABLES, 'a routing table')
/** The number of a protocol of routes. */
export const routeProtocolNumber = reader(PROTOCOLS, 'a protocol of routes')
/** The number of a scope. */
export const scopeNumber = reader(SCOPES, 'a scope')
/** The number of a group of links. */
export const groupNumber = reader(GROUPS, 'a group of links')
/** The number of a realm. */
export const realmNumber = reader(REALMS, 'a realm')
/** A field of differentiated services; numbers are hexadecimal. */
export const dsFieldNumber = reader(DS_FIELDS, 'a field of differentiated services', (text) => Number(`0x${text.replace(/^0x/i, '')}`))
/** The number of a type of routes. */
export const routeTypeNumber = reader({ ...TYPES, 0: '' }, 'a type of routes', (text) => (text === 'brd' ? 3 : cNumber(text)))
/** The number of a protocol above IP. */
export const ipProtocolNumber = reader(IP_PROTOCOLS, 'a protocol above IP')
/** Realms as they are written: `5`, `4/5`: from << 16 | to. */
export const realmsNumber = (text: string): number => {
  const [first = '', second] = text.split('/')
  const one = (part: string): number => (part === '' ? 0 : realmNumber(part))
  return (second === undefined ? one(first) : (one(first) << 16) | one(second)) >>> 0
}
/** Number of the type, for numbers and names alike. */
export const routeTypeOf = (type: Value): number => RouteType.number(type as number)

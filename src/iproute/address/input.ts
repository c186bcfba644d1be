import { parseIpv4 } from '../../netlink/address-text.ts'
import { AddressFlags, AddressMessage } from '../../schema/address.ts'
import { type Fields, fieldsOf, Links, type Noun, noun, type Prepared, reading, take, takeCall } from '../words/input.ts'
import { addressBits, familyNumber, INET, parsePrefix, prefixLength } from '../words/input-prefix.ts'
import { numberOf } from '../words/names.ts'

const { NODAD, OPTIMISTIC, HOMEADDRESS, NOPREFIXROUTE, MANAGETEMPADDR, MCAUTOJOIN } = AddressFlags.constants
/** Words of `ip address` for one flag each, IFA_F_*; in a listing, what must be so. */
const SWITCHES: Readonly<Record<string, number>> = {
  nodad: NODAD,
  optimistic: OPTIMISTIC,
  home: HOMEADDRESS,
  noprefixroute: NOPREFIXROUTE,
  mngtmpaddr: MANAGETEMPADDR,
  autojoin: MCAUTOJOIN,
}

/** Turns `nodad: true` and its like into bits of IFA_FLAGS. */
function switchesInto(fields: Fields): void {
  for (const [word, bit] of Object.entries(SWITCHES)) {
    const on = take(fields, word)
    if (on === undefined) continue
    if (typeof on !== 'boolean') throw new TypeError(`address: ${word}: true or false is wanted`)
    const bits = reading('flags', () => AddressFlags.bits((fields['flags'] ?? 0) as number))
    fields['flags'] = on ? bits | bit : bits & ~bit
  }
}

/** Addresses: the table's keys, and people's words for them. */
export const addressNoun: Noun = noun('address', AddressMessage, {
  ...{ dev: 'index', mask: 'prefixlen', metric: 'rtPriority', priority: 'rtPriority', brd: 'broadcast' },
  ...{ peer: 'peer', to: 'to', validLft: 'validLft', preferredLft: 'preferredLft' },
  ...Object.fromEntries(Object.keys(SWITCHES).map((word) => [word, word])),
})

/** The page's mask of an IPv4 address, where the link stands by its position. */
export const PAGE_MASK = 24

/** Address and length of one of the words for addresses. */
function part(key: string, value: unknown): { address: string; length: number | undefined; family: number } {
  const { address, length, family } = parsePrefix(key, value)
  if (address === undefined) throw new TypeError(`address: ${key}: '${String(value)}' is not an address`)
  return { address, length, family }
}

/** `'+'` is the highest address of the prefix, `'-'` the lowest (ipaddr_modify in ip/ipaddress.c). */
function broadcastOf(value: unknown, address: string, length: number): unknown {
  if (value !== '+' && value !== '-') return value
  const bytes = parseIpv4(address)
  if (bytes === undefined || length > 30) throw new TypeError(`address: broadcast: '${value}' needs an IPv4 prefix of 30 bits at most`)
  const mask = length === 0 ? 0 : (-1 << (32 - length)) >>> 0
  const number = new DataView(bytes.buffer).getUint32(0)
  const result = (value === '+' ? number | ~mask : number & mask) >>> 0
  return [24, 16, 8, 0].map((shift) => (result >>> shift) & 255).join('.')
}

const FOREVER = 0xffffffff

function seconds(key: string, value: unknown): number {
  if (value === 'forever') return FOREVER
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= FOREVER) return value
  throw new TypeError(`address: ${key}: seconds or 'forever' are wanted, not ${String(value)}`)
}

/** IFA_CACHEINFO of the words for lifetimes; one alone leaves the other for ever. */
function lifetimesInto(fields: Fields): void {
  const valid = take(fields, 'validLft')
  const preferred = take(fields, 'preferredLft')
  if (valid === undefined && preferred === undefined) return
  const lifetimes = {
    valid: seconds('validLft', valid ?? 'forever'),
    prefered: seconds('preferredLft', preferred ?? valid ?? 'forever'),
  }
  if (lifetimes.prefered > lifetimes.valid) throw new RangeError('address: preferredLft is more than validLft')
  fields['cacheinfo'] = lifetimes
}

/**
 * IFA_LOCAL is the address itself, IFA_ADDRESS the other end's, or the same again; IPv6 answers leave IFA_LOCAL out
 * where there is no other end (inet_fill_ifaddr, inet6_fill_ifaddr).
 */
function addressesInto(fields: Fields, command: string, fallback: number | undefined): void {
  const peer = take(fields, 'peer')
  const written = fields['address']
  if (peer !== undefined && fields['local'] !== undefined && written !== undefined) {
    throw new TypeError("address: 'peer', 'local' and 'address' together say one thing too many")
  }
  const own = fields['local'] ?? written
  if (own === undefined) {
    if (command === 'filter') return
    throw new TypeError('address: the address is missing')
  }
  const local = part(fields['local'] === undefined ? 'address' : 'local', own)
  const far =
    peer === undefined
      ? written === undefined || fields['local'] === undefined
        ? undefined
        : part('address', written)
      : part('peer', peer)
  const { family } = local
  const bits = addressBits(family)
  const given = fields['prefixlen'] === undefined ? undefined : prefixLength('mask', fields['prefixlen'], family)
  const inText = far?.length ?? (peer === undefined ? local.length : undefined)
  if (given !== undefined && inText !== undefined && given !== inText) {
    throw new TypeError(`address: '${String(peer ?? own)}' has a length of its own, and mask says ${given}`)
  }
  const length = given ?? inText
  fields['family'] ??= family
  fields['local'] = local.address
  // Without a length the address is deleted whatever its prefix; only IPv4 knows that (inet_rtm_deladdr).
  const anyLength = command === 'delete' && family === INET && length === undefined && fallback === undefined && far === undefined
  if (anyLength) delete fields['address']
  else fields['address'] = (far ?? local).address
  fields['prefixlen'] = length ?? (family === INET && far === undefined ? (fallback ?? bits) : bits)
}

/**
 * An address to add, change or delete. `fallback` is the mask of an IPv4 address that has none written; as in `ip`,
 * all bits if that is undefined.
 */
export function addressMessage(command: string, options: object, fallback?: number): Prepared {
  const message = fieldsOf(addressNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (message['to'] !== undefined) throw new TypeError("address: 'to' is a word of listings and flushes")
  if (message['index'] === undefined) throw new TypeError("address: the link is missing: 'index' or 'dev' is wanted")
  links.replace(message, 'index')
  if (message['family'] !== undefined) message['family'] = familyNumber(message['family']) || undefined
  switchesInto(message)
  addressesInto(message, command, command === 'delete' ? undefined : fallback)
  lifetimesInto(message)
  const local = message['local'] as string
  if (message['broadcast'] !== undefined) message['broadcast'] = broadcastOf(message['broadcast'], local, message['prefixlen'] as number)
  if (message['scope'] !== undefined) message['scope'] = numberOf('rt_scopes', message['scope'])
  // As iproute2: the loopback's addresses reach no further than this machine, RT_SCOPE_HOST.
  else if (command !== 'delete' && local.startsWith('127.')) message['scope'] = 254
  if (message['proto'] !== undefined) message['proto'] = numberOf('rt_addrprotos', message['proto'])
  return { message, links, call }
}

/** What a listing is filtered by; `to` is left for whoever compares. */
export function addressFilter(options: object): Prepared {
  const message = fieldsOf(addressNoun, options)
  const call = takeCall(message)
  const links = new Links()
  if (message['index'] !== undefined) links.replace(message, 'index')
  if (message['family'] !== undefined) message['family'] = familyNumber(message['family'])
  switchesInto(message)
  for (const key of ['address', 'local']) {
    if (typeof message[key] !== 'string') continue
    const { address, length } = part(key, message[key])
    message[key] = address
    if (length !== undefined) message['prefixlen'] ??= length
  }
  if (message['prefixlen'] !== undefined) message['prefixlen'] = prefixLength('mask', message['prefixlen'], 0)
  if (message['scope'] !== undefined) message['scope'] = numberOf('rt_scopes', message['scope'])
  if (message['proto'] !== undefined && message['proto'] !== null) message['proto'] = numberOf('rt_addrprotos', message['proto'])
  lifetimesInto(message)
  const peer = take(message, 'peer')
  if (peer !== undefined) message['address'] = part('peer', peer).address
  return { message, links, call }
}

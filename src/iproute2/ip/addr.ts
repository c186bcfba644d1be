import { AddressFlags, type AddressMessage } from '../../schema/address.ts'
import { AddressFamily } from '../../schema/enums.ts'
import type { RtnetlinkMessage } from '../../schema/index.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import { RouteScope } from '../../schema/route/enums.ts'
import type { Json, JsonObject, Listing, Printing } from '../types.ts'
import { listedLinks, printLink } from './link.ts'
import { ADDRESS_FLAGS, type LinkFilter, linkFilter } from './link-filter.ts'
import { printLinkStats } from './link-stats.ts'
import { scopeName } from './names.ts'
import { addressText, isWithin } from './prefix.ts'
import { commandOf } from './words.ts'

/** Families that have a name there (lib/utils.c, family_name). */
const FAMILIES: ReadonlySet<unknown> = new Set(['inet', 'inet6', 'ipx', 'mpls', 'bridge', 'packet'])

type Told = AddressMessage & { readonly header: RtnetlinkMessage['header'] }

const flagsOf = ({ flags }: AddressMessage): number => AddressFlags.bits(flags)
const localOf = ({ local, address }: AddressMessage): string | undefined => local ?? address

/** Each flag by itself; of an IPv6 address `secondary` means a temporary one, and none is permanent without saying so. */
function printFlags({ family, ...address }: AddressMessage): JsonObject {
  let rest = flagsOf(address as AddressMessage)
  const printed: Record<string, Json> = {}
  for (const [word, bit] of ADDRESS_FLAGS) {
    const there = (rest & bit) !== 0
    if (word === 'permanent') {
      if (!there) printed['dynamic'] = true
    } else if (there) printed[word === 'secondary' && family === 'inet6' ? 'temporary' : word] = true
    rest &= ~bit
  }
  if (rest !== 0) printed['ifa_flags'] = (rest >>> 0).toString(16).padStart(2, '0')
  return printed
}

function printFamily({ family }: AddressMessage): JsonObject {
  if (FAMILIES.has(family)) return { family: family === 'packet' ? 'link' : family }
  return { family_index: AddressFamily.number(family) }
}

/** Whether an address is to be shown; of a filter that the listing of its link follows too. */
function isShown(address: AddressMessage, filter: LinkFilter, printing: Printing): boolean {
  const { scope, mask, flags, label, prefix } = filter
  if (scope !== undefined && RouteScope.number(address.scope) !== scope) return false
  if (((flags ^ flagsOf(address)) & mask) !== 0) return false
  if (label !== undefined && !label.test(address.label ?? printing.link(address.index))) return false
  return isWithin(localOf(address), prefix)
}

const isOfFamily = (address: AddressMessage, { family }: LinkFilter): boolean => family === undefined || address.family === family

/** An address as ip tells it. */
function printAddress(address: Told, printing: Printing): JsonObject {
  const { address: far, cacheinfo, index } = address
  const local = localOf(address)
  const { brief, oneline } = printing
  const head = {
    ...(!brief && oneline && { index, dev: printing.link(index) }),
    ...(!brief && printFamily(address)),
    ...(local !== undefined && {
      local: addressText(local),
      address: far === undefined || far === local ? undefined : addressText(far),
      prefixlen: address.prefixlen,
      metric: address.rtPriority,
    }),
  }
  if (brief) return head
  return {
    ...head,
    broadcast: address.broadcast,
    anycast: address.anycast === undefined ? undefined : addressText(address.anycast),
    scope: scopeName(address.scope, printing),
    ...printFlags(address),
    label: address.label,
    ...(cacheinfo && { valid_life_time: cacheinfo.valid, preferred_life_time: preferred(cacheinfo.prefered, address) }),
  }
}

/** A lifetime that has passed counts below zero. */
const preferred = (lifetime: number, { flags }: AddressMessage): number =>
  lifetime !== 0xffffffff && flags.includes('deprecated') ? lifetime | 0 : lifetime

/** The member `addr_info`: the row of an address that is not shown stays, empty. */
function printAddresses(link: LinkMessage, addresses: readonly Told[], filter: LinkFilter, printing: Printing): JsonObject {
  if (filter.up && !link.flags.includes('up')) return { addr_info: [] }
  const own = addresses.filter((address) => address.index === link.index && isOfFamily(address, filter))
  return { addr_info: own.map((address) => (isShown(address, filter, printing) ? printAddress(address, printing) : {})) }
}

/** Whether a link has an address that is shown; one without any is listed unless a family is asked for. */
function hasShown(link: LinkMessage, addresses: readonly Told[], filter: LinkFilter, printing: Printing): boolean {
  const own = addresses.filter(({ index }) => index === link.index)
  if (own.length === 0) return filter.family === undefined
  return own.some((address) => isOfFamily(address, filter) && isShown(address, filter, printing))
}

/** What `ip addr show` prints. */
export const listAddresses: Listing = (messages, printing) => {
  const [, words] = commandOf(printing.words)
  const filter = linkFilter(words, printing.family, false)
  const addresses = messages.filter(({ header }) => header.type === 'RTM_NEWADDR') as unknown as Told[]
  const links = listedLinks(messages, filter, printing)
  if (filter.family === 'link') return links.map((link) => printRow(link, undefined, filter, printing))
  return links.filter((link) => hasShown(link, addresses, filter, printing)).map((link) => printRow(link, addresses, filter, printing))
}

/** A link and its addresses; with `-o` the addresses alone. */
function printRow(
  link: Parameters<typeof printLink>[0],
  addresses: readonly Told[] | undefined,
  filter: LinkFilter,
  printing: Printing,
): JsonObject {
  const bare = printing.oneline && !printing.brief && addresses !== undefined
  const row = bare ? {} : printLink(link, filter, printing)
  if (row === undefined) return {}
  const counted = !bare && !printing.brief && printing.statistics && filter.label === undefined
  return {
    ...row,
    ...(addresses && printAddresses(link, addresses, filter, printing)),
    ...(counted && printLinkStats(link, printing.statisticsLevel)),
  }
}

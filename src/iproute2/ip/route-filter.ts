// What the words of `ip route show` and `ip route get` choose, in iproute2 itself or by what it asks the kernel for.

import type { RtnetlinkMessage } from '../../schema/index.ts'
import type { LinkMessage } from '../../schema/link/link.ts'
import { RouteFlags, RouteProtocol, RouteScope, RouteTable } from '../../schema/route/enums.ts'
import type { RouteMessage } from '../../schema/route/route.ts'
import type { Family, Printing } from '../types.ts'
import {
  cNumber,
  dsFieldNumber,
  realmsNumber,
  routeProtocolNumber,
  routeTypeNumber,
  routeTypeOf,
  scopeNumber,
  tableNumber,
} from './names.ts'
import { type Prefix, prefixOf, startsWith } from './prefix.ts'
import { commandOf, type Meanings, marks, readWords, sets, setsText, type Words } from './words.ts'

/** RTM_F_CLONED (linux/rtnetlink.h): what a lookup made. */
export const CLONED = 0x200
/** RT_TABLE_MAIN and RT_TABLE_LOCAL (linux/rtnetlink.h). */
export const MAIN = 254
const LOCAL = 255
const [TYPE_LOCAL, TYPE_BROADCAST] = [2, 3]

/** What is wanted; what chooses is not printed of each route. */
export interface Wanted {
  family?: Family | undefined
  /** 0: all. */
  table: number
  /** Whether copies that lookups made are wanted; for `get` either. */
  cloned?: boolean
  protocol?: number
  scope?: number
  types?: (type: number) => boolean
  tos?: number
  oif?: string
  iif?: string
  mark?: number
  metric?: number
  via?: Prefix
  prefsrc?: Prefix
  /** Within this prefix; containing it. */
  root?: { dst?: Prefix; src?: Prefix }
  match?: { dst?: Prefix; src?: Prefix }
  realm?: { readonly value: number; readonly mask: number }
}

function readRealm(text: string): { readonly value: number; readonly mask: number } {
  const value = realmsNumber(text)
  let mask = 0xffffffff
  if ((value & 0xffff) === 0 && text.endsWith('/')) mask &= ~0xffff
  if (value >>> 16 === 0 && (!text.includes('/') || text.startsWith('/'))) mask &= 0xffff
  return { value, mask: mask >>> 0 }
}

function readPrefix(words: Words, wanted: Wanted, side: 'dst' | 'src', family: Family | undefined): void {
  if (words.skip('root')) wanted.root = { ...wanted.root, [side]: prefixOf(words.take(), family) }
  else if (words.skip('match')) wanted.match = { ...wanted.match, [side]: prefixOf(words.take(), family) }
  else {
    words.skip('exact')
    const prefix = prefixOf(words.take(), family)
    wanted.root = { ...wanted.root, [side]: prefix }
    wanted.match = { ...wanted.match, [side]: prefix }
  }
}

const VIA_FAMILIES: readonly string[] = ['inet', 'inet6', 'mpls'] satisfies Family[]
function readVia(words: Words, family: Family | undefined): Prefix {
  const word = words.take()
  return VIA_FAMILIES.includes(word) ? prefixOf(words.take(), word as Family) : prefixOf(word, family)
}

/** The table of a vrf, from the answer about its link. */
function vrfTable(name: string, messages: readonly RtnetlinkMessage[], { link }: Printing): number | undefined {
  for (const message of messages) {
    if (message.header.type !== 'RTM_NEWLINK') continue
    const { index, ifname, linkinfo } = message as unknown as LinkMessage
    if ((ifname ?? link(index)) === name && linkinfo?.kind === 'vrf') return RouteTable.number(linkinfo.data?.table ?? 0)
  }
  return undefined
}

/** A meaning that `all` takes away. */
const unlessAll =
  (set: (words: Words) => void) =>
  (words: Words): void => {
    if (!words.skip('all', true)) set(words)
  }

function meanings(wanted: Wanted, messages: readonly RtnetlinkMessage[], printing: Printing): Meanings {
  const { family } = printing
  const metric = sets(wanted, 'metric', cNumber)
  const tos = sets(wanted, 'tos', dsFieldNumber)
  const oif = setsText(wanted, 'oif')
  const cloned = marks(wanted, 'cloned')
  return {
    table(words) {
      const text = words.take()
      if (text === 'cache') wanted.cloned = true
      else wanted.table = text === 'all' ? 0 : tableNumber(text)
    },
    vrf(words) {
      wanted.table = vrfTable(words.take(), messages, printing) ?? -1
      wanted.types = (type) => type !== TYPE_LOCAL && type !== TYPE_BROADCAST
    },
    cached: cloned,
    cloned,
    tos,
    dsfield: tos,
    protocol: unlessAll(sets(wanted, 'protocol', routeProtocolNumber)),
    scope: unlessAll(sets(wanted, 'scope', scopeNumber)),
    type(words) {
      const only = routeTypeNumber(words.take())
      wanted.types = (type) => type === only
    },
    dev: oif,
    oif,
    iif: setsText(wanted, 'iif'),
    mark: sets(wanted, 'mark', cNumber),
    metric,
    priority: metric,
    preference: metric,
    via(words) {
      wanted.via = readVia(words, family)
    },
    src: sets(wanted, 'prefsrc', (text) => prefixOf(text, family)),
    realms: sets(wanted, 'realm', readRealm),
    from: (words) => readPrefix(words, wanted, 'src', family),
  }
}
const EXACT: ReadonlySet<string> = new Set(['tos', 'dev', 'oif', 'iif', 'mark', 'preference', 'via', 'src'])

/** Reads the words. What `get` looks for is the kernel's affair. Throws a TypeError. */
export function wantedRoutes(messages: readonly RtnetlinkMessage[], printing: Printing): Wanted {
  const [command, words] = commandOf(printing.words, ['get'])
  if (command === 'get') return { family: printing.family, table: 0 }
  const wanted: Wanted = { table: MAIN, cloned: false }
  const other = (rest: Words): void => {
    rest.skip('to')
    readPrefix(rest, wanted, 'dst', printing.family)
  }
  readWords(words, meanings(wanted, messages, printing), { exact: EXACT, other })
  // Of one table the kernel is asked for IPv4 alone.
  wanted.family = printing.family ?? (wanted.table === 0 ? undefined : 'inet')
  return wanted
}

/** Before kernels had several tables of IPv6, the type alone told one from another. */
function isInTable(route: RouteMessage, wanted: Wanted, seen: { tables: boolean }): boolean {
  const table = RouteTable.number(route.table) >>> 0
  if (route.family === 'inet6' && table !== MAIN) seen.tables = true
  if (wanted.table <= 0) return wanted.table === 0 || table !== LOCAL
  if (route.family !== 'inet6' || seen.tables) return wanted.table === table
  return (wanted.table === LOCAL && route.type === 'local') || (wanted.table === MAIN && route.type !== 'local')
}

/** The prefix must be as long, or as short, and begin alike. */
function isAtPlace(route: RouteMessage, { root, match }: Wanted, side: 'dst' | 'src'): boolean {
  const length = side === 'dst' ? route.dstLen : route.srcLen
  const [under, over] = [root?.[side], match?.[side]]
  const has = (prefix: Prefix): boolean => route.family === prefix.family
  if (under?.family && !(has(under) && under.length <= length && startsWith(route[side], under))) return false
  return !over?.family || (has(over) && over.length >= length && startsWith(route[side], over, length))
}

function isThrough(route: RouteMessage, { via, prefsrc }: Wanted): boolean {
  if (via?.family && ((route.via?.family ?? route.family) !== via.family || !startsWith(route.via?.address ?? route.gateway, via))) {
    return false
  }
  return !prefsrc?.family || (route.family === prefsrc.family && startsWith(route.prefsrc, prefsrc))
}

const isThis = (wanted: number | undefined, value: number): boolean => wanted === undefined || wanted === value
const isLink = (wanted: string | undefined, index: number | undefined, { link }: Printing): boolean =>
  wanted === undefined || (index !== undefined && (link(index) === wanted || `if${index}` === wanted))

/** Whether a route is printed. `seen` goes from route to route. */
export function isWanted(route: RouteMessage, wanted: Wanted, seen: { tables: boolean }, printing: Printing): boolean {
  const { family, cloned, types, realm } = wanted
  if (family !== undefined && route.family !== family) return false
  if (cloned !== undefined && cloned !== ((RouteFlags.bits(route.flags) & CLONED) !== 0)) return false
  if (!isInTable(route, wanted, seen) || types?.(routeTypeOf(route.type)) === false) return false
  return (
    isThis(wanted.protocol, RouteProtocol.number(route.protocol)) &&
    isThis(wanted.scope, RouteScope.number(route.scope)) &&
    isThis(wanted.tos, route.tos) &&
    isThis(wanted.mark, route.mark ?? 0) &&
    isThis(wanted.metric, route.priority ?? 0) &&
    isAtPlace(route, wanted, 'dst') &&
    isAtPlace(route, wanted, 'src') &&
    isThrough(route, wanted) &&
    (realm === undefined || (((route.flow ?? 0) ^ realm.value) & realm.mask) === 0) &&
    isLink(wanted.iif, route.iif, printing) &&
    isLink(wanted.oif, route.oif, printing)
  )
}

// ip/ipmroute.c of iproute2.
import { RouteFlags, RouteTable } from '../../schema/route/enums.ts'
import type { RouteMessage } from '../../schema/route/route.ts'
import { printFloat } from '../tc/numbers.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { tableName, tableNumber } from './names.ts'
import { addressText, isWithin, type Prefix, prefixOf } from './prefix.ts'
import { MAIN } from './route-filter.ts'
import { commandOf, readWords, sets, setsText, type Words } from './words.ts'

/** RT_TABLE_DEFAULT, where multicast routes are if nothing else is said. */
const DEFAULT = 253
/** USER_HZ: a second's ticks. */
const HZ = 100
/** RTNH_F_OFFLOAD and RTNH_F_UNRESOLVED (linux/rtnetlink.h). */
const [OFFLOAD, UNRESOLVED] = [0x8, 0x20]

interface Wanted {
  /** 0: all. */
  table: number
  iif?: string
  from?: Prefix
  to?: Prefix
}

function readWanted({ words: all, family: said }: Printing): Wanted {
  const [, words] = commandOf(all)
  const family = said === undefined ? 'inet' : 'inet6'
  const wanted: Wanted = { table: family === 'inet' ? DEFAULT : 0 }
  const other = (rest: Words): void => {
    rest.skip('to', true)
    wanted.to = prefixOf(rest.take(), family)
  }
  readWords(
    words,
    {
      table: sets(wanted, 'table', (text) => (text === 'all' ? 0 : tableNumber(text))),
      iif: setsText(wanted, 'iif'),
      from: sets(wanted, 'from', (text) => prefixOf(text, family)),
    },
    { exact: new Set(['iif']), other },
  )
  return wanted
}

function isWanted(route: RouteMessage, wanted: Wanted, { family, link }: Printing): boolean {
  // `-4` asks for IPv6, too: iproute2 takes any family that is said for it.
  if (route.family !== (family === undefined ? 'ipmr' : 'ip6mr') || route.type !== 'multicast') return false
  if (wanted.table !== 0 && wanted.table !== RouteTable.number(route.table) >>> 0) return false
  if (wanted.iif !== undefined && (!route.iif || link(route.iif) !== wanted.iif)) return false
  return isWithin(route.dst, wanted.to) && isWithin(route.src, wanted.from)
}

function printStatistics({ mfcStats, expires }: RouteMessage): JsonObject {
  return {
    ...(mfcStats && { packets: mfcStats.packets, bytes: mfcStats.bytes, ...(mfcStats.wrongIf !== 0n && { wrong_if: mfcStats.wrongIf }) }),
    ...(expires !== undefined && { expires: printFloat(Number(expires) / HZ) }),
  }
}

function printRoute(route: RouteMessage, wanted: Wanted, printing: Printing): JsonObject {
  const { src, dst, iif, multipath, flags } = route
  const bits = RouteFlags.bits(flags)
  const table = RouteTable.number(route.table) >>> 0
  return {
    src: src === undefined ? 'unknown' : addressText(src),
    dst: dst === undefined ? 'unknown' : addressText(dst),
    iif: iif ? printing.link(iif) : 'unresolved',
    ...(multipath && { multipath: multipath.map(({ oif, hops }) => ({ oif: printing.link(oif), ...(hops > 1 && { ttl: hops }) })) }),
    state: bits & UNRESOLVED ? 'unresolved' : 'resolved',
    ...(bits & OFFLOAD && { offload: null }),
    ...(printing.statistics && printStatistics(route)),
    ...(table !== 0 && (table !== MAIN || printing.details) && wanted.table === 0 && { table: tableName(table, printing) }),
  }
}

/** What `ip mroute show` prints. */
export const listMulticastRoutes: Listing = (messages, printing) => {
  const wanted = readWanted(printing)
  const printed: JsonObject[] = []
  for (const message of messages) {
    const { type } = message.header
    if (type !== 'RTM_NEWROUTE' && type !== 'RTM_DELROUTE') continue
    const route = message as unknown as RouteMessage
    if (!isWanted(route, wanted, printing)) continue
    printed.push({ ...(type === 'RTM_DELROUTE' && { deleted: true }), ...printRoute(route, wanted, printing) })
  }
  return printed
}

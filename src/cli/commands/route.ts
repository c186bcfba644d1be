// `rtnl route`
import type { IPRoute } from '../../iproute/iproute.ts'
import type { Route } from '../../iproute/route/types.ts'
import { addressCell, prefixText, protocolName, tableName } from '../cells.ts'
import { nounRun } from '../noun.ts'
import { routeNotes, waysText } from '../route-text.ts'
import type { Options } from '../words.ts'

/** The table main, and nothing from the cache, where nothing else is said; `table=all` is all of them. */
function list(ip: IPRoute, filter: Options) {
  const { table = 254, ...rest } = filter
  return ip.getRoutes(table === 'all' || table === 0 ? rest : { ...rest, table })
}

/** Shows and changes routes. */
export const run = nounRun<Route>({
  method: 'route',
  iproute2: ['ip', 'route'],
  told: ['type', 'dst', 'dstLen', 'gateway', 'via', 'oif', 'multipath', 'prefsrc', 'protocol', 'priority', 'table', 'nhId'],
  families: ['inet', 'inet6'],
  list,
  keep: ({ flags }) => !flags.includes('cloned'),
  positional: () => ['dst'],
  columns: [
    ['type', ({ type }) => (type === 'unicast' ? '' : String(type))],
    ['to', ({ dst, dstLen }) => addressCell(prefixText(dst, dstLen))],
    ['by', (one, { name }) => waysText(one, name)],
    ['protocol', ({ protocol }) => ['quiet', protocolName(protocol)]],
    ['metric', ({ priority }) => priority],
    ['table', ({ table }) => (table === 'main' ? '' : tableName(table))],
    ['notes', routeNotes],
  ],
})

// Where a route leads, and what a rule says, in words.
import type { Route } from '../iproute/route/types.ts'
import type { Rule } from '../iproute/rule/types.ts'
import { notes, prefixText, tableName } from './cells.ts'

type Name = (index: number | undefined) => string
interface Hop {
  readonly gateway?: string
  readonly via?: { readonly address: string }
  readonly oif?: number
  readonly nhId?: number
}
const hopText = ({ gateway, via, oif, nhId }: Hop, name: Name): string => {
  const to = gateway ?? via?.address
  const words = [to === undefined ? '' : `via ${to}`, oif ? `dev ${name(oif)}` : '', nhId === undefined ? '' : `nhid ${nhId}`]
  return words.filter((word) => word !== '').join(' ')
}

/** `via 10.0.0.1 dev eth0`, all next hops of several. */
export const waysText = (route: Route, name: Name): string =>
  route.multipath === undefined ? hopText(route, name) : route.multipath.map((hop) => hopText(hop, name)).join(' | ')

/** What a packet must be for a rule. */
export const selectorText = (one: Rule): string =>
  [
    one.flags.includes('invert') ? 'not' : '',
    `from ${one.src === undefined ? 'all' : prefixText(one.src, one.srcLen)}`,
    one.dst === undefined ? '' : `to ${prefixText(one.dst, one.dstLen)}`,
    one.fwmark === undefined ? '' : `fwmark 0x${one.fwmark.toString(16)}`,
    one.iifname === undefined ? '' : `iif ${one.iifname}`,
    one.oifname === undefined ? '' : `oif ${one.oifname}`,
    one.ipProto === undefined ? '' : `ipproto ${one.ipProto}`,
    one.sportRange === undefined ? '' : `sport ${one.sportRange.start}-${one.sportRange.end}`,
    one.dportRange === undefined ? '' : `dport ${one.dportRange.start}-${one.dportRange.end}`,
  ]
    .filter((part) => part !== '')
    .join(' ')

/** What a rule does. */
export const actionText = (one: Rule): string => {
  if (one.action !== 'to_tbl') return one.action === 'goto' ? `goto ${one.goto}` : String(one.action)
  return one.l3mdev === 1 ? 'lookup the table of the vrf' : `lookup ${tableName(one.table)}`
}

/** Remarks on a route: its source, metric, state. */
export const routeNotes = (one: Route): string =>
  notes(
    one.prefsrc !== undefined && `src ${one.prefsrc}`,
    ...['linkdown', 'dead', 'onlink'].filter((flag) => one.flags.some((word) => word === flag)),
  )

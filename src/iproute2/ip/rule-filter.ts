// What the words of `ip rule show` choose.
import { IpProtocol, RouteTable } from '../../schema/route/enums.ts'
import { RuleFlags, type RuleMessage } from '../../schema/rule.ts'
import type { Printing } from '../types.ts'
import { cNumber, dsFieldNumber, ipProtocolNumber, tableNumber } from './names.ts'
import { isWithin, type Prefix, prefixOf } from './prefix.ts'
import { commandOf, marks, passes, readWords, sets, setsText, type Words } from './words.ts'

interface Range {
  readonly start: number
  readonly end: number
}
/** What is wanted. Of most words zero is as good as none. */
export interface Wanted {
  priority?: number
  not?: boolean
  tos?: number
  fwmark?: { readonly mark: number; readonly mask: number }
  iif?: string
  oif?: string
  l3mdev?: boolean
  uids?: Range
  tunId?: bigint
  table?: number
  from?: Prefix
  to?: Prefix
  ipProto?: number
  sport?: Range
  dport?: Range
}

function rangeOf(text: string): Range {
  const [start = '', end = start] = text.split('-')
  return { start: Number(start), end: Number(end) }
}
function markOf(text: string): { readonly mark: number; readonly mask: number } {
  const [mark = '', mask = '0'] = text.split('/')
  return { mark: cNumber(mark), mask: cNumber(mask) }
}

/** Reads the words. `protocol` chooses for a flush alone. Throws a TypeError. */
export function wantedRules({ words: all, family = 'inet' }: Printing): Wanted {
  const [, words] = commandOf(all)
  const wanted: Wanted = {}
  const priority = sets(wanted, 'priority', cNumber)
  const table = sets(wanted, 'table', tableNumber)
  const from = sets(wanted, 'from', (text) => prefixOf(text, family))
  const to = sets(wanted, 'to', (text) => prefixOf(text, family))
  const iif = setsText(wanted, 'iif')
  readWords(
    words,
    {
      ...{ preference: priority, order: priority, priority },
      not: marks(wanted, 'not'),
      tos: sets(wanted, 'tos', dsFieldNumber),
      fwmark: sets(wanted, 'fwmark', markOf),
      ...{ dev: iif, iif },
      oif: setsText(wanted, 'oif'),
      l3mdev: marks(wanted, 'l3mdev'),
      uidrange: sets(wanted, 'uids', rangeOf),
      tun_id: sets(wanted, 'tunId', (text) => BigInt(text)),
      ...{ lookup: table, table },
      ...{ from, src: from },
      protocol: passes,
      ipproto: sets(wanted, 'ipProto', ipProtocolNumber),
      sport: sets(wanted, 'sport', rangeOf),
      dport: sets(wanted, 'dport', rangeOf),
      ...{ dst: to, to },
    },
    {
      exact: new Set(['not', 'tos', 'fwmark', 'dev', 'iif', 'oif', 'l3mdev', 'uidrange', 'ipproto', 'sport', 'dport']),
      other: (rest: Words) => to(rest),
    },
  )
  return wanted
}

const isThis = <T>(wanted: T | undefined, value: T): boolean => wanted === undefined || wanted === value
const isRange = (wanted: Range | undefined, range: Range | undefined): boolean =>
  wanted === undefined || (wanted.start === range?.start && wanted.end === range.end)
const isPorts = (wanted: Range | undefined, range: Range | undefined): boolean => isRange(wanted?.start ? wanted : undefined, range)
const isSide = (wanted: Prefix | undefined, length: number, address: string | undefined): boolean =>
  wanted === undefined || (wanted.length <= length && isWithin(address, wanted))

/** Whether a rule is printed. */
export function isWanted(rule: RuleMessage, wanted: Wanted): boolean {
  const { fwmark, table, ipProto, tunId } = wanted
  return (
    isThis(wanted.priority, rule.priority ?? 0) &&
    (!wanted.not || (RuleFlags.bits(rule.flags) & RuleFlags.constants.INVERT) !== 0) &&
    isSide(wanted.from, rule.srcLen, rule.src) &&
    isSide(wanted.to, rule.dstLen, rule.dst) &&
    isThis(wanted.tos, rule.tos) &&
    (!fwmark?.mark || fwmark.mark === (rule.fwmark ?? 0)) &&
    (!fwmark?.mask || fwmark.mask === (rule.fwmask ?? 0)) &&
    isThis(wanted.iif, rule.iifname) &&
    isThis(wanted.oif, rule.oifname) &&
    (!wanted.l3mdev || rule.l3mdev === 1) &&
    isRange(wanted.uids, rule.uidRange) &&
    (!ipProto || ipProto === IpProtocol.number(rule.ipProto ?? 0)) &&
    isPorts(wanted.sport, rule.sportRange) &&
    isPorts(wanted.dport, rule.dportRange) &&
    (!tunId || tunId === rule.tunId) &&
    (!table || table === RouteTable.number(rule.table) >>> 0)
  )
}

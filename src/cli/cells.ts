// Cells that several tables have.
import type { Link } from '../iproute/link/types.ts'
import { nameOf, numberOf } from '../iproute/words/names.ts'
import type { Cell } from './table.ts'

/** Notes behind the columns: those that have something to say. */
export const notes = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(', ')

/** Those of the words that are among the flags. */
export const among = (flags: readonly (string | number)[], ...shown: string[]): string[] => shown.filter((word) => flags.includes(word))

/** `unknown` is what drivers without a state of their own say; then the switch counts. */
export function stateCell({ operstate, flags }: Pick<Link, 'operstate' | 'flags'>): Cell {
  const state = operstate === undefined || operstate === 'unknown' ? (flags.includes('up') ? 'up' : 'down') : String(operstate)
  return [state === 'up' ? 'good' : state === 'down' ? 'bad' : 'warning', state]
}

/** An address in the colour of its family. */
export const addressCell = (text: string): Cell => [text.includes(':') ? 'address6' : 'address', text]

/** A prefix as people write it: `default`, a host without its length. */
export const prefixText = (address: string | undefined, length: number): string => {
  if (address === undefined) return length === 0 ? 'default' : `0/${length}`
  return length === (address.includes(':') ? 128 : 32) || !/[.:]/.test(address) ? address : `${address}/${length}`
}

/** The name of a table, of rt_tables too. */
export const tableName = (table: string | number): string => nameOf('rt_tables', numberOf('rt_tables', table))
/** The name of a protocol, of rt_protos too. */
export const protocolName = (protocol: string | number): string => nameOf('rt_protos', numberOf('rt_protos', protocol))

/** RTNL_FAMILY_IPMR and RTNL_FAMILY_IP6MR (linux/rtnetlink.h): rules of multicast routing. */
const FAMILIES: Readonly<Record<string, string>> = { inet: 'IPv4', inet6: 'IPv6', ipmr: 'IPv4 multicast', ip6mr: 'IPv6 multicast' }
/** A family as people say it. */
export const familyText = (family: string | number): string => FAMILIES[family] ?? String(family)

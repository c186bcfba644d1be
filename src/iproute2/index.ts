import { rtnetlink } from '../schema/index.ts'
import { listActions } from './tc/actions.ts'
import { listChains } from './tc/chain.ts'
import { listClasses } from './tc/class.ts'
import { listFilters } from './tc/filter.ts'
import { listQdiscs } from './tc/qdisc.ts'
import type { Json, Listing, Printing } from './types.ts'

/** What besides the messages is to be known. */
export interface Iproute2Options {
  /** Names of links by index. */
  readonly links?: Readonly<Record<string, string>>
}

const TC: Readonly<Record<string, Listing>> = {
  qdisc: listQdiscs,
  class: listClasses,
  filter: listFilters,
  chain: listChains,
  actions: listActions,
  action: listActions,
}

/**
 * What iproute2 prints as JSON: `iproute2Json(['tc', '-j', '-s', 'qdisc', 'show'], datagrams, { links: { 1: 'lo' } })`. The
 * datagrams are the kernel's answers in their order. It prints what iproute2 6.1 prints, be it right or wrong; a
 * bigint where a number is above 2^53. Throws a TypeError for a command that it does not know.
 */
export function iproute2Json(argv: readonly string[], datagrams: readonly Uint8Array[], options: Iproute2Options = {}): Json {
  const [tool, ...rest] = argv
  const from = rest.findIndex((word) => !word.startsWith('-'))
  const switches = from < 0 ? rest : rest.slice(0, from)
  const words = from < 0 ? [] : rest.slice(from)
  const listing = tool === 'tc' ? TC[words[0] ?? ''] : undefined
  if (listing === undefined) throw new TypeError(`'${argv.join(' ')}' is not a command that can be printed`)
  const has = (...names: string[]): boolean => switches.some((one) => names.includes(one))
  const { links = {} } = options
  const printing: Printing = {
    details: has('-d', '-details'),
    statistics: has('-s', '-stats', '-statistics'),
    brief: has('-br', '-brief'),
    numeric: has('-N', '-Numeric'),
    words,
    link: (index) => links[String(index)] ?? `if${index}`,
  }
  return listing(
    datagrams.flatMap((datagram) => rtnetlink.decode(datagram)),
    printing,
  )
}

export type { Json } from './types.ts'

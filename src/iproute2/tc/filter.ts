import type { RtnetlinkMessage } from '../../schema/index.ts'
import { handleNumber } from '../../schema/tc/classid.ts'
import type { FilterMessage } from '../../schema/tc/tc.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { filterPrinters } from './filters/index.ts'
import { protocolName } from './names.ts'
import { printCounted } from './statistics.ts'
import { printClassid } from './words.ts'

/** What the command asked for: it is not said again of each filter. */
interface Asked {
  readonly dev?: string
  readonly block?: number
  readonly parent?: string
  readonly protocol?: string
  readonly prio?: number
  readonly chain?: number
}

/** tcm_ifindex where tcm_parent is the number of a block (TCM_IFINDEX_MAGIC_BLOCK, linux/rtnetlink.h). */
const OF_BLOCK = -1
const PLACES: Readonly<Record<string, string>> = { root: 'root', ingress: 'ffff:fff2', egress: 'ffff:fff3' }

/** tc(8) takes each word's beginning: `pref`, `prio`, `proto`. `get` names all it wants to have, and hears it again. */
function asked([, command, ...words]: readonly string[]): Asked {
  const found: { -readonly [K in keyof Asked]: Asked[K] } = {}
  const listing = command !== 'get'
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    const begins = (whole: string): boolean => whole.startsWith(word)
    if (PLACES[word] !== undefined) {
      if (listing) found.parent = PLACES[word]
      continue
    }
    const value = words[++i] ?? ''
    if (word === 'dev') found.dev = value
    else if (begins('block')) found.block = Number(value)
    else if (!listing) continue
    else if (word === 'parent') found.parent = value
    else if (begins('preference') || begins('priority')) found.prio = Number(value)
    else if (begins('protocol')) found.protocol = value
    else if (begins('chain')) found.chain = Number(value)
  }
  return found
}

function place(message: FilterMessage, { dev, block, parent }: Asked, printing: Printing): JsonObject {
  if (message.index === OF_BLOCK) {
    const number = handleNumber(message.parent)
    return block === number ? {} : { block: number }
  }
  const name = printing.link(message.index)
  const on: JsonObject = dev === name ? {} : { dev: name }
  if (parent !== undefined && handleNumber(parent) === handleNumber(message.parent)) return on
  for (const [word, handle] of Object.entries(PLACES)) if (message.parent === handle) return { ...on, [word]: true }
  return { ...on, parent: printClassid(message.parent) }
}

function sight(message: FilterMessage, wanted: Asked, printing: Printing): JsonObject {
  const protocol = message.protocol === 0 ? undefined : protocolName(message.protocol, printing)
  return {
    protocol: protocol?.toLowerCase() === wanted.protocol?.toLowerCase() ? undefined : protocol,
    pref: message.prio === 0 || message.prio === wanted.prio ? undefined : message.prio,
  }
}

type AnyPrinter = (options: unknown, printing: Printing, filter: FilterMessage) => JsonObject

function printed(message: FilterMessage, wanted: Asked, printing: Printing): JsonObject {
  const { kind, chain, options } = message
  const print = Object.hasOwn(filterPrinters, kind ?? '') ? (filterPrinters[kind as keyof typeof filterPrinters] as AnyPrinter) : undefined
  return {
    kind,
    chain: chain === wanted.chain ? undefined : chain,
    options: kind === undefined || options === undefined ? undefined : (print?.(options, printing, message) ?? {}),
  }
}

const isFilter = (type: unknown): boolean => type === 'RTM_NEWTFILTER' || type === 'RTM_DELTFILTER' || type === 'RTM_GETTFILTER'
const isChain = (type: unknown): boolean => type === 'RTM_NEWCHAIN' || type === 'RTM_DELCHAIN' || type === 'RTM_GETCHAIN'

function list(messages: readonly RtnetlinkMessage[], printing: Printing): JsonObject[] {
  const wanted = asked(printing.words)
  const objects: JsonObject[] = []
  for (const message of messages) {
    const { type } = message.header
    if (!isFilter(type) && !isChain(type)) continue
    const filter = message as unknown as FilterMessage
    objects.push({
      ...place(filter, wanted, printing),
      ...(isFilter(type) ? sight(filter, wanted, printing) : {}),
      ...printed(filter, wanted, printing),
      ...(printing.statistics ? printCounted(filter, undefined) : {}),
    })
  }
  return objects
}

/** `tc -j filter show`, `tc -j filter get` (tc/tc_filter.c). */
export const listFilters: Listing = list
/** `tc -j chain show`: the same without protocol and preference. */
export const listChains: Listing = list

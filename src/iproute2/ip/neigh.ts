// ip/ipneigh.c of iproute2.
import { NeighbourExtendedFlags, NeighbourFlags, type NeighbourMessage, NeighbourState } from '../../schema/neighbour.ts'
import { RouteProtocol } from '../../schema/route/enums.ts'
import type { Family, JsonObject, Listing, Printing } from '../types.ts'
import { cNumber, routeProtocolName, routeProtocolNumber } from './names.ts'
import { addressText, isWithin, linkAddressText, type Prefix, prefixOf } from './prefix.ts'
import { commandOf, type Meanings, marks, passes, readWords, setsText, type Words } from './words.ts'

/** USER_HZ: a second's ticks. */
const HZ = 100
const { PROXY, EXT_LEARNED, OFFLOADED, ROUTER } = NeighbourFlags.constants
const { NOARP } = NeighbourState.constants
/** No state at all, where states are chosen. */
const NO_STATE = 0x100
const STATES = ['incomplete', 'reachable', 'stale', 'delay', 'probe', 'failed', 'noarp', 'permanent'] as const

/** What is wanted: entries in one of these states, of this link. */
interface Wanted {
  family?: Family | undefined
  states: number
  dev?: string
  unused?: boolean
  proxy?: boolean
  protocol?: number
  prefix?: Prefix
}

function stateOf(text: string): number {
  if (text === 'all') return ~0
  if (text === 'none') return NO_STATE
  const named = (STATES as readonly string[]).includes(text)
  const number = named ? NeighbourState.bits([text as (typeof STATES)[number]]) : cNumber(text)
  if (Number.isInteger(number)) return number === 0 ? NO_STATE : number
  throw new TypeError(`'${text}' is not a state of neighbours`)
}

function readWanted({ words: all, family }: Printing): Wanted {
  const [command, words] = commandOf(all, ['get'])
  const wanted: Wanted = { family, states: 0xff & ~NOARP }
  if (command === 'get') return { ...wanted, states: ~0 }
  let given = false
  const meanings: Meanings = {
    dev: setsText(wanted, 'dev'),
    master: passes,
    vrf: passes,
    nomaster() {},
    unused: marks(wanted, 'unused'),
    nud(rest) {
      wanted.states = (given ? wanted.states : 0) | stateOf(rest.take())
      given = true
    },
    proxy: marks(wanted, 'proxy'),
    protocol(rest) {
      if (!rest.skip('all', true)) wanted.protocol = routeProtocolNumber(rest.take())
    },
  }
  const other = (rest: Words): void => {
    rest.skip('to', true)
    wanted.prefix = prefixOf(rest.take(), wanted.family)
    wanted.family ??= wanted.prefix.family
  }
  readWords(words, meanings, { exact: new Set(['dev', 'master', 'vrf', 'nomaster', 'unused', 'nud', 'proxy']), other })
  return wanted
}

function isWanted(one: NeighbourMessage, wanted: Wanted, command: string | undefined, { link }: Printing): boolean {
  const flags = NeighbourFlags.bits(one.flags)
  const state = NeighbourState.bits(one.state)
  const isProxy = (flags & PROXY) !== 0
  // Which of both, the kernel was asked.
  if (command !== 'get' && isProxy !== (wanted.proxy ?? false)) return false
  if (one.family === 'bridge' || (wanted.family !== undefined && one.family !== wanted.family)) return false
  if (wanted.dev !== undefined && link(one.index) !== wanted.dev) return false
  const inState = (wanted.states & state) !== 0 || (state === 0 && (wanted.states & NO_STATE) !== 0)
  if (!inState && !(flags & (PROXY | EXT_LEARNED))) return false
  if (!isWithin(one.dst, wanted.prefix)) return false
  if (wanted.protocol && RouteProtocol.number(one.protocol ?? 0) !== wanted.protocol) return false
  return !(wanted.unused && one.cacheinfo && one.cacheinfo.refcnt !== 0)
}

function printFlags({ flags, flagsExt = [] }: NeighbourMessage): JsonObject {
  const bits = NeighbourFlags.bits(flags)
  const further = NeighbourExtendedFlags.bits(flagsExt)
  return {
    ...(bits & ROUTER && { router: null }),
    ...(bits & PROXY && { proxy: null }),
    ...(further & NeighbourExtendedFlags.constants.MANAGED && { managed: null }),
    ...(bits & EXT_LEARNED && { extern_learn: null }),
    ...(bits & OFFLOADED && { offload: null }),
  }
}

const seconds = (ticks: number): number => Math.floor(ticks / HZ)

function printStatistics({ cacheinfo, probes }: NeighbourMessage): JsonObject {
  const { refcnt, used, confirmed, updated } = cacheinfo ?? { refcnt: 0, used: 0, confirmed: 0, updated: 0 }
  return {
    ...(refcnt !== 0 && { refcnt }),
    ...(cacheinfo && { used: seconds(used), confirmed: seconds(confirmed), updated: seconds(updated) }),
    ...(probes !== undefined && { probes }),
  }
}

function printNeighbour(one: NeighbourMessage, { dev }: Wanted, printing: Printing): JsonObject {
  const { dst, index, lladdr, state, protocol } = one
  const bits = NeighbourState.bits(state)
  return {
    ...(dst !== undefined && { dst: addressText(dst) }),
    ...(dev === undefined && index !== 0 && { dev: printing.link(index) }),
    ...(lladdr !== undefined && { lladdr: linkAddressText(lladdr) }),
    ...printFlags(one),
    ...(printing.statistics && printStatistics(one)),
    ...(bits !== 0 && { state: STATES.filter((_, i) => bits & (1 << i)).map((name) => name.toUpperCase()) }),
    ...(protocol !== undefined && protocol !== 'unspec' && { protocol: routeProtocolName(protocol, printing) }),
  }
}

/** What `ip neigh show` prints; of `get`, for which iproute2 6.1 has text alone, the same. */
export const listNeighbours: Listing = (messages, printing) => {
  const wanted = readWanted(printing)
  const [command] = commandOf(printing.words, ['get'])
  const printed: JsonObject[] = []
  for (const message of messages) {
    const { type } = message.header
    if (type !== 'RTM_NEWNEIGH' && type !== 'RTM_DELNEIGH' && type !== 'RTM_GETNEIGH') continue
    const one = message as unknown as NeighbourMessage
    if (!isWanted(one, wanted, command, printing)) continue
    const event = { ...(type === 'RTM_DELNEIGH' && { deleted: true }), ...(type === 'RTM_GETNEIGH' && { miss: null }) }
    printed.push({ ...event, ...printNeighbour(one, wanted, printing) })
  }
  return printed
}

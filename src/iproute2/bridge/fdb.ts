// bridge/fdb.c of iproute2.
import { NeighbourFlags, type NeighbourMessage, NeighbourState } from '../../schema/neighbour.ts'
import { hex } from '../ip/link-names.ts'
import { cNumber } from '../ip/names.ts'
import { addressText } from '../ip/prefix.ts'
import { abbreviates } from '../switches.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { isWanted, numberOf, readWanted, told } from './words.ts'

/** USER_HZ: a second's ticks. */
const HZ = 100
const { PERMANENT, NOARP, STALE, REACHABLE } = NeighbourState.constants
/** Flags in the order in which bridge tells them, and its words. */
const FLAGS: readonly (readonly [bit: number, word: string])[] = [
  [NeighbourFlags.constants.SELF, 'self'],
  [NeighbourFlags.constants.ROUTER, 'router'],
  [NeighbourFlags.constants.EXT_LEARNED, 'extern_learn'],
  [NeighbourFlags.constants.OFFLOADED, 'offload'],
  [NeighbourFlags.constants.MASTER, 'master'],
  [NeighbourFlags.constants.STICKY, 'sticky'],
]
/** Words that are taken for states. */
const STATES: readonly (readonly [word: string, bits: number])[] = [
  ['permanent', PERMANENT],
  ['static', NOARP],
  ['temp', NOARP],
  ['stale', STALE],
  ['reachable', REACHABLE],
  ['dynamic', REACHABLE],
]

function stateBits(text: string): number {
  if (text === 'all') return ~0
  const bits = STATES.find(([word]) => abbreviates(text, word))?.[1] ?? cNumber(text)
  if (Number.isInteger(bits)) return bits
  throw new TypeError(`'${text}' is not a state of a forwarding database`)
}

/** One word for a state; none for an entry that was learnt and is in use. */
function stateName(bits: number): string {
  if (bits & PERMANENT) return 'permanent'
  if (bits & NOARP) return 'static'
  if (bits & STALE) return 'stale'
  return bits & REACHABLE ? '' : hex(bits)
}

function printEntry(entry: NeighbourMessage, named: boolean, printing: Printing): JsonObject {
  const { cacheinfo, dst, ifindex, index, linkNetnsid, master } = entry
  const flags = NeighbourFlags.bits(entry.flags)
  return {
    mac: entry.lladdr,
    ifname: named && index !== 0 ? printing.link(index) : undefined,
    dst: dst === undefined ? undefined : addressText(dst),
    vlan: entry.vlan || undefined,
    port: entry.port,
    vni: entry.vni,
    src_vni: entry.srcVni,
    ...(ifindex !== undefined && (linkNetnsid === undefined ? { viaIf: printing.link(ifindex) } : { viaIfIndex: ifindex })),
    nhid: entry.nhId,
    linkNetNsId: linkNetnsid === undefined ? undefined : linkNetnsid >>> 0,
    ...(printing.statistics && cacheinfo && { used: Math.trunc(cacheinfo.used / HZ), updated: Math.trunc(cacheinfo.updated / HZ) }),
    flags: FLAGS.filter(([bit]) => (flags & bit) !== 0).map(([, word]) => word),
    master: master === undefined ? undefined : printing.link(master),
    state: stateName(NeighbourState.bits(entry.state)),
  }
}

/** What `bridge fdb show` and `bridge fdb get` print. Which bridge it is of is the kernel's affair. */
export const listFdb: Listing = (messages, printing) => {
  const { command, ...words } = readWanted(printing, ['dev', 'brport', 'br', 'vlan', 'state', 'vni'], ['dynamic'], ['get'])
  const dev = command === 'get' ? undefined : (words['dev'] ?? words['brport'])
  const vlan = command === 'get' ? 0 : numberOf(words['vlan'])
  const states = words['state'] === undefined ? 0 : stateBits(words['state'])
  return told<NeighbourMessage>(messages, 'RTM_NEWNEIGH', 'RTM_DELNEIGH')
    .filter((entry) => {
      const state = NeighbourState.bits(entry.state)
      if (entry.family !== 'bridge' || !isWanted(entry, { dev }, printing)) return false
      if (states !== 0 && (state & states) === 0) return false
      if (vlan !== 0 && (entry.vlan ?? 0) !== vlan) return false
      return words['dynamic'] === undefined || (state & PERMANENT) === 0
    })
    .map((entry) => ({
      deleted: entry.header.type === 'RTM_DELNEIGH' || undefined,
      ...printEntry(entry, dev === undefined, printing),
    }))
}

// A link's queueing disciplines, classes and filters as a tree: what hangs where, with rates and counters.
import { handleNumber } from '../../schema/tc/classid.ts'
import type { Statistics, TcStats } from '../../schema/tc/stats.ts'
import { filterSentence } from './filter-sentence.ts'
import type { Class, Filter, Qdisc } from './types.ts'

/** A filter where it hangs. */
export interface TcTreeFilter {
  readonly kind: string
  /** Filters of the least number are asked first. */
  readonly prio: number
  /** Of the packets that it sees. */
  readonly protocol: string | number
  /** Its number; what it means is the kind's affair. */
  readonly handle: number
  readonly chain: number
  /** Where it hangs: `'1:'`, `'ffff:fff2'` for packets that come in through clsact. */
  readonly parent: string
  /** The class that it leads to, where it names one. */
  readonly target?: string
  /** What it picks and does, in a few words: `ip: src 192.0.2.0/24, to 1:10`. */
  readonly text: string
}

/** A queueing discipline or class, with what hangs on it. */
export interface TcTreeNode {
  readonly type: 'qdisc' | 'class'
  readonly kind: string
  readonly handle: string
  /** Where it hangs: a handle, `'root'`, `'ffff:fff1'` (ingress and clsact). */
  readonly parent: string
  readonly options?: object
  /** Bits per second that it is limited to or has for sure. */
  readonly rate?: number | bigint
  /** Bits per second that it may have at most, borrowed ones among them. */
  readonly ceil?: number | bigint
  /** What has passed. */
  readonly bytes: bigint
  readonly packets: number
  /** Packets lost. */
  readonly drops: number
  /** What waits: bytes and packets. */
  readonly backlog: number
  readonly qlen: number
  /** The filters that hang here, in the order in which they are asked. */
  readonly filters: readonly TcTreeFilter[]
  readonly children: readonly TcTreeNode[]
}

/** What a link has: its queueing disciplines that hang on nothing else, and all below them. */
export interface TcTree {
  readonly index: number
  readonly name: string
  readonly children: readonly TcTreeNode[]
  /** Filters that hang on what is not listed. */
  readonly filters: readonly TcTreeFilter[]
}

interface Growing extends TcTreeNode {
  readonly filters: TcTreeFilter[]
  readonly children: Growing[]
}

/** The handle of the queueing discipline to which a handle belongs: `'1:'` of `'1:10'`. */
const major = (handle: string): string => handle.slice(0, handle.indexOf(':') + 1)

type Values = Readonly<Record<string, unknown>>
const isRate = (value: unknown): value is number | bigint => (typeof value === 'number' || typeof value === 'bigint') && value > 0
/** The slope of a curve of hfsc, behind its first part. */
const slope = (curve: unknown): unknown => (typeof curve === 'object' && curve !== null ? (curve as Values)['m2'] : undefined)

/** Rates by the words that kinds have for them: htb, tbf and netem, cake, hfsc. */
function ratesOf(options: unknown): { readonly rate?: number | bigint; readonly ceil?: number | bigint } {
  if (typeof options !== 'object' || options === null || options instanceof Uint8Array) return {}
  const { rate, bandwidth, ceil, peakrate, sc, rt, ls, ul } = options as Values
  const sure = [rate, bandwidth, slope(sc), slope(rt), slope(ls)].find(isRate)
  const most = [ceil, peakrate, slope(ul)].find(isRate)
  return { ...(sure !== undefined && { rate: sure }), ...(most !== undefined && { ceil: most }) }
}

interface Counted {
  readonly stats?: TcStats
  readonly stats2?: Statistics<unknown>
}
function countersOf({ stats, stats2 }: Counted) {
  return {
    bytes: stats2?.basic?.bytes ?? stats?.bytes ?? 0n,
    packets: Number(stats2?.pkt64?.[0] ?? stats2?.basic?.packets ?? stats?.packets ?? 0),
    drops: stats2?.queue?.drops ?? stats?.drops ?? 0,
    backlog: stats2?.queue?.backlog ?? stats?.backlog ?? 0,
    qlen: stats2?.queue?.qlen ?? stats?.qlen ?? 0,
  }
}

function nodeOf(type: 'qdisc' | 'class', message: Qdisc | Class): Growing {
  const { handle, kind = '', options, parent } = message as { handle: string; kind?: string; options?: object; parent: string }
  const counters = countersOf(message as Counted)
  const node = { type, kind, handle, parent, ...(options !== undefined && { options }), ...ratesOf(options), ...counters }
  return { ...node, filters: [], children: [] }
}

function filterOf(filter: Filter): TcTreeFilter {
  const { prio, protocol, handle, chain = 0, parent } = filter
  const kind: string = filter.kind ?? ''
  const target = (filter.options as { readonly classid?: string } | undefined)?.classid
  return { kind, prio, protocol, handle, chain, parent, ...(target !== undefined && { target }), text: filterSentence(filter) }
}

/** Whether it picks packets: the kernel also tells of each priority as a whole, and of the hash tables of u32. */
function picks({ kind, options }: Filter): boolean {
  if (options === undefined) return false
  return kind !== 'u32' || !('divisor' in options) || 'keys' in options || 'classid' in options
}

/**
 * The tree of a link out of its listings. What hangs on something that is not listed hangs on the queueing discipline
 * of the same major number, or on the link.
 */
export function buildTcTree(
  link: { readonly index: number; readonly name: string },
  qdiscs: readonly Qdisc[],
  classes: readonly Class[],
  filters: readonly Filter[],
): TcTree {
  const roots: Growing[] = []
  const places = new Map<string, Growing>()
  const made: Growing[] = []
  for (const message of qdiscs) {
    const node = nodeOf('qdisc', message)
    made.push(node)
    // Several without a number (the leaves of mq) are all 0: and nobody's parent, save the root.
    if (!places.has(node.handle) || node.parent === 'root') places.set(node.handle, node)
  }
  for (const message of classes) {
    const node = nodeOf('class', message)
    // hfsc tells of its queueing discipline as a class too.
    if (places.has(node.handle)) continue
    made.push(node)
    places.set(node.handle, node)
  }
  const above = (node: Growing): Growing | undefined => {
    // A class without a class above it says `root` and means its queueing discipline.
    const wanted = node.type === 'class' && node.parent === 'root' ? major(node.handle) : node.parent
    const found = places.get(wanted) ?? (wanted.includes(':') && !wanted.startsWith('ffff:fff') ? places.get(major(wanted)) : undefined)
    return found === node ? undefined : found
  }
  for (const node of made) (above(node)?.children ?? roots).push(node)
  // In the order of their numbers: the kernel's is that of a hash table.
  for (const { children } of made) children.sort((one, other) => handleNumber(one.handle) - handleNumber(other.handle))
  const loose: TcTreeFilter[] = []
  for (const filter of filters.filter(picks)) {
    const one = filterOf(filter)
    ;(places.get(one.parent) ?? places.get(major(one.parent)))?.filters.push(one) ?? loose.push(one)
  }
  return { ...link, children: roots, filters: loose }
}

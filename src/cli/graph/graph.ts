// What hangs on what: links, what they are members of, what they stand on, whom they are joined with, and where routes lead.
import type { Link } from '../../iproute/link/types.ts'
import type { Route } from '../../iproute/route/types.ts'
import type { NamespaceState } from './state.ts'

/** Something drawn as a box. */
export interface Node {
  readonly id: string
  readonly type: 'link' | 'route'
  /** The first line says what it is. */
  readonly lines: readonly string[]
  readonly up: boolean
}

/** An arrow from one box to another: from a route to its link, a master to its member, a link to what it stands on. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly type: 'route' | 'member' | 'on' | 'peer'
  readonly label: string
}

/** The boxes of a namespace. */
export interface Group {
  readonly name: string
  readonly nodes: readonly Node[]
}

/** A drawing without places. */
export interface Graph {
  readonly groups: readonly Group[]
  readonly edges: readonly Edge[]
}

/** Kinds whose IFLA_LINK is the other end of a pair, not what they stand on. */
const PAIRS = new Set(['veth', 'vxcan', 'netkit'])
/** Addresses of links alone (fe80::) are left out. Boxes do not grow beyond these many addresses, and no link has more routes drawn than these. */
const MOST_ADDRESSES = 6
const MOST_ROUTES = 8

const linkId = (namespace: number, index: number): string => `n${namespace}l${index}`

const stateWord = ({ operstate, flags }: Link): string =>
  operstate === undefined || operstate === 'unknown' ? (flags.includes('up') ? 'up' : 'down') : String(operstate)

const capped = (lines: readonly string[], most: number): string[] =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`]

function linkNode(link: Link, namespace: number, state: NamespaceState): Node {
  const kind = link.linkinfo?.kind ?? String(link.type)
  const own = state.addresses
    .filter(({ index, scope }) => index === link.index && scope === 'universe')
    .map((one) => `${one.local ?? one.address ?? ''}/${one.prefixlen}`)
  return {
    id: linkId(namespace, link.index),
    type: 'link',
    lines: [link.ifname ?? String(link.index), `${kind} ${stateWord(link)}`, ...capped(own, MOST_ADDRESSES)],
    up: link.flags.includes('up'),
  }
}

interface Hop {
  readonly gateway?: string
  readonly via?: { readonly address: string }
  readonly oif?: number
}
const gatewayOf = ({ gateway, via }: Hop): string => gateway ?? via?.address ?? ''

/** A route as drawn: where to, and by which links. */
interface Way {
  readonly to: string
  readonly hops: readonly Hop[]
}

function waysOf(routes: readonly Route[]): Way[] {
  return (
    routes
      // What the kernel made of an address stands at the address already.
      .filter((one) => one.type === 'unicast' && one.protocol !== 'kernel' && !one.flags.includes('cloned'))
      .map((one) => {
        const base = one.dst === undefined ? `default${one.family === 'inet6' ? ' IPv6' : ''}` : one.dst
        const full = one.dst === undefined || one.dstLen === (one.dst.includes(':') ? 128 : 32) ? base : `${base}/${one.dstLen}`
        return { to: full, hops: (one.multipath as readonly Hop[] | undefined) ?? [one as Hop] }
      })
      .filter(({ hops }) => hops.some(({ oif }) => oif !== undefined && oif > 0))
  )
}

/** The numbers of links that a link stands on. */
function below(link: Link): number | undefined {
  if (link.linkNetnsid !== undefined || PAIRS.has(String(link.linkinfo?.kind))) return undefined
  const data = link.linkinfo?.data as { readonly link?: unknown } | undefined
  const under = link.link || (typeof data?.link === 'number' ? data.link : undefined)
  return under === undefined || under === 0 || under === link.index ? undefined : under
}

/** The graph of namespaces; the first is the one that ids of the others do not name. */
export function graphOf(states: readonly NamespaceState[]): Graph {
  const edges: Edge[] = []
  const pairs = new Set<string>()
  const number = new Map(states.map(({ name }, i) => [name, i]))
  const groups = states.map((state, i) => {
    const known = new Set(state.links.map(({ index }) => index))
    const nodes = state.links.map((link) => linkNode(link, i, state))
    for (const link of state.links) {
      const id = linkId(i, link.index)
      if (link.master !== undefined && known.has(link.master))
        edges.push({ from: linkId(i, link.master), to: id, type: 'member', label: '' })
      const under = below(link)
      if (under !== undefined && known.has(under)) edges.push({ from: id, to: linkId(i, under), type: 'on', label: '' })
      const partner = PAIRS.has(String(link.linkinfo?.kind)) ? partnerOf(link, i, state, states, number) : undefined
      const pair = partner === undefined ? '' : [id, partner].sort().join()
      if (partner !== undefined && !pairs.has(pair)) {
        pairs.add(pair)
        edges.push({ from: id, to: partner, type: 'peer', label: '' })
      }
    }
    return { name: state.name, nodes: [...routeNodes(state, i, known, edges), ...nodes] }
  })
  return { groups, edges }
}

/** The other end of a pair: in this namespace, in one that has an id here, or in one where this one's end is meant. */
function partnerOf(
  link: Link,
  i: number,
  state: NamespaceState,
  states: readonly NamespaceState[],
  number: ReadonlyMap<string, number>,
): string | undefined {
  const index = link.link
  if (index === undefined || index === 0) return undefined
  const name = link.linkNetnsid === undefined ? state.name : state.ids.get(link.linkNetnsid)
  const where = name === undefined ? undefined : number.get(name)
  if (where === undefined) return undefined
  return states[where]?.links.some((one) => one.index === index) && !(where === i && index === link.index)
    ? linkId(where, index)
    : undefined
}

function routeNodes({ routes }: NamespaceState, i: number, known: ReadonlySet<number>, edges: Edge[]): Node[] {
  const ways = waysOf(routes)
  const nodes: Node[] = []
  const perLink = new Map<string, Way[]>()
  for (const way of ways) {
    const key = way.hops.map(({ oif }) => oif).join()
    perLink.set(key, [...(perLink.get(key) ?? []), way])
  }
  for (const some of perLink.values()) {
    const shown = some.length > MOST_ROUTES ? some.slice(0, MOST_ROUTES - 1) : some
    // Routes that lead the same way share a box.
    const byWay = new Map<string, Way[]>()
    for (const way of shown) {
      const key = way.hops.map((hop) => `${hop.oif} ${gatewayOf(hop)}`).join()
      byWay.set(key, [...(byWay.get(key) ?? []), way])
    }
    const more = some.length - shown.length
    for (const [n, same] of [...byWay.values()].entries()) {
      const id = `n${i}r${nodes.length}`
      const left = n === byWay.size - 1 && more > 0 ? [`and ${more} more`] : []
      nodes.push({ id, type: 'route', lines: [...same.map(({ to }) => to), ...left], up: true })
      for (const hop of same[0]?.hops ?? []) {
        if (hop.oif === undefined || !known.has(hop.oif)) continue
        const gateway = gatewayOf(hop)
        edges.push({ from: id, to: linkId(i, hop.oif), type: 'route', label: gateway === '' ? '' : `via ${gateway}` })
      }
    }
  }
  return nodes
}

/** What a namespace is called in a drawing. */
export const titleOf = ({ name }: Group): string => (name === '' ? 'this namespace' : `namespace ${name}`)

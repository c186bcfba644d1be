// The graph as an SVG document of its own. Arrows run from left to right: routes, what they leave by, what that stands on.
import { escaped } from '../../iproute/tc/render-svg.ts'
import { type Edge, type Graph, type Group, type Node, titleOf } from './graph.ts'

// Pixels.
const CHARACTER = 7.3
const LINE = 16
const PADDING = 8
const GAP = 60
const SMALL = 6.1
const BETWEEN = 16
const MARGIN = 16
const HEAD = 28

const STYLE = `
  text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328 }
  .head { font-weight: bold }
  .small { font-size: 10px; fill: #57606a }
  .sheet { fill: #ffffff }
  .namespace { fill: #f6f8fa; stroke: #d0d7de }
  .link { fill: #ddf4ff; stroke: #0969da }
  .route { fill: #fff8c5; stroke: #9a6700 }
  .down { stroke-dasharray: 4 3; fill: #eaeef2 }
  .arrow { fill: none; stroke: #57606a }
  .peer { fill: none; stroke: #bc4c00; stroke-dasharray: 5 3 }
  .tip { fill: #57606a }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .small { fill: #8b949e }
    .sheet { fill: #0d1117 }
    .namespace { fill: #161b22; stroke: #30363d }
    .link { fill: #0c2d6b; stroke: #58a6ff }
    .route { fill: #3b2300; stroke: #d29922 }
    .down { fill: #21262d }
    .arrow { stroke: #8b949e }
    .peer { stroke: #f0883e }
    .tip { fill: #8b949e }
  }
`

/** A box where it stands. */
interface Box {
  readonly node: Node
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly column: number
}

const round = (value: number): number => Math.round(value * 10) / 10
const widthOf = ({ lines }: Node): number => Math.max(...lines.map((line) => line.length)) * CHARACTER + 2 * PADDING
const heightOf = ({ lines }: Node): number => lines.length * LINE + 2 * PADDING

/**
 * The column of each box: links to the right of all that point to them, routes one to the left of their nearest link. A
 * ring of links, which the kernel does not allow, would end at the last column.
 */
function columnsOf(nodes: readonly Node[], edges: readonly Edge[]): Map<string, number> {
  const columns = new Map(nodes.filter(({ type }) => type === 'link').map(({ id }) => [id, 1]))
  for (let round = 0; round < nodes.length; round++) {
    let moved = false
    for (const { from, to } of edges) {
      const [left, right] = [columns.get(from), columns.get(to)]
      if (left === undefined || right === undefined || right > left || left >= nodes.length) continue
      columns.set(to, left + 1)
      moved = true
    }
    if (!moved) break
  }
  for (const { id, type } of nodes) {
    const targets = edges.filter(({ from }) => from === id).map(({ to }) => columns.get(to) ?? 1)
    if (type === 'route') columns.set(id, Math.min(...targets) - 1)
  }
  return columns
}

/** Places the boxes of a namespace below `top`; answers where they end. */
function place(
  group: Group,
  all: readonly Edge[],
  top: number,
  boxes: Map<string, Box>,
): { readonly right: number; readonly bottom: number } {
  const own = new Set(group.nodes.map(({ id }) => id))
  const edges = all.filter(({ from, to, type }) => type !== 'peer' && own.has(from) && own.has(to))
  const columns = columnsOf(group.nodes, edges)
  // Without routes the first column is not there.
  const first = Math.min(...columns.values())
  let x = MARGIN * 2
  let bottom = top
  let gap = GAP
  for (let column = first; ; column++) {
    const here = group.nodes.filter(({ id }) => columns.get(id) === column)
    if (here.length === 0) break
    // Near those that point to it; those that nothing points to keep their order.
    const wish = (node: Node): number => {
      const above = edges.filter(({ to }) => to === node.id).flatMap(({ from }) => boxes.get(from) ?? [])
      return above.length === 0 ? Number.POSITIVE_INFINITY : above.reduce((sum, one) => sum + one.y + one.height / 2, 0) / above.length
    }
    const sorted = column === first ? here : [...here].sort((one, other) => wish(one) - wish(other) || 0)
    const width = Math.max(...here.map(widthOf))
    let y = top
    for (const node of sorted) {
      const height = heightOf(node)
      const wished = column === first ? y : wish(node) - height / 2
      const at = Number.isFinite(wished) ? Math.max(y, wished) : y
      boxes.set(node.id, { node, x, y: at, width, height, column })
      y = at + height + BETWEEN
    }
    bottom = Math.max(bottom, y - BETWEEN)
    const ids = new Set(here.map(({ id }) => id))
    const labels = edges.filter(({ from }) => ids.has(from)).map(({ label }) => label.length * SMALL + 2 * PADDING)
    gap = Math.max(GAP, ...labels)
    x += width + gap
  }
  return { right: x - gap, bottom }
}

/** The document; where it is shown decides whether its colours are for light or for dark. */
export function graphSvg({ edges, groups }: Graph): string {
  const boxes = new Map<string, Box>()
  const frames: string[] = []
  const titles: { readonly text: string; readonly y: number }[] = []
  const spans: { readonly y: number; readonly height: number }[] = []
  let top = MARGIN
  let right = 0
  for (const group of groups) {
    if (group.nodes.length === 0) continue
    const found = place(group, edges, top + HEAD, boxes)
    spans.push({ y: top, height: found.bottom + MARGIN - top })
    titles.push({ text: titleOf(group), y: top + 18 })
    right = Math.max(right, found.right, MARGIN * 2 + titleOf(group).length * CHARACTER)
    top = found.bottom + 2 * MARGIN
  }
  const inner = right + PADDING - MARGIN
  for (const { height, y } of spans) {
    frames.push(`<rect class="namespace" x="${MARGIN}" y="${round(y)}" width="${round(inner)}" height="${round(height)}" rx="6"/>`)
  }
  // Room at the right for the bows of pairs.
  const size = `${Math.ceil(right + MARGIN * 5)} ${Math.ceil(Math.max(top, 2 * MARGIN))}`
  const [width, height] = size.split(' ')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${size}" role="img">`,
    '<title>Links, routes and network namespaces</title>',
    `<style>${STYLE}</style>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
    '<rect class="sheet" width="100%" height="100%"/>',
    ...frames,
    ...titles.map(({ text, y }) => `<text class="head" x="${MARGIN + PADDING}" y="${round(y)}">${escaped(text)}</text>`),
    ...edges.flatMap((edge, i) => arrow(edge, edges.slice(0, i).filter(({ from }) => from === edge.from).length, boxes)),
    ...[...boxes.values()].flatMap(boxLines),
    '</svg>',
    '',
  ].join('\n')
}

function boxLines({ height, node, width, x, y }: Box): string[] {
  const type = node.up ? node.type : `${node.type} down`
  return [
    `<rect class="${type}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="4"/>`,
    ...node.lines.map((line, i) => {
      const head = i === 0 && node.type === 'link' ? ' class="head"' : ''
      return `<text${head} x="${round(x + PADDING)}" y="${round(y + PADDING + 12 + i * LINE)}">${escaped(line)}</text>`
    }),
  ]
}

/** `nth` of the arrows from its box: their labels stand one below the other. */
function arrow({ from, label, to, type }: Edge, nth: number, boxes: ReadonlyMap<string, Box>): string[] {
  const [a, b] = [boxes.get(from), boxes.get(to)]
  if (a === undefined || b === undefined) return []
  if (type === 'peer') {
    // A bow at the right, wider the farther it goes.
    const [ax, ay, bx, by] = [a.x + a.width, a.y + a.height / 2, b.x + b.width, b.y + b.height / 2]
    const bow = Math.max(ax, bx) + 30 + Math.min(40, Math.abs(by - ay) / 8)
    return [
      `<path class="peer" d="M${round(ax)} ${round(ay)}C${round(bow)} ${round(ay)} ${round(bow)} ${round(by)} ${round(bx)} ${round(by)}"/>`,
    ]
  }
  const [x, y, endX, endY] = [a.x + a.width, a.y + a.height / 2, b.x, b.y + b.height / 2]
  const bend = Math.max(GAP / 2, (endX - x) / 2)
  const path = `<path class="arrow" d="M${round(x)} ${round(y)}C${round(x + bend)} ${round(y)} ${round(endX - bend)} ${round(endY)} ${round(endX)} ${round(endY)}" marker-end="url(#tip)"/>`
  const text = `<text class="small" x="${round(x + 4)}" y="${round(y - 4 + 14 * nth)}">${escaped(label)}</text>`
  return label === '' ? [path] : [path, text]
}

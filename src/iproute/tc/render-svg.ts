// A tree of traffic control as an SVG document of its own: no font, script or style from elsewhere.
import { allFilters, nodeParts } from './render-text.ts'
import type { TcTree, TcTreeFilter, TcTreeNode } from './tree.ts'

// Pixels.
const CHARACTER = 7.3
const LINE = 16
const PADDING = 8
const GAP = 44
const BETWEEN = 14
const MARGIN = 16

/** A box where it stands. */
interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lines: readonly string[]
  readonly type: 'link' | 'qdisc' | 'class'
  readonly children: readonly Box[]
}

const STYLE = `
  text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328 }
  .head { font-weight: bold }
  .sheet { fill: #ffffff }
  .link { fill: #eaeef2; stroke: #57606a }
  .qdisc { fill: #ddf4ff; stroke: #0969da }
  .class { fill: #dafbe1; stroke: #1a7f37 }
  .stroke { fill: none; stroke: #57606a }
  .filter { fill: none; stroke: #bc4c00; stroke-dasharray: 4 3 }
  .tip { fill: #bc4c00 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .sheet { fill: #0d1117 }
    .link { fill: #21262d; stroke: #8b949e }
    .qdisc { fill: #0c2d6b; stroke: #58a6ff }
    .class { fill: #033a16; stroke: #3fb950 }
    .stroke { stroke: #8b949e }
    .filter { stroke: #f0883e }
    .tip { fill: #f0883e }
  }
`

/** Text as it may stand in XML; characters that XML does not have at all are left out. */
export const escaped = (text: string): string =>
  [...text]
    .filter((one) => one >= ' ' && !(one.length === 1 && one >= '\ud800' && one <= '\udfff') && one !== '\ufffe' && one !== '\uffff')
    .join('')
    .replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)

const round = (value: number): number => Math.round(value * 10) / 10

/** The document; where it is shown decides whether its colours are for light or for dark. */
export function renderSvg(tree: TcTree): string {
  const filters = allFilters(tree)
  const columns: number[] = []
  const labels = new Map<TcTreeNode, string[]>()
  const measure = (node: TcTreeNode, depth: number): void => {
    // Arrows tell who leads where.
    const lines = nodeParts(node).map((part) => part.join(' '))
    labels.set(node, lines)
    columns[depth] = Math.max(columns[depth] ?? 0, ...lines.map((line) => line.length * CHARACTER + 2 * PADDING))
    for (const child of node.children) measure(child, depth + 1)
  }
  for (const child of tree.children) measure(child, 1)
  columns[0] = tree.name.length * CHARACTER + 2 * PADDING

  const places = new Map<TcTreeNode, Box>()
  let bottom = MARGIN
  const place = (lines: readonly string[], type: Box['type'], below: readonly TcTreeNode[], depth: number): Box => {
    const start = bottom
    const children = below.map((node) => {
      const box = place(labels.get(node) ?? [], node.type, node.children, depth + 1)
      places.set(node, box)
      return box
    })
    const height = lines.length * LINE + 2 * PADDING
    const [first, last] = [children[0], children.at(-1)]
    // In the middle of its children, or below what stands above.
    const middle = first && last ? (first.y + last.y + last.height) / 2 - height / 2 : start
    const y = Math.max(start, middle)
    bottom = Math.max(bottom, y + height + BETWEEN)
    const x = MARGIN + columns.slice(0, depth).reduce((sum, width) => sum + width + GAP, 0)
    return { x, y, width: columns[depth] ?? 0, height, lines, type, children }
  }
  const link = place([tree.name], 'link', tree.children, 0)

  const legend = filters.map(({ kind, parent, prio, text }) => `${parent}  prio ${prio} ${kind}  ${text}`)
  const legendAt = bottom + LINE
  const width = Math.max(
    MARGIN * 2 + columns.reduce((sum, one) => sum + one + GAP, -GAP),
    ...legend.map((line) => line.length * CHARACTER + 2 * MARGIN),
  )
  const height = legend.length === 0 ? bottom - BETWEEN + MARGIN : legendAt + legend.length * LINE
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" role="img">`,
    `<title>${escaped(`Traffic control of ${tree.name}`)}</title>`,
    `<style>${STYLE}</style>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
    '<rect class="sheet" width="100%" height="100%"/>',
    ...boxLines(link),
    ...arrowLines(places),
    ...legend.map((line, i) => `<text x="${MARGIN}" y="${round(legendAt + i * LINE)}">${escaped(line)}</text>`),
    '</svg>',
    '',
  ].join('\n')
}

function boxLines({ children, height, lines, type, width, x, y }: Box): string[] {
  const middle = y + height / 2
  return [
    ...children.map((child) => {
      const half = round(x + width + GAP / 2)
      return `<path class="stroke" d="M${round(x + width)} ${round(middle)}H${half}V${round(child.y + child.height / 2)}H${round(child.x)}"/>`
    }),
    `<rect class="${type}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="4"/>`,
    ...lines.map((line, i) => {
      const head = i === 0 ? ' class="head"' : ''
      return `<text${head} x="${round(x + PADDING)}" y="${round(y + PADDING + 12 + i * LINE)}">${escaped(line)}</text>`
    }),
    ...children.flatMap(boxLines),
  ]
}

/** A dashed arrow from where a filter hangs to the class it leads to. */
function arrowLines(places: ReadonlyMap<TcTreeNode, Box>): string[] {
  const byHandle = new Map([...places].map(([{ handle }, box]) => [handle, box]))
  const arrow = (from: Box, to: Box, { prio, kind, text }: TcTreeFilter): string => {
    const [x, y] = [round(from.x + from.width / 2), round(from.y < to.y ? from.y + from.height : from.y)]
    const [endX, endY] = [round(to.x), round(to.y + (from.y < to.y ? to.height - PADDING : PADDING))]
    const path = `M${x} ${y}C${x} ${endY} ${round(endX - GAP * 1.5)} ${endY} ${endX} ${endY}`
    return `<path class="filter" d="${path}" marker-end="url(#tip)"><title>${escaped(`prio ${prio} ${kind}: ${text}`)}</title></path>`
  }
  return [...places].flatMap(([{ filters }, from]) =>
    filters.flatMap((filter) => {
      const to = filter.target === undefined ? undefined : byHandle.get(filter.target)
      return to && from !== to ? [arrow(from, to, filter)] : []
    }),
  )
}

// A tree of traffic control as text: the link at the left, classes to the right, filters pointing to them.
import { bytesText, countText, rateText } from './amounts.ts'
import type { TcTree, TcTreeFilter, TcTreeNode } from './tree.ts'

/** Columns that a drawing may have. */
const WIDTH = 80

/** The strokes of a drawing. */
interface Strokes {
  readonly line: string
  readonly fork: string
  readonly down: string
  readonly branch: string
  readonly last: string
  readonly to: string
  readonly from: string
}
const UNICODE: Strokes = { line: '─', fork: '┬', down: '│', branch: '├', last: '└', to: '─>', from: '<─' }
const ASCII: Strokes = { line: '-', fork: '+', down: '|', branch: '+', last: '+', to: '->', from: '<-' }

/** What is said of a node: what it is, its rates, what has passed, was lost and waits. Each part may be of two lines. */
export function nodeParts({ backlog, bytes, ceil, drops, handle, kind, packets, qlen, rate }: TcTreeNode): string[][] {
  const parts = [[`${kind} ${handle}`]]
  const rates = rate === undefined ? [] : [rateText(rate)]
  if (ceil !== undefined && ceil !== rate) rates.push(`ceil ${rateText(ceil)}`)
  if (rates.length > 0) parts.push(rates)
  if (packets > 0 || bytes > 0n) parts.push([bytesText(bytes), `${countText(packets)} pkt`])
  if (drops > 0) parts.push([`${countText(drops)} dropped`])
  if (backlog > 0 || qlen > 0) parts.push([bytesText(backlog), `${countText(qlen)} pkt wait`])
  return parts
}

/** All filters of a tree, in the order of the drawing. */
export function allFilters(tree: TcTree): TcTreeFilter[] {
  const below = ({ children, filters }: TcTreeNode): TcTreeFilter[] => [...filters, ...children.flatMap(below)]
  return [...tree.children.flatMap(below), ...tree.filters]
}

function grouped(filters: readonly TcTreeFilter[], by: (filter: TcTreeFilter) => string): Map<string, TcTreeFilter[]> {
  const groups = new Map<string, TcTreeFilter[]>()
  for (const filter of filters) groups.set(by(filter), [...(groups.get(by(filter)) ?? []), filter])
  return groups
}

type Label = (node: TcTreeNode) => readonly string[]

/** Children stacked, joined by strokes that begin beside the first line of what they hang on. */
function branches(blocks: readonly (readonly string[])[], strokes: Strokes, first: 'fork' | 'branch'): string[] {
  const { branch, down, fork, last, line } = strokes
  return blocks.flatMap((block, i) => {
    const isLast = i === blocks.length - 1
    const corner = i > 0 || first === 'branch' ? (isLast ? last : branch) : isLast ? line : fork
    const lines = block.map((text, row) => `${row === 0 ? `${corner}${line} ` : isLast ? '   ' : `${down}  `}${text}`)
    // Room between brothers of several lines.
    return isLast || (block.length === 1 && first === 'branch') ? lines : [...lines, down]
  })
}

/** The lines of a node at the left, what hangs on it at the right. */
function beside(label: readonly string[], width: number, blocks: readonly (readonly string[])[], strokes: Strokes): string[] {
  if (blocks.length === 0) return [...label]
  const right = branches(blocks, strokes, 'fork')
  return Array.from({ length: Math.max(label.length, right.length) }, (_, row) => {
    const text = label[row] ?? ''
    const filled = row === 0 ? `${text} `.padEnd(width + 1, strokes.line) : text.padEnd(width + 1)
    return `${filled}${row === 0 ? strokes.line : ' '}${right[row] ?? ''}`
  })
}

/** Text in lines of at most 80 columns; all but the first are indented further. */
function wrapped(text: string): string[] {
  const lines: string[] = []
  let line = ' '
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = '     '
    }
    line += ` ${word}`
  }
  return [...lines, line]
}

function filterLines(filters: readonly TcTreeFilter[], { to }: Strokes): string[] {
  const blocks = grouped(filters, (filter) => filter.parent)
  return [...blocks].flatMap(([parent, some]) => [
    '',
    `filters of ${parent}`,
    ...some.flatMap(({ chain, kind, prio, target, text }) => {
      const where = `${chain === 0 ? '' : `chain ${chain} `}prio ${prio} ${kind}`
      return wrapped(`${where}  ${target === undefined ? text : `${text.replace(`, to ${target}`, '')} ${to} ${target}`}`)
    }),
  ])
}

/**
 * The drawing. Where it would be wider than 80 columns, less stands in a line, or else what hangs on something stands
 * below it and not beside it.
 */
export function renderText(tree: TcTree, unicode: boolean): string {
  const strokes = unicode ? UNICODE : ASCII
  const filters = allFilters(tree)
  const leading = grouped(filters, (filter) => filter.target ?? '')
  const parts = (node: TcTreeNode): string[][] => {
    const kinds = new Set(leading.get(node.handle)?.map((filter) => filter.kind))
    return [...nodeParts(node), ...(kinds.size === 0 ? [] : [[`${strokes.from} ${[...kinds].join(', ')}`]])]
  }
  const wide: Label = (node) => parts(node).map((part) => part.join(' '))
  const narrow: Label = (node) => parts(node).flat()
  const drawing = drawnBeside(tree, wide, strokes) ?? drawnBeside(tree, narrow, strokes) ?? drawnBelow(tree, wide, strokes)
  return `${[...drawing, ...filterLines(filters, strokes)].map((line) => line.trimEnd()).join('\n')}\n`
}

/** Undefined where it would be too wide. */
function drawnBeside({ children, name }: TcTree, label: Label, strokes: Strokes): string[] | undefined {
  const widths: number[] = []
  const measure = (node: TcTreeNode, depth: number): void => {
    widths[depth] = Math.max(widths[depth] ?? 0, ...label(node).map((line) => line.length))
    for (const child of node.children) measure(child, depth + 1)
  }
  for (const child of children) measure(child, 0)
  // Each step to the right takes a space, two strokes and a corner, and a space.
  if (widths.reduce((sum, width) => sum + width + 5, name.length) > WIDTH) return undefined
  const draw = (node: TcTreeNode, depth: number): string[] => {
    const blocks = node.children.map((child) => draw(child, depth + 1))
    return beside(label(node), widths[depth] ?? 0, blocks, strokes)
  }
  const roots = children.map((child) => draw(child, 0))
  return beside([name], name.length, roots, strokes)
}

function drawnBelow({ children, name }: TcTree, label: Label, strokes: Strokes): string[] {
  const draw = (node: TcTreeNode, depth: number): string[] => {
    // What a line has no room for stands in lines of its own, past which the stroke to the children goes.
    const [first = '', ...more] = packed(label(node), Math.max(WIDTH - 3 * depth, 24))
    const stroke = (node.children.length === 0 ? ' ' : strokes.down).padEnd(4)
    const blocks = node.children.map((child) => draw(child, depth + 1))
    return [first, ...more.map((line) => stroke + line), ...branches(blocks, strokes, 'branch')]
  }
  const blocks = children.map((child) => draw(child, 1))
  return [name, ...branches(blocks, strokes, 'branch')]
}

/** Parts two spaces apart, as many in a line as its width has room for; all but the first line are 4 columns shorter. */
function packed(parts: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    const room = lines.length > 1 ? width - 4 : width
    if (last === undefined || last.length + 2 + part.length > room) lines.push(part)
    else lines[lines.length - 1] = `${last}  ${part}`
  }
  return lines
}

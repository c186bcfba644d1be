// What `rtnl top` shows, as lines.
import { bytesText, countText, rateText } from '../../iproute/tc/amounts.ts'
import type { TcTree, TcTreeNode } from '../../iproute/tc/tree.ts'
import type { Style } from '../style.ts'
import { type Rates, sparkline } from './rates.ts'

/** A link as it was seen. */
export interface SeenLink {
  readonly index: number
  readonly name: string
  readonly state: string
  readonly rxBytes: bigint
  readonly txBytes: bigint
  readonly rxPackets: bigint
  readonly txPackets: bigint
  readonly dropped: bigint
  readonly tree?: TcTree
}

/** How much of it there is room for. */
export interface Room {
  readonly columns: number
  readonly rows: number
}

const last = (rates: readonly number[]): number => rates.at(-1) ?? 0
const bits = (rates: readonly number[]): string => (rates.length === 0 ? '-' : rateText(Math.round(last(rates) * 8)))
const perSecond = (rates: readonly number[]): string => (rates.length === 0 ? '-' : countText(Math.round(last(rates))))

/** Takes the counters of a look. */
export function takeCounters(rates: Rates, time: number, links: readonly SeenLink[]): void {
  rates.begin()
  for (const { dropped, name, rxBytes, rxPackets, tree, txBytes, txPackets } of links) {
    rates.take(name, time, { rxBytes, txBytes, rxPackets, txPackets, dropped })
    for (const { key, node } of nodesOf(name, tree)) {
      rates.take(key, time, { bytes: node.bytes, packets: BigInt(node.packets), drops: BigInt(node.drops) })
    }
  }
}

interface Shown {
  readonly key: string
  readonly node: TcTreeNode
  readonly depth: number
}

/** The nodes of a tree from the root on. Two without a number (the leaves of mq) are told apart by where they hang. */
function nodesOf(name: string, tree: TcTree | undefined): Shown[] {
  const below = (node: TcTreeNode, depth: number): Shown[] => [
    { key: `${name} ${node.type} ${node.handle} ${node.parent}`, node, depth },
    ...node.children.flatMap((child) => below(child, depth + 1)),
  ]
  return (tree?.children ?? []).flatMap((node) => below(node, 0))
}

interface Cell {
  readonly text: string
  readonly meaning?: Parameters<Style>[0]
  readonly right?: boolean
}
const cell = (text: string, meaning?: Cell['meaning']): Cell => (meaning === undefined ? { text } : { text, meaning })
const number = (text: string): Cell => ({ text, right: true })

/** The screen: a line for each link, and below it one for each queueing discipline and class. */
export function screen(links: readonly SeenLink[], rates: Rates, { columns, rows }: Room, style: Style, title: string): string[] {
  // What the numbers leave is for the two columns of sparklines.
  const needed = widthsOf(tableOf(links, rates, 0)).reduce((sum, width) => sum + width + 1, 0)
  const table = tableOf(links, rates, Math.max(0, Math.min(30, Math.floor((columns - needed) / 2))))
  const room = Math.max(1, rows - 2)
  const more = cell(`and ${table.length - room + 1} more lines; name the links to see`, 'quiet')
  const lines = table.length > room ? [...table.slice(0, room - 1), [more]] : table
  return [style('quiet', title.slice(0, columns)), ...aligned(lines, columns, style)]
}

function tableOf(links: readonly SeenLink[], rates: Rates, spark: number): Cell[][] {
  const head = ['link', '', 'rx', '', 'tx', '', 'rx pkt/s', 'tx pkt/s', 'lost/s', 'total'].map((text, i) =>
    i > 1 && i !== 3 && i !== 5 ? number(text) : cell(text),
  )
  const table: Cell[][] = [head.map((one) => ({ ...one, meaning: 'title' as const }))]
  for (const link of links) {
    const { dropped: _, name, rxBytes, state, tree, txBytes } = link
    const of = (counter: string) => rates.of(name, counter)
    table.push([
      cell(name, 'name'),
      cell(state, state === 'up' ? 'good' : state === 'down' ? 'bad' : 'quiet'),
      number(bits(of('rxBytes'))),
      cell(sparkline(of('rxBytes'), spark), 'good'),
      number(bits(of('txBytes'))),
      cell(sparkline(of('txBytes'), spark), 'address'),
      number(perSecond(of('rxPackets'))),
      number(perSecond(of('txPackets'))),
      { ...number(perSecond(of('dropped'))), ...(last(of('dropped')) > 0 && { meaning: 'bad' as const }) },
      number(bytesText(rxBytes + txBytes)),
    ])
    for (const { depth, key, node } of nodesOf(name, tree)) {
      const sent = rates.of(key, 'bytes')
      const limit = node.ceil ?? node.rate
      const waiting = node.qlen > 0 ? `${countText(node.qlen)} wait` : ''
      table.push([
        cell(`${'  '.repeat(depth + 1)}${node.kind} ${node.handle}`),
        cell(waiting, 'warning'),
        number(limit === undefined ? '' : `of ${rateText(limit)}`),
        cell(''),
        number(bits(sent)),
        // Against the limit, where there is one: a full bar is a full class.
        cell(sparkline(sent, spark, limit === undefined ? undefined : Number(limit) / 8), 'address'),
        number(''),
        number(perSecond(rates.of(key, 'packets'))),
        { ...number(perSecond(rates.of(key, 'drops'))), ...(last(rates.of(key, 'drops')) > 0 && { meaning: 'bad' as const }) },
        number(bytesText(node.bytes)),
      ])
    }
  }
  return table
}

const widthsOf = (table: readonly (readonly Cell[])[]): number[] => {
  const widths: number[] = []
  for (const row of table) if (row.length > 1) for (const [i, { text }] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, text.length)
  return widths
}

function aligned(table: readonly (readonly Cell[])[], columns: number, style: Style): string[] {
  const widths = widthsOf(table)
  return table.map((row) => {
    let room = columns
    const parts: string[] = []
    for (const [i, { meaning, right, text }] of row.entries()) {
      const width = row.length === 1 ? text.length : (widths[i] ?? 0)
      const padded = (right ? text.padStart(width) : text.padEnd(width)).slice(0, Math.max(0, room))
      room -= padded.length + 1
      parts.push(meaning === undefined ? padded : style(meaning, padded))
      if (room <= 0) break
    }
    return parts.join(' ').trimEnd()
  })
}

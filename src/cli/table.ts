// Tables for people: aligned columns that are as wide as what stands in them, coloured, cut at the edge of the terminal.
import { type Meaning, plain, type Style } from './style.ts'

/** What stands in a cell, and what it means. */
export type Cell = string | readonly [meaning: Meaning, text: string]
/** Cells, and lines below them. */
export interface Row {
  readonly cells: readonly Cell[]
  readonly below?: readonly string[]
}

/** Two spaces between columns; numbers stand at the right. */
const GAP = '  '
const isNumber = (cell: string): boolean => /^\d*$/.test(cell)

const segments = new Intl.Segmenter()
const PLAIN = /^[\x20-\x7e]*$/
/** East Asian letters and pictures take two columns. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u
/** Columns that a text takes. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length
  return [...segments.segment(text)].reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0)
}

// Names and remarks are other people's: no control character of theirs reaches the terminal.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\x00-\x1f\x7f-\x9f]/g
/** The text with control characters as `\x1b`. */
export const harmless = (text: string): string => text.replace(CONTROLS, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`)

const textOf = (cell: Cell | undefined): string => harmless(typeof cell === 'object' ? cell[1] : (cell ?? ''))

/** As much of a text as fits. */
function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let shown = ''
  for (const { segment } of segments.segment(text)) {
    if (widthOf(shown) + widthOf(segment) > width - 1) break
    shown += segment
  }
  return width > 0 ? `${shown}…` : ''
}

export interface TableOptions {
  /** Titles of the columns; without, the table has no head. */
  readonly head?: readonly string[]
  readonly style?: Style
  /** Columns of the terminal. */
  readonly columns?: number | undefined
  readonly indent?: string
}

/**
 * Prints rows a page at a time, so that a listing of any length streams: columns are as wide as the widest cell so far, and a
 * column without anything in a page is left out as long as it never had anything.
 */
export class Table {
  readonly #options: TableOptions
  #widths: number[] = []
  #headed = false

  constructor(options: TableOptions = {}) {
    this.#options = options
  }

  /** The lines of some more rows. */
  page(rows: readonly Row[]): string {
    if (rows.length === 0) return ''
    const { head, indent = '' } = this.#options
    const texts = rows.map(({ cells }) => cells.map(textOf))
    const count = Math.max(0, ...texts.map((cells) => cells.length))
    const widths = Array.from({ length: count }, (_, i) => texts.reduce((width, cells) => Math.max(width, widthOf(cells[i] ?? '')), 0))
    this.#widths = widths.map((width, i) => {
      const before = this.#widths[i] ?? 0
      return width === 0 && before === 0 ? 0 : Math.max(width, before, widthOf(head?.[i] ?? ''))
    })
    const right = this.#widths.map((_, i) => texts.every((cells) => isNumber(cells[i] ?? '')))
    const lines =
      head !== undefined && !this.#headed
        ? [
            this.#line(
              head,
              head.map((title) => ['quiet', title] as const),
              right,
            ),
          ]
        : []
    this.#headed = true
    rows.forEach(({ cells, below = [] }, i) => {
      lines.push(this.#line(texts[i] as string[], cells, right))
      for (const line of below) lines.push(this.#cut(`${indent}    ${harmless(line)}`))
    })
    return `${lines.join('\n')}\n`
  }

  #cut(text: string): string {
    const { columns } = this.#options
    return columns === undefined ? text : cut(text, columns)
  }

  #line(texts: readonly string[], cells: readonly Cell[], right: readonly boolean[]): string {
    const { style = plain, columns = Number.POSITIVE_INFINITY, indent = '' } = this.#options
    const used = this.#widths.flatMap((width, i) => (width > 0 ? [i] : []))
    const last = used.findLast((i) => (texts[i] ?? '') !== '') ?? -1
    let line = indent
    let left = columns - indent.length
    for (const i of used) {
      const gap = i === used[0] ? '' : GAP
      const text = cut(texts[i] ?? '', left - gap.length)
      const cell = cells[i]
      const shown = typeof cell === 'object' ? style(cell[0], text) : text
      const space = ' '.repeat(Math.max(0, (this.#widths[i] as number) - widthOf(text)))
      line += gap + (right[i] ? space + shown : i === last ? shown : shown + space)
      left -= gap.length + Math.max(this.#widths[i] as number, widthOf(text))
      if (i === last || left <= 0) break
    }
    return line
  }
}

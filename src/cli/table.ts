/** A title, and rows of cells. A cell that is empty in all rows makes no column. */
export interface Section {
  readonly title: string
  readonly rows: readonly (readonly string[])[]
}

/** Two spaces between columns; numbers stand at the right. */
const GAP = '  '

const isNumber = (cell: string): boolean => /^\d*$/.test(cell)

/** The rows with their columns aligned, indented below the title. */
export function textOf({ title, rows }: Section): string {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const columns = Array.from({ length: count }, (_, i) => rows.map((row) => row[i] ?? ''))
  const widths = columns.map((cells) => cells.reduce((width, cell) => Math.max(width, cell.length), 0))
  const numeric = columns.map((cells) => cells.every(isNumber))
  const used = widths.flatMap((width, i) => (width > 0 ? [i] : []))
  const lines = rows.map((row) =>
    used
      .map((i) => {
        const cell = row[i] ?? ''
        return numeric[i] ? cell.padStart(widths[i] as number) : cell.padEnd(widths[i] as number)
      })
      .join(GAP)
      .trimEnd(),
  )
  return [title, ...(lines.length === 0 ? [`${GAP}none`] : lines.map((line) => GAP + line))].join('\n')
}

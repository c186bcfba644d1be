import type { Sample } from './sample.ts'
import { median } from './sample.ts'
import type { Aim, Work } from './works.ts'

/** The samples of one work by name of side; the n-th of each belong to the same round. */
export type Measured = ReadonlyMap<string, readonly Sample[]>

const duration = (ns: number): string => {
  if (ns >= 1e9) return `${(ns / 1e9).toFixed(2)} s`
  if (ns >= 1e6) return `${(ns / 1e6).toFixed(1)} ms`
  return `${(ns / 1e3).toFixed(2)} µs`
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`

const of = (samples: readonly Sample[], key: keyof Sample): number[] =>
  samples.map((sample) => sample[key]).filter((value) => value !== undefined)

const verdict = (reached: boolean, aim: string): string => `${aim} ${reached ? 'reached' : 'missed'}`

const judge = (aim: Aim, ratio: number, cpuAbove: number, memory: number, count: number): string => {
  const parts: string[] = []
  if (aim.ratio !== undefined) parts.push(verdict(ratio <= aim.ratio, `<= ${aim.ratio} x`))
  if (aim.cpuAbove !== undefined) parts.push(verdict(cpuAbove <= aim.cpuAbove, `<= ${duration(aim.cpuAbove)} CPU above`))
  if (aim.memory !== undefined) parts.push(verdict(memory <= aim.memory, `<= ${mebibytes(aim.memory)}`))
  if (aim.count !== undefined) parts.push(verdict(count >= aim.count, `${aim.count} seen`))
  return parts.join(', ')
}

/**
 * A Markdown table: medians over the rounds; the ratio is the median of the rounds' own ratios, because a round's sides share the
 * machine's mood; memory is the worst round's, a count the worst round's too.
 */
export const table = (work: Work, measured: Measured): string => {
  const rows = [['', 'median', 'ratio (range)', 'CPU', 'CPU above first', 'p99', 'memory above idle', 'count', 'losses told', 'aim']]
  const [first] = work.sides
  const base = (first && measured.get(first.name)) ?? []
  for (const side of work.sides) {
    const samples = measured.get(side.name)
    if (!samples || samples.length === 0) {
      rows.push([side.name, `skipped: ${side.skip ?? 'failed'}`, '', '', '', '', '', '', '', ''])
      continue
    }
    const ratios = samples.map((sample, round) => sample.ns / (base[round]?.ns ?? Number.NaN))
    const ratio = median(ratios)
    const [cpu, p99, memory, count] = [of(samples, 'cpu'), of(samples, 'p99'), of(samples, 'memory'), of(samples, 'count')]
    const lost = of(samples, 'lost')
    const cpuAbove = median(cpu) - median(of(base, 'cpu'))
    rows.push([
      side.name,
      duration(median(of(samples, 'ns'))),
      side === first ? '1' : `${ratio.toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
      cpu.length ? duration(median(cpu)) : '',
      side !== first && side.aim?.cpuAbove !== undefined ? duration(cpuAbove) : '',
      p99.length ? duration(median(p99)) : '',
      memory.length ? mebibytes(Math.max(...memory)) : '',
      count.length ? String(Math.min(...count)) : '',
      lost.length ? String(Math.max(...lost)) : '',
      side.aim ? judge(side.aim, ratio, cpuAbove, Math.max(0, ...memory), Math.min(...count)) : '',
    ])
  }
  return `### ${work.title}\n\n${markdown(rows)}\n`
}

/** Columns that no row fills are left out; the others are padded to be read as text too. */
const markdown = (rows: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = rows
  const kept = head.map((_, column) => column).filter((column) => column === 0 || body.some((row) => row[column]))
  const width = (column: number): number => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))
  const line = (cells: readonly string[]): string => `| ${kept.map((column) => (cells[column] ?? '').padEnd(width(column))).join(' | ')} |`
  return [line(head), line(head.map((_, column) => '-'.repeat(width(column)))), ...body.map(line)].join('\n')
}

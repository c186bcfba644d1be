import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Sample } from './sample.ts'

/** One contestant of a comparison; a measurement is a process of its own, so that nobody's garbage or warm code helps another. */
export interface Side {
  readonly name: string
  readonly run: () => Promise<Sample>
  /** Why it cannot take part here. */
  readonly skip?: string | undefined
  /** Measured in the first round alone, because it takes minutes. */
  readonly once?: boolean
  readonly aim?: Aim
}

/** What DESIGN.md asks of a side; `ratio` is against the first side of the work, `cpuAbove` nanoseconds beyond its CPU time. */
export interface Aim {
  readonly ratio?: number
  readonly cpuAbove?: number
  /** Bytes above the idle process. */
  readonly memory?: number
  readonly count?: number
}

/** Sides doing the same work; the first is the measure of the others. */
export interface Work {
  readonly name: string
  readonly title: string
  readonly sides: readonly Side[]
  /** How many of the thing is done per measurement, where a side counts. */
  readonly count?: number
}

type Argv = readonly [string, ...string[]]

/** Steps around a measurement that are not measured. */
export interface Around {
  readonly before?: Argv
  readonly after?: Argv
}

const started = (argv: Argv) => spawn(argv[0], argv.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })

/** Runs a program to its end and answers the JSON lines it printed. */
const linesOf = async (child: ReturnType<typeof started>, seen: (line: string) => void = () => {}): Promise<string[]> => {
  const lines: string[] = []
  const exit = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    seen(line)
  }
  const [code, signal] = await exit
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')}: ended with ${String(code ?? signal)}`)
  return lines
}

const lastSample = (lines: readonly string[]): Sample => {
  const found = JSON.parse(lines.at(-1) ?? 'null') as Sample & { p50?: number; routes?: number; seen?: number }
  const count = found.count ?? found.routes
  return { ...found, ns: found.p50 ?? found.ns, ...(count === undefined ? {} : { count }) }
}

/** A measurement by a program that prints one line of JSON. */
export const program =
  (argv: Argv, around: Around = {}) =>
  async (): Promise<Sample> => {
    if (around.before) await linesOf(started(around.before))
    const sample = lastSample(await linesOf(started(argv)))
    if (around.after) await linesOf(started(around.after))
    return sample
  }

/** Starts `listener`, and `emitter` once it has printed its first line; answers what the listener counted in the emitter's time. */
export const events = (listener: Argv, emitter: Argv) => async (): Promise<Sample> => {
  let emitted: Promise<string[]> | undefined
  const lines = await linesOf(started(listener), () => {
    emitted ??= linesOf(started(emitter))
  })
  const { ns } = lastSample((await emitted) ?? [])
  const { seen, lost, overruns } = JSON.parse(lines.at(-1) ?? '{}') as { seen?: number; lost?: number; overruns?: number }
  return { ns, count: seen ?? 0, lost: lost ?? overruns ?? 0 }
}

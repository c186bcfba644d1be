import { readFileSync } from 'node:fs'

/** What one measurement tells: nanoseconds and bytes. */
export interface Sample {
  /** Wall time: of the whole work, or of one request. */
  readonly ns: number
  /** CPU time of the process, all threads, user and system. */
  readonly cpu?: number
  /** Most resident memory during the work above that of the same process idle before it. */
  readonly memory?: number
  /** How much was done: a wrong count makes the figure worthless, so the runner checks it. */
  readonly count?: number
  /** How often a listener was told that events were lost: what is missing without that was lost silently. */
  readonly lost?: number
  /** Nanoseconds not exceeded by 99 of 100 requests. */
  readonly p99?: number
}

/** The middle of the values; of an even number of them the upper middle. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** A line of /proc/self/status in bytes: VmRSS is now, VmHWM the most since the program began. */
export const memory = (line: 'VmRSS' | 'VmHWM'): number => {
  const match = new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))
  return Number(match?.[1]) * 1024
}

/** Measures `work` in this process, which should do nothing else before or after. */
export const measure = async (work: () => Promise<number>): Promise<Sample> => {
  const idle = memory('VmRSS')
  const cpuBefore = process.cpuUsage()
  const start = process.hrtime.bigint()
  const count = await work()
  const ns = Number(process.hrtime.bigint() - start)
  const cpu = process.cpuUsage(cpuBefore)
  return { ns, cpu: (cpu.user + cpu.system) * 1000, memory: memory('VmHWM') - idle, count }
}

/** The time of one of `rounds` calls of `request`, which does `perRound` pieces of work, after a tenth of them as warming up. */
export const latency = async (rounds: number, perRound: number, request: () => Promise<unknown>): Promise<Sample> => {
  // At least 2,000 rounds first: the optimising compiler comes late for code that waits in between.
  for (let i = Math.max(2000 / perRound, rounds / 10); i > 0; i--) await request()
  const samples = new Float64Array(rounds)
  for (let i = 0; i < rounds; i++) {
    const start = process.hrtime.bigint()
    await request()
    samples[i] = Number(process.hrtime.bigint() - start) / perRound
  }
  samples.sort()
  return { ns: samples[rounds >> 1] ?? Number.NaN, p99: samples[Math.floor(rounds * 0.99)] ?? Number.NaN, count: rounds * perRound }
}

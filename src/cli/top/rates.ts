// Counters that grow, and how fast they did.

/** What is counted of a thing. */
export type Counters = Readonly<Record<string, bigint>>

/** How many looks back a rate is remembered. */
const MOST = 120

interface Seen {
  /** Milliseconds. */
  time: number
  counters: Counters
  /** Per second, the newest last. */
  readonly rates: Record<string, number[]>
  round: number
}

/** Remembers counters of many things from look to look. */
export class Rates {
  readonly #seen = new Map<string, Seen>()
  #round = 0

  /** Begins a look: what is not told of until the next has gone. */
  begin(): void {
    for (const [key, { round }] of this.#seen) if (round < this.#round) this.#seen.delete(key)
    this.#round++
  }

  /** Takes what is counted of a thing at a time, in milliseconds. */
  take(key: string, time: number, counters: Counters): void {
    const seen = this.#seen.get(key)
    if (seen === undefined) {
      this.#seen.set(key, { time, counters, rates: {}, round: this.#round })
      return
    }
    const seconds = (time - seen.time) / 1000
    if (seconds <= 0) return
    for (const [name, value] of Object.entries(counters)) {
      // A counter that fell was begun anew: the thing is another of the same name.
      const grown = Number(value - (seen.counters[name] ?? value))
      const rates = seen.rates[name] ?? []
      seen.rates[name] = rates
      rates.push(Math.max(0, grown) / seconds)
      if (rates.length > MOST) rates.shift()
    }
    seen.time = time
    seen.counters = counters
    seen.round = this.#round
  }

  /** The last rates of a counter, the newest last; none before the second look. */
  of(key: string, name: string): readonly number[] {
    return this.#seen.get(key)?.rates[name] ?? []
  }
}

const BARS = [...'▁▂▃▄▅▆▇█']

/** Values as bars of eight heights, as wide as wanted, the newest at the right; the highest fills its cell. */
export function sparkline(values: readonly number[], width: number, most = Math.max(...values.slice(-width))): string {
  const shown = values.slice(-width)
  const bars = shown.map((value) =>
    most <= 0 || value <= 0 ? (BARS[0] as string) : (BARS[Math.min(7, Math.floor((value / most) * 8))] as string),
  )
  return bars.join('').padStart(width)
}

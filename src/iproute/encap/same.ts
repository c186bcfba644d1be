type Values = Readonly<Record<string, unknown>>

/** Values that say nothing: what the kernel tells of attributes that nobody gave. */
const EMPTY: ReadonlySet<unknown> = new Set([0, 0n, '0.0.0.0', '::', undefined])
/** What the kernel alone says: lengths that follow from a trace's type. */
const TOLD: ReadonlySet<string> = new Set(['nodelen'])

/** A value without what says nothing and what the kernel alone says, its keys in one order. */
function essence(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return [...value]
  if (Array.isArray(value)) return value.map(essence)
  if (typeof value !== 'object' || value === null) return value
  const found: Record<string, unknown> = {}
  for (const [key, one] of Object.entries(value as Values).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (EMPTY.has(one) || TOLD.has(key)) continue
    // That packets are counted, not how many.
    if (key === 'counters') found[key] = true
    // The kernel adds which options there are (TUNNEL_*_OPT).
    else if (key === 'flags' && Array.isArray(one)) {
      const flags = one.filter((flag) => !String(flag).endsWith('_opt'))
      if (flags.length > 0) found[key] = flags
    } else found[key] = key === 'geneve' && Array.isArray(one) ? one.flat().map(essence) : essence(one)
  }
  return found
}

interface Wrapped {
  readonly encapType?: unknown
  readonly encap?: unknown
}

/** Whether two routes or next hops, both as the decoder gives them, wrap packets alike. */
export function sameEncap(existing: Wrapped, wanted: Wrapped): boolean {
  if (existing.encapType !== wanted.encapType) return false
  const [theirs, ours] = [existing.encap, wanted.encap].map(essence)
  // The kernel fills in its own where nothing was said (ila_build_state in net/ipv6/ila/ila_lwt.c).
  const compared = existing.encapType === 'ila' ? picked(theirs as Values, ours as Values) : theirs
  return JSON.stringify(compared) === JSON.stringify(ours)
}

const picked = (values: Values, like: Values): Values => Object.fromEntries(Object.entries(values).filter(([key]) => key in like))

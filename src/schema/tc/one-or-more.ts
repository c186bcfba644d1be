import type { AnyCodec, Codec, Decoded, Encodable, Scope } from '../../netlink/codec.ts'
import { NLA_TYPE_MASK } from '../../netlink/codec.ts'
import type { AnySet } from '../../netlink/payload.ts'

/** Where the objects of a nest begin: each attribute whose number is not above the one before it is the first of another. */
function beginnings(view: DataView, at: number, end: number, { littleEndian }: Scope): number[] {
  const found = [at]
  let last = 0
  for (let from = at; end - from >= 4; ) {
    const number = view.getUint16(from + 2, littleEndian) & NLA_TYPE_MASK
    if (number <= last) found.push(from)
    last = number
    from += (Math.max(4, view.getUint16(from, littleEndian)) + 3) & ~3
  }
  return found
}

/**
 * Attributes of one object, or of several behind each other without a nest of their own: options of Geneve, which the
 * kernel takes in a nest each and tells in one nest together. One is read as an object, several as an array of them.
 */
export function oneOrMore<S extends AnySet>(set: S): Codec<Decoded<S> | readonly Decoded<S>[], Encodable<S> | readonly Encodable<S>[]> {
  const one: AnyCodec = set
  const codec: Codec<unknown, unknown> = {
    type: set.type,
    read(view, at, end, scope) {
      const from = beginnings(view, at, end, scope)
      if (from.length === 1) return one.read(view, at, end, scope)
      return from.map((begin, i) => one.read(view, begin, from[i + 1] ?? end, scope))
    },
    write(out, value, scope) {
      for (const item of Array.isArray(value) ? value : [value]) one.write(out, item as never, scope)
    },
    parts: (view, at, end, scope) => one.parts?.(view, at, end, scope) ?? [],
    ...(one.describe && { describe: one.describe }),
  }
  return codec as never
}

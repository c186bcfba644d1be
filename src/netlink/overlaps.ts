import type { AnyCodec, Codec, Scope } from './codec.ts'

/**
 * A value that stands twice in a message, in a narrow field of the header and in an attribute (rtm_table and
 * RTA_TABLE). Requests say it once, as iproute2 does: in the header if it fits, else in the attribute with a zero
 * header. The kernel says it twice, with a header that says what of it fits. Both are read as one key; only a
 * message that keeps neither custom is marked, so that it is written back as it came.
 */
export interface Overlap {
  readonly offset: number
  readonly narrow: Codec<number>
  readonly wide: AnyCodec
  /** What the kernel writes into the header. */
  narrowed(value: number): number
}
export type Overlaps = ReadonlyMap<string, Overlap>

/** Where the mark is kept: out of sight of JSON, loops and comparisons. */
const uncommon: unique symbol = Symbol('rtnl.uncommon')
interface Mark {
  readonly value: unknown
  readonly header: number
  readonly attribute: boolean
}
type Marked = Record<string, unknown> & { [uncommon]?: Record<string, Mark> }

const most = (overlap: Overlap): number => 2 ** (8 * (overlap.narrow.size ?? 1)) - 1

/** Marks a message that was read if it does not say the value as its kind is wont to. */
export function markOverlap(
  message: Marked,
  key: string,
  overlap: Overlap,
  view: DataView,
  top: number,
  attributeAt: number,
  scope: Scope,
): void {
  const header = overlap.narrow.read(view, top + overlap.offset, top + overlap.offset + (overlap.narrow.size ?? 1), scope)
  const attribute = attributeAt >= 0
  const wide = attribute ? view.getUint32(attributeAt, scope.littleEndian) : header
  const usual = scope.request
    ? attribute === wide > most(overlap) && header === (attribute ? 0 : wide)
    : attribute && header === overlap.narrowed(wide)
  if (usual) return
  const mark: Mark = { value: message[key], header, attribute }
  Object.defineProperty(message, uncommon, { value: { ...message[uncommon], [key]: mark }, configurable: true })
}

/**
 * Marks a message in the making: the value goes into the attribute though it would fit the header, which says
 * `header`. Some requests are read by their attributes alone.
 */
export function withAttribute(message: Record<string, unknown>, key: string, header: number): void {
  const mark: Mark = { value: message[key], header, attribute: true }
  Object.defineProperty(message, uncommon, { value: { [key]: mark }, configurable: true })
}

/** What goes into the header; as -1 - header if the attribute is to be written too. */
export function overlapped(message: Marked, key: string, overlap: Overlap, scope: Scope): number {
  const value = message[key]
  const mark = message[uncommon]?.[key]
  if (mark !== undefined && mark.value === value) return mark.attribute ? -1 - mark.header : mark.header
  const number = (overlap.wide as Codec<unknown>).toNumber?.(value) ?? 0
  const fits = number <= most(overlap)
  if (scope.request) return fits ? number : -1
  return -1 - overlap.narrowed(number)
}

import type { AnyCodec, Codec, Decoded, Encodable } from '../../../netlink/codec.ts'
import { arrayOf } from '../../../netlink/containers.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { DecodeError, outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import type { AnyStruct } from '../../../netlink/payload.ts'
import { s16, s32, u8, u16, u16be, u32, u32be, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** What follows when all keys match (TC_U32_*, linux/pkt_cls.h). */
export const U32Flags = flagSet('TC_U32_', {
  terminal: 1 << 0, // the packet is classified
  offset: 1 << 1, // the next header is `off` bytes on
  varoffset: 1 << 2, // and as far as the packet itself says
  eat: 1 << 3, // offsets of the next table's keys count from there
})

/** 32 bits of a packet that are compared; value and mask as they stand on the wire, the first byte the highest. */
export class U32Key extends struct('tc_u32_key', {
  mask: u32be,
  val: u32be,
  off: s32, // bytes from the network header, a multiple of 4; negative: the link's header
  offmask: s32, // -1: counted from the next header instead, that of TCP ...
}) {}
/** A key as input. */
export interface U32KeyInput extends Encodable<typeof U32Key> {}

/** What stands before the keys. */
export class U32Selector extends struct('tc_u32_sel', {
  flags: U32Flags.u8,
  offshift: u8, // bits that the masked field is shifted to the right
  nkeys: u8,
  offmask: u16be, // of the field that tells how far on the next header is
  off: u16, // bytes added to that
  offoff: s16, // where the field is, in bytes; even
  hoff: s16, // where the key of the hash table is, in bytes
  hmask: u32be, // its bits
}) {}
/** How often the filter was asked and matched, then each key of it. */
class U32Count extends struct('tc_u32_pcnt', { rcnt: u64, rhit: u64 }) {}
class U32MarkStruct extends struct('tc_u32_mark', { val: u32, mask: u32, success: u32 }) {}

/** A struct and an array behind it, read into one object. */
function followed<H extends AnyStruct, C extends AnyCodec, const K extends string>(
  header: H,
  key: K,
  item: C,
): Codec<
  Omit<Decoded<H>, 'rest'> & { readonly [P in K]: readonly Decoded<C>[] },
  Omit<Encodable<H>, 'rest'> & { readonly [P in K]?: readonly Encodable<C>[] | undefined }
> {
  const array: Codec<readonly Decoded<C>[], readonly Encodable<C>[]> = arrayOf(item)
  const own: AnyCodec = header
  return {
    type: `${header.type} and ${array.type}`,
    read(view, at, end, scope) {
      const from = at + header.size
      if (end < from) throw new DecodeError(`payload has ${end - at} bytes, ${header.size} or more wanted`)
      const values = own.read(view, at, from, scope) as Record<string, unknown>
      values[key] = array.read(view, from, end, scope)
      return values as never
    },
    write(out, value, scope) {
      const { [key]: items, ...fields } = value as { readonly [P in K]?: readonly Encodable<C>[] }
      own.write(out, fields as never, scope)
      if (items !== undefined) array.write(out, items, scope)
    },
    parts: (view, at, end, scope) => [
      ...(own.parts?.(view, at, Math.min(end, at + header.size), scope) ?? []),
      ...(array.parts?.(view, Math.min(end, at + header.size), end, scope) ?? []),
    ],
    describe: () => ({ kind: 'choice', cases: { [header.type]: own, [key]: array } }),
  }
}

/** TCA_U32_SEL */
export const selector = followed(U32Selector, 'keys', U32Key)
/** TCA_U32_PCNT */
export const counters = followed(U32Count, 'kcnts', u64)

/** The mark of a packet, and how many packets had it. */
export type U32Mark = U32MarkStruct
/** The mark of a packet as input: `'5/0xff'`, 5, `{ val: 5, mask: 0xff }`. */
export type U32MarkInput = Encodable<typeof U32MarkStruct> | string | number

/** The mark and its mask, neither more than 32 bits, the value within the mask. Throws an InputFault. */
export function markOf(value: unknown): Encodable<typeof U32MarkStruct> {
  if (typeof value === 'number') return { val: value, mask: 0xffffffff }
  if (typeof value === 'object' && value !== null) return value
  const parts = typeof value === 'string' ? /^\s*(0x[0-9a-f]+|\d+)\s*(?:[/\s]\s*(0x[0-9a-f]+|\d+))?\s*$/i.exec(value) : null
  if (!parts) return wrongType(`a mark ('5/0xff') is wanted, not ${shown(value)}`)
  const val = Number(parts[1])
  const mask = Number(parts[2] ?? 0xffffffff)
  if (val > 0xffffffff || mask > 0xffffffff) return outOfRange(`${shown(value)} has more than 32 bits`)
  return (val & mask) >>> 0 === val ? { val, mask } : outOfRange(`${shown(value)} has bits beside its mask`)
}

/** TCA_U32_MARK: the mark that the packet is to have; `success` counts those that had it. */
export const mark: Codec<U32Mark, U32MarkInput> = {
  type: U32MarkStruct.type,
  size: 12,
  read: (view, at, end, scope) => U32MarkStruct.read(view, at, end, scope),
  write: (out, value, scope) => U32MarkStruct.write(out, markOf(value), scope),
  parts: (view, at, end, scope) => U32MarkStruct.parts?.(view, at, end, scope) ?? [],
  describe: () => ({ kind: 'struct', struct: U32MarkStruct }),
}

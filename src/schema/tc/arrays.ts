import type { AnyCodec, Codec, Decoded, Encodable } from '../../netlink/codec.ts'
import { arrayOf } from '../../netlink/containers.ts'
import { outOfRange } from '../../netlink/errors.ts'

/** A C array of `length` places within a struct. As input it may be shorter: places left out are zero. */
export function fixedArray<C extends AnyCodec>(item: C, length: number): Codec<readonly Decoded<C>[], readonly Encodable<C>[]> {
  const array = arrayOf(item)
  return {
    ...array,
    type: `${item.type}[${length}]`,
    size: (item.size as number) * length,
    write(out, items, scope) {
      const from = out.length
      array.write(out, items, scope)
      if (items.length > length) outOfRange(`${items.length} values, ${length} at most`)
      out.reserve((item.size as number) * length - (out.length - from))
    },
  }
}

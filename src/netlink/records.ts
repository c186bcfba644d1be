import type { AnyCodec, Codec, Decoded, Encodable, Part, Scope } from './codec.ts'
import { atIndex, wantArray } from './containers.ts'
import { DecodeError } from './errors.ts'
import { wantObject } from './faults.ts'
import { headed } from './flat.ts'
import type { AnySet, AnyStruct } from './payload.ts'

/**
 * Records one after another, each a struct, whose field `length` counts the struct and the attributes behind it, then
 * these attributes: RTA_MULTIPATH of struct rtnexthop. Each is read as one flat object, without the length.
 */
export function records<H extends AnyStruct, const L extends keyof Decoded<H> & string, S extends AnySet>(
  header: H,
  length: L,
  set: S,
): Codec<readonly (Omit<Decoded<H>, L | 'rest'> & Decoded<S>)[], readonly (Omit<Encodable<H>, L | 'rest'> & Encodable<S>)[]> {
  const lengthAt = () => header.layout.fields.find((one) => one.key === length)?.offset ?? 0
  const item: AnyCodec = headed(header, set) as AnyCodec
  const spans = (view: DataView, at: number, end: number, scope: Scope) => {
    const found: [number, number][] = []
    while (end - at >= header.size) {
      const size = view.getUint16(at + lengthAt(), scope.littleEndian)
      if (size < header.size || size > end - at) throw new DecodeError(`a record of ${size} bytes in ${end - at}`)
      found.push([at, at + size])
      at += (size + 3) & ~3
    }
    if (at < end) throw new DecodeError(`${end - at} bytes are left over behind the last record`)
    return found
  }
  return {
    type: `records of ${set.type}`,
    read: (view, at, end, scope) =>
      spans(view, at, end, scope).map(([from, to], i) => {
        const { [length]: _, ...value } = atIndex(i, () => item.read(view, from, to, scope)) as Record<string, unknown>
        return value
      }) as never,
    write(out, items, scope) {
      wantArray(items).forEach((value, i) => {
        const at = out.length
        atIndex(i, () => item.write(out, { ...wantObject(value, item.type), [length]: undefined } as never, scope))
        out.view.setUint16(at + lengthAt(), out.length - at, scope.littleEndian)
        out.reserve(-out.length & 3)
      })
    },
    parts: (view, at, end, scope) =>
      spans(view, at, end, scope).map(([from, to], i): Part => ({ name: '', key: String(i), start: from, at: from, end: to, codec: item })),
    describe: () => ({ kind: 'list', item, layout: 'records' }),
  }
}

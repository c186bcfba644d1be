import { shown, wrongType } from '../../../netlink/errors.ts'
import { view } from '../../../netlink/flat.ts'
import { u8, u16 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** struct xt_set_info (linux/netfilter/xt_set.h). */
class SetInfo extends struct('xt_set_info', { index: u16, dim: u8, flags: u8 }) {}

type Direction = 'src' | 'dst'
interface IpsetWords {
  /** The set's number; ipset(8) and the kernel know its name. */
  readonly index: number
  /** Which address of the packet each dimension of the set is compared with. */
  readonly directions?: readonly Direction[]
  readonly dim?: number
  readonly flags?: number
  readonly rest?: Uint8Array
}
interface IpsetInput {
  readonly index?: number | undefined
  /** Also as one text: `'src,dst'`. */
  readonly directions?: readonly Direction[] | string | undefined
  readonly dim?: number | undefined
  readonly flags?: number | undefined
  readonly rest?: Uint8Array | undefined
}

/** `ipset`: membership in a set of ipset(8). */
export class IpsetEmatch extends view<typeof SetInfo, IpsetWords, IpsetInput>(SetInfo, {
  what: 'the ematch ipset',
  words: ['directions'],
  says: { dim: 'directions' },
  read(wire) {
    const { dim, flags, ...plain } = wire
    // Bit n is dimension n, counted from 1; anything else has no word.
    if (dim > 6 || (flags & ~(((1 << dim) - 1) << 1)) !== 0) return wire
    return { ...plain, directions: Array.from({ length: dim }, (_, i) => ((flags >> (i + 1)) & 1 ? 'src' : 'dst')) }
  },
  write({ directions = [], ...plain }) {
    const list: readonly unknown[] = typeof directions === 'string' ? directions.split(',') : directions
    if (!Array.isArray(list)) return wrongType(`directions ('src,dst') are wanted, not ${shown(directions)}`)
    const bits = list.map((one, i) =>
      one === 'src' ? 1 << (i + 1) : one === 'dst' ? 0 : wrongType(`${shown(one)} is neither 'src' nor 'dst'`),
    )
    return { ...plain, dim: list.length, flags: bits.reduce((all, bit) => all | bit, 0) }
  },
}) {}

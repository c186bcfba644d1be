import { view } from '../../../netlink/flat.ts'
import { u16 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { bitField, bytesOf, type Layer, type LayerInput, padded, TcfLayer, textOrBytes, unpadded } from './common.ts'

/** As the bytes lie: the length of the needle and the layer share 16 bits; the needle follows as `rest`. */
class NbyteBytes extends struct('tcf_em_nbyte', { off: u16, lenLayer: u16 }, { variant: 'bit-fields as u16' }) {}

interface NbyteWords {
  /** Text where all of it is printable ASCII. Absent where its length is not what the ematch says: `lenLayer` and `rest` are there then. */
  readonly needle?: string | Uint8Array
  /** Bytes from the beginning of the layer. */
  readonly off: number
  readonly layer?: Layer
  readonly lenLayer?: number
  readonly rest?: Uint8Array
}
interface NbyteInput {
  /** Up to 4095 bytes. */
  readonly needle?: string | Uint8Array | undefined
  readonly off?: number | undefined
  /** Default: `network`. */
  readonly layer?: LayerInput | undefined
  readonly lenLayer?: number | undefined
  readonly rest?: Uint8Array | undefined
}

/** `nbyte`: bytes that must stand at a place of the packet (struct tcf_em_nbyte, linux/tc_ematch/tc_em_nbyte.h). */
export class NbyteEmatch extends view<typeof NbyteBytes, NbyteWords, NbyteInput>(NbyteBytes, {
  what: 'the ematch nbyte',
  words: ['needle', 'layer'],
  says: { lenLayer: 'needle' },
  read(wire, { littleEndian }) {
    const { off, lenLayer, rest = new Uint8Array() } = wire
    const [length, layer] = littleEndian ? [lenLayer & 0xfff, lenLayer >> 12] : [lenLayer >> 4, lenLayer & 15]
    const needle = unpadded(rest, length)
    return needle === undefined ? wire : { needle: textOrBytes(needle), off, layer: TcfLayer.name(layer) }
  },
  write({ needle = '', off = 0, layer = 'network' }, { littleEndian }) {
    const bytes = bytesOf(needle)
    const [length, number] = [bitField(bytes.length, 12), bitField(TcfLayer.number(layer), 4)]
    return { off, lenLayer: littleEndian ? length | (number << 12) : (length << 4) | number, rest: padded(bytes) }
  },
}) {}

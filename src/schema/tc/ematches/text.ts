import { view } from '../../../netlink/flat.ts'
import { fixedString, u8, u16 } from '../../../netlink/scalars.ts'
import { pad, struct } from '../../../netlink/struct.ts'
import { bytesOf, halves, halvesOf, type Layer, type LayerInput, padded, TcfLayer, textOrBytes, unpadded } from './common.ts'

/** As the bytes lie; the two layers share a byte; the pattern follows as `rest`. */
class TextBytes extends struct(
  'tcf_em_text',
  { algo: fixedString(16), fromOffset: u16, toOffset: u16, patternLen: u16, layers: u8, pad: pad(1) },
  { variant: 'bit-fields as bytes' },
) {}

interface TextWords {
  /** Of the kernel's text search: `kmp`, `bm`, `fsm`. */
  readonly algo: string
  readonly fromOffset: number
  readonly toOffset: number
  readonly fromLayer?: Layer
  readonly toLayer?: Layer
  /** Text where all of it is printable ASCII. Absent where its length is not what the ematch says: `patternLen` and `rest` are there then. */
  readonly pattern?: string | Uint8Array
  readonly patternLen?: number
  readonly layers?: number
  readonly rest?: Uint8Array
}
interface TextInput {
  readonly algo?: string | undefined
  readonly fromOffset?: number | undefined
  readonly toOffset?: number | undefined
  /** Default: `network`. */
  readonly fromLayer?: LayerInput | undefined
  /** Default: that of `fromLayer`. */
  readonly toLayer?: LayerInput | undefined
  readonly pattern?: string | Uint8Array | undefined
  readonly patternLen?: number | undefined
  readonly layers?: number | undefined
  readonly rest?: Uint8Array | undefined
}

/** `text`: text somewhere between two places of the packet (struct tcf_em_text, linux/tc_ematch/tc_em_text.h). */
export class TextEmatch extends view<typeof TextBytes, TextWords, TextInput>(TextBytes, {
  what: 'the ematch text',
  words: ['fromLayer', 'toLayer', 'pattern'],
  says: { layers: 'fromLayer', patternLen: 'pattern' },
  read(wire, scope) {
    const { patternLen, layers, rest = new Uint8Array(), ...plain } = wire
    const [from, to] = halvesOf(layers, scope)
    const pattern = unpadded(rest, patternLen)
    if (pattern === undefined) return wire
    return { ...plain, fromLayer: TcfLayer.name(from), toLayer: TcfLayer.name(to), pattern: textOrBytes(pattern) }
  },
  write({ fromLayer = 'network', toLayer = fromLayer, pattern = '', ...plain }, scope) {
    const bytes = bytesOf(pattern)
    const layers = halves(TcfLayer.number(fromLayer), TcfLayer.number(toLayer), scope)
    return { ...plain, patternLen: bytes.length, layers, rest: padded(bytes) }
  },
}) {}

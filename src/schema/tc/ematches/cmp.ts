import { enumeration, flagSet } from '../../../netlink/enums.ts'
import { view } from '../../../netlink/flat.ts'
import { u8, u16, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { halves, halvesOf, type Layer, type LayerInput, type Operand, type OperandInput, TcfEmOpnd, TcfLayer } from './common.ts'

/** How wide the field of the packet is that is compared (TCF_EM_ALIGN_*, linux/tc_ematch/tc_em_cmp.h). */
export const TcfEmAlign = enumeration('TCF_EM_ALIGN_', { u8: 1, u16: 2, u32: 4 })
/** What is done to it before (TCF_EM_CMP_*). */
export const TcfEmCmp = flagSet('TCF_EM_CMP_', { trans: 1 << 0 })

/** As the bytes lie; the bit-fields are parted below. */
class CmpBytes extends struct(
  'tcf_em_cmp',
  { val: u32, mask: u32, off: u16, alignFlags: u8, layerOpnd: u8 },
  { variant: 'bit-fields as bytes' },
) {}

interface CmpWords {
  readonly align: ReturnType<typeof TcfEmAlign.name>
  /** `trans`: the field is of the machine's byte order, not of the network's. */
  readonly flags?: ReturnType<typeof TcfEmCmp.names>
  readonly layer: Layer
  readonly opnd: Operand
  /** Bytes from the beginning of the layer. */
  readonly off: number
  /** Bits of the field that count; 0 for all. */
  readonly mask: number
  readonly val: number
  readonly rest?: Uint8Array
}
interface CmpInput {
  readonly align: Parameters<typeof TcfEmAlign.number>[0]
  readonly flags?: Parameters<typeof TcfEmCmp.bits>[0] | undefined
  /** Default: `network`. */
  readonly layer?: LayerInput | undefined
  /** Default: `eq`. */
  readonly opnd?: OperandInput | undefined
  readonly off?: number | undefined
  readonly mask?: number | undefined
  readonly val?: number | undefined
  readonly rest?: Uint8Array | undefined
}

/** `cmp`: compares a field of the packet with a number (struct tcf_em_cmp, linux/tc_ematch/tc_em_cmp.h). */
export class CmpEmatch extends view<typeof CmpBytes, CmpWords, CmpInput>(CmpBytes, {
  what: 'the ematch cmp',
  words: ['align', 'flags', 'layer', 'opnd'],
  says: { alignFlags: 'align', layerOpnd: 'layer' },
  read({ alignFlags, layerOpnd, ...plain }, scope) {
    const [align, flags] = halvesOf(alignFlags, scope)
    const [layer, opnd] = halvesOf(layerOpnd, scope)
    return {
      align: TcfEmAlign.name(align),
      ...plain,
      layer: TcfLayer.name(layer),
      ...(flags === 0 ? {} : { flags: TcfEmCmp.names(flags) }),
      opnd: TcfEmOpnd.name(opnd),
    }
  },
  write({ align, flags = 0, layer = 'network', opnd = 'eq', ...plain }, scope) {
    return {
      ...plain,
      alignFlags: halves(TcfEmAlign.number(align), TcfEmCmp.bits(flags), scope),
      layerOpnd: halves(TcfLayer.number(layer), TcfEmOpnd.number(opnd), scope),
    }
  },
}) {}

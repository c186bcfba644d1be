import { attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Scope } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { view } from '../../../netlink/flat.ts'
import { bytes, u8, u16 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { bytesOf, type Operand, type OperandInput, TcfEmOpnd, textOrBytes } from './common.ts'

/** What is known of a packet besides its bytes (TCF_META_ID_*, linux/tc_ematch/tc_em_meta.h); tc(8)'s words are taken too. */
export const TcfMetaId = enumeration(
  'TCF_META_ID_',
  {
    ...{ value: 0, random: 1, loadavg_0: 2, loadavg_1: 3, loadavg_2: 4, dev: 5, priority: 6, protocol: 7, pkttype: 8, pktlen: 9 },
    ...{ datalen: 10, maclen: 11, nfmark: 12, tcindex: 13, rtclassid: 14, rtiif: 15, sk_family: 16, sk_state: 17, sk_reuse: 18 },
    ...{ sk_bound_if: 19, sk_refcnt: 20, sk_shutdown: 21, sk_proto: 22, sk_type: 23, sk_rcvbuf: 24, sk_rmem_alloc: 25 },
    ...{ sk_wmem_alloc: 26, sk_omem_alloc: 27, sk_wmem_queued: 28, sk_rcv_qlen: 29, sk_snd_qlen: 30, sk_err_qlen: 31 },
    ...{ sk_forward_allocs: 32, sk_sndbuf: 33, sk_allocs: 34, sk_hash: 36, sk_lingertime: 37, sk_ack_backlog: 38 },
    ...{ sk_max_ack_backlog: 39, sk_prio: 40, sk_rcvlowat: 41, sk_rcvtimeo: 42, sk_sndtimeo: 43, sk_sendmsg_off: 44 },
    ...{ sk_write_pending: 45, vlan_tag: 46, rxhash: 47 },
  },
  {
    ...{ loadavg_5: 3, loadavg_15: 4, pkt_type: 8, pkt_len: 9, data_len: 10, mac_len: 11, nf_mark: 12, fwmark: 12, tc_index: 13 },
    ...{ rt_classid: 14, rt_iif: 15, sk_bind_if: 19, sk_rmem: 25, sk_wmem: 26, sk_omem: 27, sk_wmem_queue: 28 },
    ...{ sk_rcv_queue: 29, sk_snd_queue: 30, sk_err_queue: 31, sk_fwd_alloc: 32, vlan: 46 },
  },
)
/** Whether an operand is a number or bytes (TCF_META_TYPE_*). */
export const TcfMetaType = enumeration('TCF_META_TYPE_', { var: 0, int: 1 })

/** One side of the comparison: `kind` is type << 12 | id. */
class MetaVal extends struct('tcf_meta_val', { kind: u16, shift: u8, op: u8 }) {}
class MetaHdr extends struct('tcf_meta_hdr', { left: MetaVal, right: MetaVal }) {}
class MetaAttributes extends attributes('TCA_EM_META_', { hdr: [1, MetaHdr], lvalue: [2, bytes], rvalue: [3, bytes] }) {}

type Value = number | bigint | string | Uint8Array

/** One side of the comparison. */
export interface MetaOperand {
  /** What it is; `value` for a constant. */
  readonly id: ReturnType<typeof TcfMetaId.name>
  readonly type: ReturnType<typeof TcfMetaType.name>
  /** Bits of a number that are shifted out to the right; bytes of a text's end that do not count. */
  readonly shift?: number
  /** Bits of a number that count; 0 for all. */
  readonly mask?: Value
  /** The constant. */
  readonly value?: Value
  readonly op?: number
}
/** One side of the comparison: a number, a text, the word of an id within an object. */
export type MetaOperandInput =
  | number
  | string
  | {
      readonly id?: Parameters<typeof TcfMetaId.number>[0] | undefined
      /** Default: that of the other side, `int` where neither has one. */
      readonly type?: Parameters<typeof TcfMetaType.number>[0] | undefined
      readonly shift?: number | undefined
      readonly mask?: Value | undefined
      readonly value?: Value | undefined
      readonly op?: number | undefined
    }

interface MetaWords extends Omit<Decoded<typeof MetaAttributes>, never> {
  readonly left?: MetaOperand
  readonly op?: Operand
  readonly right?: MetaOperand
}
interface MetaInput {
  readonly left?: MetaOperandInput | undefined
  /** Default: `eq`. */
  readonly op?: OperandInput | undefined
  readonly right?: MetaOperandInput | undefined
  readonly unknown?: MetaWords['unknown'] | undefined
}

function operand(val: MetaVal, raw: Uint8Array | undefined, { littleEndian }: Scope, op: number): MetaOperand {
  const [id, type] = [val.kind & 0xfff, val.kind >> 12]
  const result = { id: TcfMetaId.name(id), type: TcfMetaType.name(type), ...(val.shift && { shift: val.shift }), ...(op && { op }) }
  if (raw === undefined) return result
  const look = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const number = raw.length === 4 ? look.getUint32(0, littleEndian) : raw.length === 8 ? look.getBigUint64(0, littleEndian) : raw
  const value = type === 1 ? number : textOrBytes(raw)
  return id === 0 ? { ...result, value } : { ...result, mask: value }
}

const sideOf = (given: MetaOperandInput | undefined): Exclude<MetaOperandInput, number | string> => {
  if (typeof given === 'number' || typeof given === 'string') return { value: given }
  if (typeof given === 'object' && given !== null) return given
  return wrongType(`an object ({ id: 'nfmark' }), a number or a text is wanted, not ${shown(given)}`)
}
/** The type that an operand has by itself. */
const ownType = ({ type, id, value }: Exclude<MetaOperandInput, number | string>): number | undefined => {
  if (type !== undefined) return TcfMetaType.number(type)
  if (id === undefined || TcfMetaId.number(id) === 0) return typeof value === 'string' || value instanceof Uint8Array ? 0 : 1
  return undefined
}

function rawValue(value: Value | undefined, type: number, { littleEndian }: Scope): Uint8Array | undefined {
  if (value === undefined || value instanceof Uint8Array) return value
  if (type !== 1) return bytesOf(value)
  const wide = typeof value === 'bigint'
  const raw = new Uint8Array(wide ? 8 : 4)
  const number = typeof value === 'string' ? Number(value) : value
  if (wide ? value < 0n || value >= 2n ** 64n : !Number.isInteger(number) || number < 0 || number > 0xffffffff)
    return outOfRange(`${shown(value)} is not a whole number of ${raw.length * 8} bits`)
  const look = new DataView(raw.buffer)
  if (wide) look.setBigUint64(0, value, littleEndian)
  else look.setUint32(0, Number(number), littleEndian)
  return raw
}

/** `meta`: compares what the kernel knows of a packet (em_meta, linux/tc_ematch/tc_em_meta.h). */
export class MetaEmatch extends view<typeof MetaAttributes, MetaWords, MetaInput>(MetaAttributes, {
  what: 'the ematch meta',
  words: ['left', 'op', 'right'],
  says: { lvalue: 'left', rvalue: 'right' },
  read(wire, scope) {
    const { hdr, lvalue, rvalue, ...plain } = wire
    if (hdr === undefined) return wire
    return {
      left: operand(hdr.left, lvalue, scope, 0),
      op: TcfEmOpnd.name(hdr.left.op),
      right: operand(hdr.right, rvalue, scope, hdr.right.op),
      ...plain,
    }
  },
  write({ left, op = 'eq', right, ...plain }, scope) {
    const [one, other] = [sideOf(left), sideOf(right)]
    const types = [ownType(one) ?? ownType(other) ?? 1, ownType(other) ?? ownType(one) ?? 1] as const
    const side = ({ id = 'value', shift = 0 }: typeof one, type: number, operator: number) => ({
      kind: TcfMetaId.number(id) | (type << 12),
      shift,
      op: operator,
    })
    const [lvalue, rvalue] = [rawValue(one.value ?? one.mask, types[0], scope), rawValue(other.value ?? other.mask, types[1], scope)]
    return {
      ...plain,
      hdr: { left: side(one, types[0], TcfEmOpnd.number(op)), right: side(other, types[1], other.op ?? 0) },
      ...(lvalue && { lvalue }),
      ...(rvalue && { rvalue }),
    }
  },
}) {}

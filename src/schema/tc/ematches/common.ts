import type { Scope } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'

/** Where offsets into a packet count from (TCF_LAYER_*, linux/pkt_cls.h). */
export const TcfLayer = enumeration('TCF_LAYER_', { link: 0, network: 1, transport: 2 })
/** How an ematch compares (TCF_EM_OPND_*, linux/pkt_cls.h). */
export const TcfEmOpnd = enumeration('TCF_EM_OPND_', { eq: 0, gt: 1, lt: 2 })

/** A header of the packet, as it is read. */
export type Layer = ReturnType<typeof TcfLayer.name>
/** A header of the packet, as input. */
export type LayerInput = Parameters<typeof TcfLayer.number>[0]
/** How two numbers are compared, as it is read. */
export type Operand = ReturnType<typeof TcfEmOpnd.name>
/** How two numbers are compared, as input. */
export type OperandInput = Parameters<typeof TcfEmOpnd.number>[0]

/** Refuses a number that does not fit into a C bit-field. */
export function bitField(value: number, bits: number): number {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** bits) return value
  return outOfRange(`${shown(value)} is not a whole number within 0 .. ${2 ** bits - 1}`)
}

/** The two C bit-fields of four bits in a byte: which half the first is, is a matter of the byte order. */
export const halvesOf = (byte: number, { littleEndian }: Scope): readonly [first: number, second: number] =>
  littleEndian ? [byte & 15, byte >> 4] : [byte >> 4, byte & 15]
/** The byte of two bit-fields of four bits. */
export const halves = (first: number, second: number, { littleEndian }: Scope): number =>
  littleEndian ? bitField(first, 4) | (bitField(second, 4) << 4) : (bitField(first, 4) << 4) | bitField(second, 4)

const toUtf8 = new TextEncoder()

/** Bytes of a packet or of a name: text where all are printable ASCII. */
export function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  let text = ''
  for (const byte of bytes) {
    if (byte < 32 || byte > 126) return bytes
    text += String.fromCharCode(byte)
  }
  return text
}
/** The bytes behind {@link textOrBytes}. */
export function bytesOf(value: unknown): Uint8Array {
  if (typeof value === 'string') return toUtf8.encode(value)
  return value instanceof Uint8Array ? value : wrongType(`text or a Uint8Array is wanted, not ${shown(value)}`)
}

/** The same bytes and zeros up to a multiple of four: the length of an ematch counts these. */
export function padded(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array((bytes.length + 3) & ~3)
  result.set(bytes)
  return result
}
/** The first `length` of `bytes`, if nothing but the padding of {@link padded} follows. */
export function unpadded(bytes: Uint8Array, length: number): Uint8Array | undefined {
  if (bytes.length !== ((length + 3) & ~3)) return undefined
  for (let i = length; i < bytes.length; i++) if (bytes[i] !== 0) return undefined
  return bytes.subarray(0, length)
}

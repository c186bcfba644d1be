import type { Codec } from '../../../netlink/codec.ts'
import { outOfRange, shown, wrongType } from '../../../netlink/errors.ts'
import { u32 } from '../../../netlink/scalars.ts'

/**
 * The number behind a handle of the filter u32: a hash table of 12 bits, a bucket of 8, a node of 12, all hexadecimal:
 * `'800:'`, `'800:1:2'`, `'800::2'`, `'5:3'`; also `'none'` and the text of a number (`'0x80000800'`). Throws an InputFault.
 */
export function u32HandleNumber(value: unknown): number {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && value >= 0 && value <= 0xffffffff) return value
    return outOfRange(`${shown(value)} is not within 0 .. 0xffffffff`)
  }
  if (typeof value !== 'string') return wrongType(`a handle of u32 ('800:1:2', or its number) is wanted, not ${shown(value)}`)
  if (value === 'none') return 0
  if (/^0x[0-9a-f]{1,8}$/i.test(value)) return Number(value)
  const parts = /^([0-9a-f]*):([0-9a-f]*)(?::([0-9a-f]*))?$/i.exec(value)
  if (!parts) return wrongType(`${shown(value)} is not a handle of u32 ('800:', '800:1:2', or a number)`)
  const [table, bucket, node] = [parts[1], parts[2], parts[3]].map((part) => Number.parseInt(part || '0', 16)) as [number, number, number]
  if (table > 0xfff) return outOfRange(`${shown(value)}: the hash table is not within 0 .. fff`)
  if (bucket > 0xff) return outOfRange(`${shown(value)}: the bucket is not within 0 .. ff`)
  if (node > 0xfff) return outOfRange(`${shown(value)}: the node is not within 0 .. fff`)
  return table * 0x100000 + bucket * 0x1000 + node
}

/** A handle as tc(8) writes it: `'800:'`, `'5:3'`, `'800::800'`, `'none'`. */
export function u32HandleText(number: number): string {
  if (number === 0) return 'none'
  const table = number >>> 20
  const bucket = (number >>> 12) & 0xff
  const node = number & 0xfff
  return `${table === 0 ? '' : table.toString(16)}:${bucket === 0 ? '' : bucket.toString(16)}${node === 0 ? '' : `:${node.toString(16)}`}`
}

/** A hash table, a bucket of one, or a filter in one. */
export const u32Handle: Codec<string, string | number> = {
  type: 'u32',
  size: 4,
  read: (view, at, end, scope) => u32HandleText(u32.read(view, at, end, scope)),
  write: (out, value, scope) => u32.write(out, u32HandleNumber(value), scope),
  inline: (at, bind) => `${bind(u32HandleText)}(view.getUint32(${at}, le))`,
  inlineStore: (at, value, bind) => `view.setUint32(${at}, ${bind(u32HandleNumber)}(${value}), le)`,
  toNumber: u32HandleNumber,
}

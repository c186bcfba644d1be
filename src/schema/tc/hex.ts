import type { Codec } from '../../netlink/codec.ts'
import { outOfRange, shown, wrongType } from '../../netlink/errors.ts'

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))

/** The bytes that hexadecimal text tells, two digits each. Throws an InputFault. */
export function hexBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  const text = typeof value === 'string' ? value.replace(/^0x/i, '') : undefined
  if (text === undefined || text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) {
    return wrongType(`hexadecimal text, two digits a byte, is wanted ('0123abcd'), not ${shown(value)}`)
  }
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16))
}

/** Bytes as hexadecimal text without separators, as tc(8) writes them: at most `most` of them. */
export const hexText = (most: number): Codec<string, string | Uint8Array> => ({
  type: 'hex',
  read(view, at, end) {
    let text = ''
    for (let i = at; i < end; i++) text += HEX[view.getUint8(i)]
    return text
  },
  write(out, value) {
    const bytes = hexBytes(value)
    if (bytes.length > most) outOfRange(`${bytes.length} bytes are more than ${most}`)
    out.append(bytes)
  },
})

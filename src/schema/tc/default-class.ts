import type { Codec } from '../../netlink/codec.ts'
import { shown, wrongType } from '../../netlink/errors.ts'
import { u16, u32 } from '../../netlink/scalars.ts'
import { handleNumber } from './classid.ts'

/**
 * The number of the class that takes what no filter sends elsewhere: `'1:20'` is 0x20, as is `'20'`, hexadecimal as for
 * tc(8), and `'0x20'`. A number stays what it is, and so does the handle of a queueing discipline (`'20:'` is 0x200000).
 */
function classNumber(value: unknown): number | boolean {
  if (typeof value !== 'string') return value as number
  if (/^(?:0x)?[0-9a-f]{1,8}$/i.test(value)) return Number.parseInt(value, 16)
  if (!value.includes(':')) return wrongType(`${shown(value)} is not a class ('1:20' or '20')`)
  const number = handleNumber(value)
  return (number & 0xffff) === 0 ? number : number & 0xffff
}

const numberOf = (base: Codec<number, number | boolean>): Codec<number, number | string> => ({
  type: base.type,
  ...(base.size === undefined ? {} : { size: base.size }),
  read: base.read,
  write: (out, value, scope) => base.write(out, classNumber(value), scope),
})

/** The class that is the default, read as its number. */
export const defaultClass32 = numberOf(u32)
/** The same in 16 bits. */
export const defaultClass16 = numberOf(u16)

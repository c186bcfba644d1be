import type { Codec } from '../../netlink/codec.ts'
import { outOfRange, shown, wrongType } from '../../netlink/errors.ts'
import { u32 } from '../../netlink/scalars.ts'

/** Handles with a name (TC_H_*, linux/pkt_sched.h). */
export const TC_H = {
  /** No handle: the kernel chooses one. */
  UNSPEC: 0,
  /** The parent of a link's first queueing discipline. */
  ROOT: 0xffffffff,
  /** The parent of `ingress`, whose handle is ffff:. */
  INGRESS: 0xfffffff1,
  /** The parent of `clsact`. */
  CLSACT: 0xfffffff1,
  /** Minor numbers of the two places of clsact that filters hang on, and of the priorities of an mqprio. */
  MIN_PRIORITY: 0xffe0,
  MIN_INGRESS: 0xfff2,
  MIN_EGRESS: 0xfff3,
} as const

const WORDS: Readonly<Record<string, number>> = { root: TC_H.ROOT, none: TC_H.UNSPEC, ingress: TC_H.INGRESS, clsact: TC_H.CLSACT }

/**
 * The number behind a handle: `'1:10'` is 0x10010, `'1:'` 0x10000, `':10'` 0x10, as with tc(8), both halves hexadecimal.
 * Also `'root'`, `'none'`, `'ingress'`, and the text of a number (`'0x10010'`). Throws an InputFault.
 */
export function handleNumber(value: unknown): number {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && value >= 0 && value <= 0xffffffff) return value
    return outOfRange(`${shown(value)} is not within 0 .. 0xffffffff`)
  }
  if (typeof value !== 'string') return wrongType(`a handle ('1:10', or its number) is wanted, not ${shown(value)}`)
  const halves = /^(?:0x)?([0-9a-f]{0,4}):(?:0x)?([0-9a-f]{0,4})$/i.exec(value)
  if (halves && value !== ':') return Number(`0x${halves[1] || '0'}`) * 0x10000 + Number(`0x${halves[2] || '0'}`)
  if (Object.hasOwn(WORDS, value)) return WORDS[value] as number
  if (/^0x[0-9a-f]{1,8}$/i.test(value)) return Number(value)
  return wrongType(`${shown(value)} is not a handle ('1:10', '1:', 'root', or a number)`)
}

/** A handle as tc(8) writes it: `'1:10'`, `'1:'`, `'root'`. */
export function handleText(number: number): string {
  if (number === TC_H.ROOT) return 'root'
  const minor = number & 0xffff
  return `${(number >>> 16).toString(16)}:${minor === 0 ? '' : minor.toString(16)}`
}

/** A handle of 32 bits: of a queueing discipline (`'1:'`), of a class (`'1:10'`), or a parent (`'root'`). */
export const classid: Codec<string, string | number> = {
  type: 'u32',
  size: 4,
  read: (view, at, end, scope) => handleText(u32.read(view, at, end, scope)),
  write: (out, value, scope) => u32.write(out, handleNumber(value), scope),
  inline: (at, bind) => `${bind(handleText)}(view.getUint32(${at}, le))`,
  inlineStore: (at, value, bind) => `view.setUint32(${at}, ${bind(handleNumber)}(${value}), le)`,
  toNumber: handleNumber,
}

// Probabilities, and switches: what units.ts has no codec for. The red kinds and sfb speak of a probability as tc(8) does
// there, from 0 to 1; a percentage is text (`'2%'`).
import type { Codec } from '../../netlink/codec.ts'
import { outOfRange, shown, wrongType } from '../../netlink/errors.ts'
import { u32 } from '../../netlink/scalars.ts'
import { percentOf, type Quantity, shortest } from './units.ts'

/** A number of the wire seen in another unit. */
export const whole32 = (fromWire: (wire: number) => number, toWire: (value: unknown) => number): Codec<number, Quantity> => ({
  type: 'u32',
  size: 4,
  read: (view, at, end, scope) => fromWire(u32.read(view, at, end, scope)),
  write: (out, value, scope) => u32.write(out, toWire(value), scope),
  inline: (at, bind) => `${bind(fromWire)}(${u32.inline?.(at, bind) ?? ''})`,
  inlineStore: (at, value, bind) => u32.inlineStore?.(at, `${bind(toWire)}(${value})`, bind) ?? '',
  toNumber: toWire,
})

/** A probability: 0.02, `'0.02'` and `'2%'` are the same. Throws an InputFault. */
export function probabilityOf(value: unknown): number {
  if (typeof value === 'string' && value.includes('%')) return percentOf(value) / 100
  const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  if (Number.isNaN(number)) return wrongType(`a probability (0.02, '2%') is wanted, not ${shown(value)}`)
  return number >= 0 && number <= 1 ? number : outOfRange(`${shown(value)} is not a probability, 0 .. 1 ('2%' is a percentage)`)
}

/** A share of 2^32 on the wire, cut off as tc(8) does; 0 .. 1 here. */
export const probability32 = (() => {
  const toWire = (value: unknown): number => Math.min(Math.floor(probabilityOf(value) * 2 ** 32), 0xffffffff)
  return whole32((wire) => shortest(wire / 2 ** 32, toWire, wire), toWire)
})()

/** A share of 0xffff (SFB_MAX_PROB) on the wire, 0 .. 1 here; the field is wider, so a number above 1 is what it says. */
export const probability16 = (() => {
  const toWire = (value: unknown): number =>
    Math.floor((typeof value === 'number' && value > 1 ? value : probabilityOf(value)) * 0xffff + 0.5)
  return whole32((wire) => shortest(wire / 0xffff, toWire, wire), toWire)
})()

/** What stands for a switch: true, false, 1 or 0. Throws an InputFault. */
export function switched(value: unknown): boolean {
  if (value === true || value === 1) return true
  return value === false || value === 0 ? false : wrongType(`true or false is wanted, not ${shown(value)}`)
}

// The times of netem, which stand in 32 bits as ticks and in 64 bits as nanoseconds: one value each.
import type { Scope } from '../../../netlink/codec.ts'
import { outOfRange, shown } from '../../../netlink/errors.ts'
import { nanosecondsOf, ticksOf } from '../units.ts'
import { within } from '../within.ts'

type Values = Record<string, unknown>

/** A tick of the packet scheduler, in nanoseconds. */
const TICK = 64
const MOST = 0xffffffff

/**
 * Ticks, and nanoseconds where they are written too: the kernel tells both, tc(8) writes ticks alone. Ticks are
 * not enough above 274 s, and not for what is neither whole microseconds, which tc(8) cuts off to ticks, nor whole ticks.
 */
function parts(nanoseconds: number, scope: Scope): { ticks: number; nanoseconds: number | undefined } {
  const ticks = Math.floor(nanoseconds / TICK)
  const enough = ticks <= MOST && scope.request && (nanoseconds % 1000 === 0 || nanoseconds % TICK === 0)
  return { ticks: Math.min(ticks, MOST), nanoseconds: enough ? undefined : nanoseconds }
}

/**
 * A delay in microseconds out of `latency` (ticks, read as microseconds) and `latency64`. Two values that do not go
 * together stay as they are.
 */
export function readTime(wire: Readonly<Record<string, number | bigint | undefined>>, word: string, scope: Scope): Values {
  const [[key, short], [wideKey, wide]] = Object.entries(wire) as [[string, number], [string, number | bigint | undefined]]
  if (wide === undefined) return { [word]: Number.isInteger(short) ? short : (ticksOf(short) * TICK) / 1000 }
  if (typeof wide === 'number' && wide >= 0) {
    const { ticks, nanoseconds } = parts(wide, scope)
    if (ticks === ticksOf(short) && nanoseconds === wide) return { [word]: wide / 1000 }
  }
  return { [key]: short, [wideKey]: wide }
}

/** The way back; `wide` is the 64-bit attribute, if it is given itself. */
export function writeTime(word: 'delay' | 'jitter', value: unknown, wide: unknown, scope: Scope): Values {
  const key = word === 'delay' ? 'latency' : 'jitter'
  if (value === undefined || wide !== undefined) return { [key]: value, [`${key}64`]: wide }
  const exact = within(word, () => {
    const nanoseconds = Math.round(nanosecondsOf(value, 1000))
    if (nanoseconds >= 0 && nanoseconds <= Number.MAX_SAFE_INTEGER) return nanoseconds
    return outOfRange(`${shown(value)} is not a time from now on`)
  })
  const { ticks, nanoseconds } = parts(exact, scope)
  return { [key]: (ticks * TICK) / 1000, [`${key}64`]: nanoseconds }
}

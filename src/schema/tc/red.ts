// What red, gred, choke and sfq have in common: the flags of random early detection, which people say one by one.
import { flagSet } from '../../netlink/enums.ts'
import { switched } from './shares.ts'
import { within } from './within.ts'

/** Flags of random early detection (TC_RED_*, linux/pkt_sched.h); `adaptative` is the kernel's spelling. */
export const TC_RED = flagSet('TC_RED_', { ecn: 1, harddrop: 2, adaptative: 4, nodrop: 8 }, { adaptive: 4 })

const BITS = { ecn: 1, harddrop: 2, adaptive: 4, nodrop: 8 } as const
/** Flags by people's words. */
export type RedSwitch = keyof typeof BITS
export const RED_SWITCHES: readonly RedSwitch[] = ['ecn', 'harddrop', 'adaptive', 'nodrop']
/** Those that the structs hold (TC_RED_HISTORIC_FLAGS). */
export const OLD_SWITCHES: readonly RedSwitch[] = ['ecn', 'harddrop', 'adaptive']
export const OLD_BITS = 7

/** What is to become of packets that come too fast. */
export interface RedSwitches {
  /** Mark packets that can be marked instead of dropping them. */
  readonly ecn?: boolean
  /** Drop all packets above `max`, also those that could be marked. */
  readonly harddrop?: boolean
  /** Let the kernel adapt the probability. */
  readonly adaptive?: boolean
}
type Switch = boolean | 0 | 1 | undefined
/** The same as input. */
export type RedSwitchesIn = { readonly [K in keyof RedSwitches]?: Switch }
/** Of red alone, since Linux 5.7. */
export interface NodropSwitch {
  /** Keep packets that cannot be marked. */
  readonly nodrop?: boolean
}
/** The same as input. */
export type NodropSwitchIn = { readonly [K in keyof NodropSwitch]?: Switch }

/** Flags as switches; undefined where there is a bit besides those of `known`. */
export function redSwitches(bits: number, known: readonly RedSwitch[]): Partial<Record<RedSwitch, boolean>> | undefined {
  const result: Partial<Record<RedSwitch, boolean>> = {}
  let rest = bits
  for (const one of known) {
    result[one] = (bits & BITS[one]) !== 0
    rest &= ~BITS[one]
  }
  return rest === 0 ? result : undefined
}

/** The flags behind switches; undefined where none is given. Throws an InputFault. */
export function redBits(values: Readonly<Record<string, unknown>>): number | undefined {
  let bits: number | undefined
  for (const one of RED_SWITCHES) {
    if (values[one] !== undefined) bits = (bits ?? 0) | (within(one, () => switched(values[one])) ? BITS[one] : 0)
  }
  return bits
}

/** The values besides the switches. */
export function withoutSwitches<V extends object>(values: V): Omit<V, RedSwitch> {
  const result: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) if (!(key in BITS)) result[key] = value
  return result as Omit<V, RedSwitch>
}

import { attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable, Scope } from '../../../netlink/codec.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { fixedBytes, u8, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import {
  type NodropSwitch,
  type NodropSwitchIn,
  OLD_BITS,
  OLD_SWITCHES,
  RED_SWITCHES,
  type RedSwitches,
  type RedSwitchesIn,
  redBits,
  redSwitches,
  TC_RED,
  withoutSwitches,
} from '../red.ts'
import { probability32 } from '../shares.ts'
import { size32 } from '../units.ts'

class RedQopt extends struct(
  'tc_red_qopt',
  {
    limit: size32, // bytes, at most
    min: size32, // bytes of the average queue from which on some packets are dropped
    max: size32, // bytes above which all are
    wlog: u8, // weight of a new packet in the average, 2^-wlog
    plog: u8, // the probability over max - min, 2^-plog; where `probability` is not given
    scellLog: u8, // ticks that one byte of `stab` covers, 2^scellLog
    flags: TC_RED.u8,
  },
  { members: { min: 'qth_min', max: 'qth_max', wlog: 'Wlog', plog: 'Plog', scellLog: 'Scell_log' } },
) {}

class RedFlagsField extends struct('nla_bitfield32', { value: TC_RED.u32, selector: TC_RED.u32 }, { variant: 'TCA_RED_FLAGS' }) {}

class RedAttributes extends attributes('TCA_RED_', {
  parms: [1, RedQopt],
  stab: [2, fixedBytes(256)], // how the average fades while the queue is idle; never told by the kernel
  probability: [3, probability32, { uapi: 'TCA_RED_MAX_P' }], // of dropping at `max`, 0 .. 1
  switches: [4, RedFlagsField, { uapi: 'TCA_RED_FLAGS' }], // all flags; those of the struct are the older ones
  earlyDropBlock: [5, u32], // block of filters for packets about to be dropped early
  markBlock: [6, u32], // block of filters for packets about to be marked
}) {}

const Wire = flat(RedAttributes, 'parms')
type Read = Decoded<typeof Wire>
const ALL_BITS = 15

/** The flags in the struct beside TCA_RED_FLAGS: the kernel repeats the older ones there, tc(8) leaves it empty. */
const repeated = (bits: number, scope: Scope): number => (scope.request ? 0 : bits & OLD_BITS)

/** Options of `red` (net/sched/sch_red.c). `nodrop` among them says that the flags stand in TCA_RED_FLAGS. */
export class RedOptions extends view<
  typeof Wire,
  Read & RedSwitches & NodropSwitch,
  Encodable<typeof Wire> & RedSwitchesIn & NodropSwitchIn
>(Wire, {
  what: 'the qdisc red',
  words: RED_SWITCHES,
  read(values, scope) {
    const { flags, switches, ...rest } = values
    if (flags === undefined) return values
    const old = TC_RED.bits(flags)
    if (switches === undefined) {
      const said = redSwitches(old, OLD_SWITCHES)
      return said === undefined ? values : { ...rest, ...said }
    }
    const bits = TC_RED.bits(switches.value)
    const said = TC_RED.bits(switches.selector) === ALL_BITS ? redSwitches(bits, RED_SWITCHES) : undefined
    return said === undefined || old !== repeated(bits, scope) ? values : { ...rest, ...said }
  },
  write(values, scope) {
    const bits = redBits(values)
    const rest = withoutSwitches(values)
    if (bits === undefined) return rest
    if (values.nodrop === undefined) return { ...rest, flags: bits }
    return { ...rest, flags: repeated(bits, scope), switches: { value: bits, selector: ALL_BITS } }
  },
}) {}

/** What `red` counts (TCA_STATS_APP). */
export class RedXstats extends struct('tc_red_xstats', {
  early: u32, // dropped below `max`
  pdrop: u32, // dropped for want of room
  other: u32,
  marked: u32,
}) {}

import { attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { fixedBytes, u8, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { OLD_SWITCHES, type RedSwitches, type RedSwitchesIn, redBits, redSwitches, TC_RED, withoutSwitches } from '../red.ts'
import { probability32 } from '../shares.ts'

class ChokeQopt extends struct(
  'tc_choke_qopt',
  {
    limit: u32, // packets, at most
    min: u32, // packets of the average queue from which on some are dropped
    max: u32, // packets above which all are
    wlog: u8, // weight of a new packet in the average, 2^-wlog
    plog: u8, // the probability over max - min, 2^-plog
    scellLog: u8, // ticks that one byte of `stab` covers, 2^scellLog
    flags: TC_RED.u8,
  },
  { members: { min: 'qth_min', max: 'qth_max', wlog: 'Wlog', plog: 'Plog', scellLog: 'Scell_log' } },
) {}

class ChokeAttributes extends attributes('TCA_CHOKE_', {
  parms: [1, ChokeQopt],
  stab: [2, fixedBytes(256)], // how the average fades while the queue is idle; never told by the kernel
  probability: [3, probability32, { uapi: 'TCA_CHOKE_MAX_P' }], // of dropping at `max`, 0 .. 1
}) {}

const Wire = flat(ChokeAttributes, 'parms')
type Read = Decoded<typeof Wire>

/** Options of `choke` (net/sched/sch_choke.c). */
export class ChokeOptions extends view<typeof Wire, Read & RedSwitches, Encodable<typeof Wire> & RedSwitchesIn>(Wire, {
  what: 'the qdisc choke',
  words: OLD_SWITCHES,
  says: {},
  read(values) {
    const switches = values.flags && redSwitches(TC_RED.bits(values.flags), OLD_SWITCHES)
    if (switches === undefined) return values
    const { flags: _, ...rest } = values
    return { ...rest, ...switches }
  },
  write(values) {
    const bits = redBits(values)
    return { ...withoutSwitches(values), ...(bits !== undefined && { flags: bits }) } as Encodable<typeof Wire>
  },
}) {}

/** What `choke` counts (TCA_STATS_APP). */
export class ChokeXstats extends struct('tc_choke_xstats', {
  early: u32, // dropped below `max`
  pdrop: u32, // dropped for want of room
  other: u32,
  marked: u32,
  matched: u32, // dropped with a waiting packet of the same flow
}) {}

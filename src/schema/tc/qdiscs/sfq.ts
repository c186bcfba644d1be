import type { Decoded, Encodable, Scope } from '../../../netlink/codec.ts'
import { view } from '../../../netlink/flat.ts'
import { s32, u8, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import type { Writer } from '../../../netlink/writer.ts'
import { lifted } from '../lifted.ts'
import { OLD_SWITCHES, type RedSwitches, type RedSwitchesIn, redBits, redSwitches, TC_RED, withoutSwitches } from '../red.ts'
import { probability32 } from '../shares.ts'
import { secondsSigned32, size32 } from '../units.ts'

class SfqQopt extends struct(
  'tc_sfq_qopt',
  {
    quantum: size32, // bytes that a flow may send in one round
    perturb: secondsSigned32, // how often the hash changes; 0: never
    limit: u32, // packets in all, at most
    divisor: u32, // size of the hash table, a power of 2
    flows: u32, // at most
  },
  { members: { perturb: 'perturb_period' } },
) {}

/** What random early detection did to the flows. */
class SfqredStats extends struct('tc_sfqred_stats', {
  probDrop: u32, // below `max`
  forcedDrop: u32, // above `max`
  probMark: u32,
  forcedMark: u32,
  probMarkHead: u32,
  forcedMarkHead: u32,
}) {}

class SfqQoptV1 extends struct(
  'tc_sfq_qopt_v1',
  {
    v0: SfqQopt,
    depth: u32, // packets of one flow, at most
    headdrop: u32, // 1: a full flow loses its oldest packet, not its newest
    redflowlimit: size32, // bytes of one flow, at most; where not 0, random early detection is on
    min: size32, // bytes of a flow's average queue from which on some packets are dropped
    max: size32, // bytes above which all are
    wlog: u8, // weight of a new packet in the average, 2^-wlog
    plog: u8, // the probability over max - min, 2^-plog
    scellLog: u8,
    flags: TC_RED.u8,
    probability: probability32, // of dropping at `max`, 0 .. 1
    stats: SfqredStats,
  },
  {
    members: {
      redflowlimit: 'limit',
      ...{ min: 'qth_min', max: 'qth_max', wlog: 'Wlog', plog: 'Plog', scellLog: 'Scell_log', probability: 'max_P' },
    },
    minimum: 20, // all before Linux 3.3, which knew the first struct only
  },
) {}

type Wire = Decoded<typeof SfqQoptV1>
type WireIn = Encodable<typeof SfqQoptV1>
type Read = Omit<Wire, 'v0' | 'flags' | 'depth'> & Decoded<typeof SfqQopt> & RedSwitches & { readonly depth: number }
type Written = Omit<WireIn, 'limit'> & Encodable<typeof SfqQopt> & RedSwitchesIn

const FIRST = ['quantum', 'perturb', 'limit', 'divisor', 'flows'] as const

const Said = view<typeof SfqQoptV1, Read, Written>(SfqQoptV1, {
  what: 'the qdisc sfq',
  words: [...FIRST, ...OLD_SWITCHES],
  read({ v0, ...values }) {
    const switches = values.flags === undefined ? {} : redSwitches(TC_RED.bits(values.flags), OLD_SWITCHES)
    if (switches === undefined) return { ...v0, ...values } as Read
    const { flags: _, ...rest } = values
    return { ...v0, ...rest, ...switches }
  },
  write(values) {
    const v0: Record<string, unknown> = { ...values.v0 }
    const v1: Record<string, unknown> = {}
    const bits = redBits(values)
    for (const [key, value] of Object.entries(withoutSwitches(values))) {
      if (value === undefined || key === 'v0') continue
      if ((FIRST as readonly string[]).includes(key)) v0[key] = value
      else v1[key] = value
    }
    if (bits !== undefined) v1['flags'] = bits
    // Whole or not at all: the kernel looks at all of it or at the first struct only.
    return { v0, ...(Object.keys(v1).length > 0 && { stats: {}, ...v1 }) } as WireIn
  },
})

/** Options of `sfq` (net/sched/sch_sfq.c). */
export class SfqOptions extends Said {
  /** @internal */
  static override write(out: Writer, value: Written, scope: Scope): void {
    lifted(['v0'], () => Said.write(out, value, scope))
  }
}

/** What `sfq` counts of a class, that is a flow. */
export class SfqXstats extends struct('tc_sfq_xstats', {
  allot: s32, // bytes that it may still send in this round
}) {}

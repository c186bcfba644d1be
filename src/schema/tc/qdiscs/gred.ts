import { alignment, attributes, repeated } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { arrayOf } from '../../../netlink/containers.ts'
import { outOfRange } from '../../../netlink/errors.ts'
import { view } from '../../../netlink/flat.ts'
import { fixedBytes, u8, u32, u64 } from '../../../netlink/scalars.ts'
import { pad, struct } from '../../../netlink/struct.ts'
import { OLD_SWITCHES, type RedSwitches, type RedSwitchesIn, redBits, redSwitches, TC_RED, withoutSwitches } from '../red.ts'
import { probability32, switched } from '../shares.ts'
import { size32 } from '../units.ts'
import { within } from '../within.ts'

/** One virtual queue. */
class GredQopt extends struct(
  'tc_gred_qopt',
  {
    limit: size32, // bytes, at most
    min: size32, // bytes of the average queue from which on some packets are dropped
    max: size32, // bytes above which all are
    vq: u32, // its number; 16 and more: there is none at this place
    backlog: u32, // bytes waiting
    qave: u32, // bytes of the average queue
    forced: u32, // packets dropped above `max`
    early: u32, // packets dropped below it
    other: u32,
    pdrop: u32, // packets dropped for want of room
    wlog: u8, // weight of a new packet in the average, 2^-wlog
    plog: u8, // the probability over max - min, 2^-plog
    scellLog: u8, // ticks that one byte of `stab` covers, 2^scellLog
    prio: u8, // with `grio`: queues of lower numbers slow down those of higher ones
    packets: u32, // seen so far
    bytesin: u32, // bytes seen so far
  },
  { members: { min: 'qth_min', max: 'qth_max', vq: 'DP', wlog: 'Wlog', plog: 'Plog', scellLog: 'Scell_log' } },
) {}

class GredSopt extends struct(
  'tc_gred_sopt',
  {
    vqs: u32, // number of virtual queues, at most 16
    default: u32, // the queue of packets that belong to none
    grio: u8, // 1: queues have priorities
    flags: TC_RED.u8,
    pad: pad(2),
  },
  { members: { vqs: 'DPs', default: 'def_DP' } },
) {}

class GredVq extends attributes('TCA_GRED_VQ_', {
  pad: [1, alignment],
  dp: [2, u32],
  statBytes: [3, u64],
  statPackets: [4, u32],
  statBacklog: [5, u32], // bytes waiting
  statProbDrop: [6, u32], // packets, below `max`
  statProbMark: [7, u32],
  statForcedDrop: [8, u32], // packets, above `max`
  statForcedMark: [9, u32],
  statPdrop: [10, u32], // packets, for want of room
  statOther: [11, u32],
  flags: [12, TC_RED.u32],
}) {}

class GredVqs extends attributes('TCA_GRED_VQ_', { entry: [1, repeated(GredVq)] }, { name: 'TCA_GRED_VQ_ of the list' }) {}

class GredAttributes extends attributes('TCA_GRED_', {
  parms: [1, arrayOf(GredQopt)], // one in a request, 16 in an answer
  stab: [2, fixedBytes(256)], // how the average fades while the queue is idle; never told by the kernel
  dps: [3, GredSopt],
  maxP: [4, arrayOf(probability32)], // as many as there are parms
  limit: [5, size32], // bytes of all queues
  vqList: [6, GredVqs],
}) {}

type Wire = Decoded<typeof GredAttributes>
type WireIn = Encodable<typeof GredAttributes>
type Parms = Decoded<typeof GredQopt>
type Entry = Omit<Decoded<typeof GredVq>, 'dp' | 'flags'>

/** A virtual queue as it is read; as options of a change it is input again. */
export type GredQueue = Omit<Parms, 'rest'> & Entry & RedSwitches & { readonly probability?: number }
type GredQueueIn = Encodable<typeof GredQopt> & Omit<Encodable<typeof GredVq>, 'dp' | 'flags'> & RedSwitchesIn & Probability
interface Probability {
  readonly probability?: Encodable<typeof probability32> | undefined
}
interface Setup {
  readonly vqs?: number
  readonly default?: number
  /** Queues have priorities. */
  readonly grio?: boolean
  /** The virtual queues that have been set up; in answers. */
  readonly queues?: readonly GredQueue[]
}
type SetupIn = { readonly [K in Exclude<keyof Setup, 'queues' | 'grio'>]?: number | undefined } & {
  readonly grio?: boolean | 0 | 1 | undefined
  readonly queues?: readonly GredQueueIn[] | undefined
}
type Values = Record<string, unknown>

/** MAX_DPs of linux/pkt_sched.h. */
const PLACES = 16
const COUNTERS = ['backlog', 'qave', 'forced', 'early', 'other', 'pdrop', 'packets', 'bytesin'] as const
const SETUP = ['vqs', 'default', 'grio'] as const
const QUEUE = [...['vq', 'prio', 'min', 'max', 'probability', 'wlog', 'plog', 'scellLog'], ...COUNTERS] as const
const STATISTICS = [
  ...['statBytes', 'statPackets', 'statBacklog', 'statProbDrop', 'statProbMark'],
  ...['statForcedDrop', 'statForcedMark', 'statPdrop', 'statOther'],
]

/** One queue out of its parts; undefined where they do not fit each other. */
function queueOf(parms: Parms, probability: number | undefined, entry: Decoded<typeof GredVq> | undefined): Values | undefined {
  const queue: Values = { ...parms, ...(probability !== undefined && { probability }) }
  if (entry === undefined) return queue
  const { dp, flags, ...statistics } = entry
  const switches = flags && redSwitches(TC_RED.bits(flags), OLD_SWITCHES)
  return dp === parms.vq && switches !== undefined ? { ...queue, ...statistics, ...switches } : undefined
}

const entriesOf = (list: Wire['vqList']): readonly Decoded<typeof GredVq>[] => list?.entry ?? []

const isNowhere = (parms: Parms, place: number): boolean =>
  parms.vq === PLACES + place && Object.entries(parms).every(([key, value]) => key === 'vq' || value === 0)

/** What a change says of one queue. */
function oneQueue({ parms = [], maxP, stab, vqList, ...rest }: Wire): Values | undefined {
  const [first] = parms
  if (first === undefined || (maxP?.length ?? 1) !== 1) return undefined
  const [entry, other] = entriesOf(vqList)
  if (other !== undefined || entry?.unknown || (vqList && !entry)) return undefined
  const queue = queueOf(first, maxP?.[0], entry)
  if (queue === undefined) return undefined
  if (COUNTERS.every((key) => queue[key] === 0)) for (const key of COUNTERS) delete queue[key]
  return { ...queue, ...(stab && { stab }), ...rest }
}

/** The queues of an answer. */
function allQueues({ parms = [], maxP, vqList }: Wire): Values[] | undefined {
  if (parms.length !== PLACES || maxP?.length !== PLACES) return undefined
  const entries = entriesOf(vqList)
  const queues: Values[] = []
  for (const [place, one] of parms.entries()) {
    if (isNowhere(one, place) && maxP[place] === 0) continue
    const queue = one.vq === place ? queueOf(one, maxP[place], entries[queues.length]) : undefined
    if (queue === undefined) return undefined
    queues.push(queue)
  }
  return vqList === undefined || (entries.length === queues.length && !vqList.unknown) ? queues : undefined
}

/** What a queue is on the wire: the struct, the probability, the entry of the list. */
function partsOf(queue: Values): { parms: Values; probability: unknown; entry: Values | undefined } {
  const parms: Values = {}
  const entry: Values = {}
  for (const [key, value] of Object.entries(withoutSwitches(queue))) {
    if (value === undefined || key === 'probability') continue
    if (STATISTICS.includes(key) || key === 'unknown') entry[key] = value
    else parms[key] = value
  }
  const flags = redBits(queue)
  if (flags !== undefined) entry['flags'] = flags
  const { probability } = queue
  return { parms, probability, entry: Object.keys(entry).length > 0 ? { dp: queue['vq'], ...entry } : undefined }
}

function writeQueues(queues: readonly Values[]): Values {
  const parms: Values[] = Array.from({ length: PLACES }, (_, place) => ({ vq: PLACES + place }))
  const maxP: unknown[] = parms.map(() => 0)
  const entries: Values[] = []
  for (const queue of queues) {
    const place = queue['vq']
    if (typeof place !== 'number' || !(place in parms)) return outOfRange(`a queue's 'vq' is to be 0 .. ${PLACES - 1}`)
    const parts = partsOf(queue)
    parms[place] = parts.parms
    maxP[place] = parts.probability ?? 0
    if (parts.entry) entries.push(parts.entry)
  }
  return { parms, maxP, ...((entries.length > 0 || queues.length === 0) && { vqList: { entry: entries } }) }
}

/**
 * Options of `gred` (net/sched/sch_gred.c). One request sets the whole up (`vqs`, `default`, `grio`, `limit`), one each
 * a virtual queue (`vq`, `prio`, `limit`, `min`, `max` ...); answers have both, the queues as `queues`.
 */
export class GredOptions extends view<
  typeof GredAttributes,
  Wire & Setup & RedSwitches & Partial<GredQueue>,
  WireIn & SetupIn & RedSwitchesIn & GredQueueIn
>(GredAttributes, {
  what: 'the qdisc gred',
  words: [...SETUP, 'queues', ...OLD_SWITCHES, ...QUEUE, ...STATISTICS],
  says: { maxP: 'probability' },
  read(values) {
    const { parms, maxP, vqList, dps, ...rest } = values
    if (parms !== undefined && dps === undefined && rest.limit === undefined && parms.length === 1) return oneQueue(values) ?? values
    const switches = dps && dps.grio < 2 ? redSwitches(TC_RED.bits(dps.flags), OLD_SWITCHES) : undefined
    if (dps !== undefined && switches === undefined) return values
    const setup = dps && { vqs: dps.vqs, default: dps.default, grio: dps.grio === 1, ...switches }
    if (parms === undefined) return maxP || vqList ? values : { ...setup, ...rest }
    const queues = allQueues(values)
    return queues === undefined || setup === undefined ? values : { ...setup, ...rest, queues: queues as unknown as GredQueue[] }
  },
  write(values) {
    if (values.parms ?? values.dps ?? values.maxP ?? values.vqList) return values
    if (values.vq !== undefined) {
      const { stab, unknown, ...queue } = values as Values
      const { parms, probability, entry } = partsOf(queue)
      return {
        parms: [parms],
        stab,
        maxP: probability === undefined ? undefined : [probability],
        vqList: entry && { entry: [entry] },
        unknown,
      } as WireIn
    }
    const { vqs, default: fallback, grio, queues, ...rest } = withoutSwitches(values) as Values
    const flags = redBits(values as Values)
    const dps = { vqs, default: fallback, grio: grio === undefined ? undefined : within('grio', () => Number(switched(grio))), flags }
    return {
      ...rest,
      ...(Object.values(dps).some((one) => one !== undefined) && { dps }),
      ...(Array.isArray(queues) && writeQueues(queues)),
    } as WireIn
  },
}) {}

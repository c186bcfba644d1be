import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable, Scope } from '../../../netlink/codec.ts'
import { arrayOf, nested } from '../../../netlink/containers.ts'
import { headed, view } from '../../../netlink/flat.ts'
import { s16, s32, u32, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import type { Writer } from '../../../netlink/writer.ts'
import { lifted } from '../lifted.ts'
import { joinedRate, splitRate } from '../ratespec.ts'
import { nanosecondsSigned64, percent32, type Quantity, rate32, rate64, size32, ticks32 } from '../units.ts'
import { GeModel, GiModel } from './netem-loss.ts'
import { readTime, writeTime } from './netem-time.ts'

/** TCA_OPTIONS begins with it. */
class NetemQopt extends struct('tc_netem_qopt', {
  latency: ticks32, // us, at most 274 s
  limit: size32, // packets, at most
  loss: percent32,
  gap: u32, // packets: each gap-th is sent at once, where there is reordering
  duplicate: percent32,
  jitter: ticks32,
}) {}

class NetemCorr extends struct(
  'tc_netem_corr',
  { delayCorrelation: percent32, lossCorrelation: percent32, duplicateCorrelation: percent32 },
  { members: { delayCorrelation: 'delay_corr', lossCorrelation: 'loss_corr', duplicateCorrelation: 'dup_corr' } },
) {}
class NetemReorder extends struct(
  'tc_netem_reorder',
  { reorder: percent32, reorderCorrelation: percent32 },
  { members: { reorder: 'probability', reorderCorrelation: 'correlation' } },
) {}
class NetemCorrupt extends struct(
  'tc_netem_corrupt',
  { corrupt: percent32, corruptCorrelation: percent32 },
  { members: { corrupt: 'probability', corruptCorrelation: 'correlation' } },
) {}
class NetemRate extends struct('tc_netem_rate', {
  rate: rate32,
  packetOverhead: s32, // bytes added to each packet; may be negative
  cellSize: u32, // bytes: packets go in whole cells
  cellOverhead: s32, // bytes added to each cell
}) {}
/** Packets are kept back and leave together at slots. Times in nanoseconds. */
class NetemSlot extends struct(
  'tc_netem_slot',
  {
    minDelay: nanosecondsSigned64, // between two slots
    maxDelay: nanosecondsSigned64,
    packets: s32, // in one slot, at most; 0: any number
    bytes: s32,
    distDelay: nanosecondsSigned64, // with `slotDistribution`, in place of minDelay and maxDelay
    distJitter: nanosecondsSigned64,
  },
  { members: { packets: 'max_packets', bytes: 'max_bytes' } },
) {}
class NetemLoss extends attributes('NETEM_LOSS_', {
  lossState: [1, GiModel, { uapi: 'NETEM_LOSS_GI' }],
  lossGemodel: [2, GeModel, { uapi: 'NETEM_LOSS_GE' }],
}) {}

/** Shares of the jitter, in 1/8192 (NETEM_DIST_SCALE), in ascending order; at most 16384 of them. */
const Distribution = arrayOf(s16)

class NetemAttributes extends attributes('TCA_NETEM_', {
  corr: [1, NetemCorr],
  delayDist: [2, Distribution], // never told by the kernel, as slotDist
  reorder: [3, NetemReorder],
  corrupt: [4, NetemCorrupt],
  lossModel: [5, nested(NetemLoss), { uapi: 'TCA_NETEM_LOSS' }],
  rate: [6, NetemRate],
  ecn: [7, u32], // 1: mark packets instead of losing them
  rate64: [8, rate64],
  pad: [9, alignment],
  latency64: [10, nanosecondsSigned64], // ns; the kernel takes it in place of `latency`
  jitter64: [11, nanosecondsSigned64],
  slot: [12, NetemSlot],
  slotDist: [13, Distribution],
  prngSeed: [14, u64], // of all that is left to chance; since Linux 6.6
}) {}

const Wire = headed(NetemQopt, NetemAttributes)
type Read = Decoded<typeof Wire>
type WireIn = Encodable<typeof Wire>

type Lifted = Omit<
  Decoded<typeof NetemCorr> & Decoded<typeof NetemReorder> & Decoded<typeof NetemCorrupt> & Decoded<typeof NetemRate>,
  'rest'
>
type LiftedIn = Omit<
  Encodable<typeof NetemCorr> & Encodable<typeof NetemReorder> & Encodable<typeof NetemCorrupt> & Encodable<typeof NetemRate>,
  'rest' | 'rate'
>
type Raw<T> = Omit<T, 'rate' | 'reorder' | 'corrupt' | 'latency' | 'delayDist' | 'slotDist' | 'prngSeed'>

/** What is said otherwise than by a key of the tables. */
interface Words {
  /** Microseconds that each packet waits. */
  readonly delay?: number
  /** A 4-state model of loss (GI): probabilities of going from one state to another, percent. */
  readonly lossState?: Decoded<typeof GiModel>
  /** The Gilbert-Elliott model of loss, percent: p to the bad state, r back; loss is 1-h in the bad state, 1-k in the good one. */
  readonly lossGemodel?: Decoded<typeof GeModel>
  /** How the jitter is distributed; never told by the kernel. */
  readonly distribution?: readonly number[]
  readonly slotDistribution?: readonly number[]
  /** Of all that is left to chance; since Linux 6.6. */
  readonly seed?: bigint
}
interface WordsIn {
  readonly delay?: Encodable<typeof ticks32> | undefined
  /** The same as `delay`. */
  readonly latency?: Encodable<typeof ticks32> | undefined
  readonly rate?: Encodable<typeof rate64> | Encodable<typeof NetemRate> | undefined
  readonly lossState?: Encodable<typeof GiModel> | undefined
  readonly lossGemodel?: Encodable<typeof GeModel> | undefined
  readonly distribution?: readonly number[] | undefined
  readonly slotDistribution?: readonly number[] | undefined
  readonly seed?: bigint | number | undefined
}

/** Structs whose fields are words among the options. */
const STRUCTS = {
  corr: ['delayCorrelation', 'lossCorrelation', 'duplicateCorrelation'],
  reorder: ['reorder', 'reorderCorrelation'],
  corrupt: ['corrupt', 'corruptCorrelation'],
  rate: ['rate', 'packetOverhead', 'cellSize', 'cellOverhead'],
} as const
type Values = Record<string, unknown>

/** The words in the order in which people and tc(8) say them. */
const WORDS: readonly string[] = [
  ...['limit', 'delay', 'jitter', 'delayCorrelation', 'distribution', 'loss', 'lossCorrelation', 'lossState', 'lossGemodel'],
  ...['duplicate', 'duplicateCorrelation', 'reorder', 'reorderCorrelation', 'gap', 'corrupt', 'corruptCorrelation'],
  ...['rate', 'packetOverhead', 'cellSize', 'cellOverhead', 'ecn', 'slot', 'slotDistribution', 'seed'],
]

/** Other names of attributes. */
const RENAMED = { delayDist: 'distribution', slotDist: 'slotDistribution', prngSeed: 'seed' } as const

function read(values: Read, scope: Scope): Values {
  const { latency, jitter, latency64, jitter64, corr, reorder, corrupt, rate, rate64, lossModel, ...rest } = values
  const result: Values = readTime({ latency, latency64 }, 'delay', scope)
  Object.assign(result, readTime({ jitter, jitter64 }, 'jitter', scope))
  for (const key in rest) result[RENAMED[key as 'prngSeed'] ?? key] = rest[key as 'limit']
  // A struct longer than ours stays in one piece.
  for (const [key, fields] of Object.entries({ corr, reorder, corrupt })) {
    if (fields !== undefined) Object.assign(result, 'rest' in fields ? { [key]: fields } : fields)
  }
  const joined = rate === undefined || 'rest' in rate ? undefined : joinedRate(rate.rate, rate64)
  Object.assign(result, joined === undefined ? { rate, rate64 } : { ...rate, rate: joined })
  const isSaid = lossModel && !lossModel.unknown && (lossModel.lossState ?? lossModel.lossGemodel)
  Object.assign(result, isSaid ? lossModel : { lossModel })
  return inOrder(result)
}

function inOrder(values: Values): Values {
  const result: Values = {}
  for (const word of WORDS) if (values[word] !== undefined) result[word] = values[word]
  for (const key in values) if (values[key] !== undefined) result[key] = values[key]
  return result
}

function write(values: Values, scope: Scope): WireIn {
  const { delay, latency, latency64, jitter, jitter64, lossState, lossGemodel, ...rest } = values
  const result: Values = { ...writeTime('delay', delay ?? latency, latency64, scope), ...writeTime('jitter', jitter, jitter64, scope) }
  for (const [struct, words] of Object.entries(STRUCTS)) {
    const whole = rest[struct]
    if (typeof whole === 'object' && whole !== null) {
      result[struct] = whole
      delete rest[struct]
    }
    const said = words.filter((word) => rest[word] !== undefined)
    if (said.length > 0) result[struct] = Object.fromEntries(said.map((word) => [word, rest[word]]))
    for (const word of words) delete rest[word]
  }
  for (const [key, word] of Object.entries(RENAMED)) {
    if (rest[word] !== undefined) result[key] = rest[word]
    delete rest[word]
  }
  if (lossState !== undefined || lossGemodel !== undefined) result['lossModel'] = { lossState, lossGemodel }
  const fields = result['rate'] as { rate?: Quantity } | undefined
  if (fields?.rate === undefined) return { ...rest, ...result } as WireIn
  const { rate, wide } = splitRate('rate', fields.rate, rest['rate64'] as Quantity | undefined)
  return { ...rest, ...result, rate: { ...fields, rate }, rate64: wide } as WireIn
}

const Said = view<typeof Wire, Raw<Read> & Partial<Lifted> & Words, Raw<WireIn> & LiftedIn & WordsIn>(Wire, {
  what: 'the qdisc netem',
  words: [...WORDS, 'latency'],
  says: { latency: 'delay', latency64: 'delay', jitter64: 'jitter', rate64: 'rate', ...RENAMED },
  read: (values, scope) => read(values, scope) as never,
  write: (values, scope) => write(values as Values, scope),
})

/**
 * Options of `netem`, which delays, loses, doubles, reorders and damages packets (net/sched/sch_netem.c, tc-netem(8)). Times
 * in microseconds (of slots in nanoseconds), probabilities in percent.
 */
export class NetemOptions extends Said {
  /** @internal */
  static override write(out: Writer, value: Encodable<typeof Said>, scope: Scope): void {
    lifted([...Object.keys(STRUCTS), 'lossModel'], () => Said.write(out, value, scope))
  }
}

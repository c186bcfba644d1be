import { alignment, attributes, select } from '../../../netlink/attributes.ts'
import { type AnyCodec, type Codec, type Decoded, type Encodable, NLA_TYPE_MASK } from '../../../netlink/codec.ts'
import { indexed, nestedRequest } from '../../../netlink/containers.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { bytes, string, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { PlainStatistics } from '../stats.ts'
import { actionKinds } from './index.ts'

/** Flags of an action (TCA_ACT_FLAGS_*, linux/pkt_cls.h). */
export const ActionFlags = flagSet('TCA_ACT_FLAGS_', { no_percpu_stats: 1 << 0, skip_hw: 1 << 1, skip_sw: 1 << 2 })
/** How hardware counts for an action (TCA_ACT_HW_STATS_*). */
export const ActionHwStats = flagSet('TCA_ACT_HW_STATS_', { immediate: 1 << 0, delayed: 1 << 1 })

class Flags extends struct('nla_bitfield32', { value: ActionFlags.u32, selector: ActionFlags.u32 }, { variant: 'actions' }) {}
class HwStats extends struct('nla_bitfield32', { value: ActionHwStats.u32, selector: ActionHwStats.u32 }, { variant: 'hw stats' }) {}

// tc(8) marks the options of an action as a nest.
const kinds = Object.fromEntries(
  Object.entries(actionKinds).map(([kind, codec]) => [kind, nestedRequest(codec as AnyCodec as Codec<unknown>)]),
) as unknown as typeof actionKinds

/** One action, of a filter or by itself (TCA_ACT_*, linux/pkt_cls.h). */
export const Action = attributes('TCA_ACT_', {
  kind: [1, string],
  options: [2, select('kind', kinds)],
  index: [3, u32], // its number among those of its kind
  stats: [4, PlainStatistics],
  pad: [5, alignment],
  cookie: [6, bytes], // up to 16 bytes of whoever made it
  flags: [7, Flags],
  hwStats: [8, HwStats], // the kinds of counting that will do
  usedHwStats: [9, HwStats],
  inHwCount: [10, u32], // devices that took it over
})
/** One action as it is read. */
export type Action = Decoded<typeof Action>
/** One action as it can be written. */
export type ActionInput = Encodable<typeof Action>

/** The actions of a filter, in the order in which a packet meets them: nests numbered from 1 on. */
export const Actions = indexed(Action)

const fromZero = indexed(Action, 0)
const zeroBased = new WeakSet<object>()

/**
 * The actions of a message about them. A listing's answers are numbered from 0 on (tcf_dump_walker in
 * net/sched/act_api.c), all others from 1; a list that was read keeps what it was.
 */
export const ListedActions: Codec<readonly Action[], readonly ActionInput[]> = {
  ...Actions,
  read(view, at, end, scope) {
    const first = end - at >= 4 ? view.getUint16(at + 2, scope.littleEndian) & NLA_TYPE_MASK : 1
    if (first !== 0) return Actions.read(view, at, end, scope)
    const items = fromZero.read(view, at, end, scope)
    zeroBased.add(items)
    return items
  },
  write: (out, value, scope) => (zeroBased.has(value) ? fromZero : Actions).write(out, value, scope),
}

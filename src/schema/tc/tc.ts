import { alignment, attributes, chosen, select } from '../../netlink/attributes.ts'
import type { Codec, Decoded, Encodable } from '../../netlink/codec.ts'
import { flagSet } from '../../netlink/enums.ts'
import { message } from '../../netlink/payload.ts'
import { bytes, flag, s32, string, u8, u16, u32 } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'
import { AddressFamily, EthernetProtocol } from '../enums.ts'
import { ListedActions } from './actions/action.ts'
import { classid } from './classid.ts'
import { filterKinds } from './filters/index.ts'
import { classKinds, qdiscKinds } from './qdiscs/index.ts'
import { type ClassXstats, classStatistics, classXstats, type QdiscXstats, qdiscStatistics, qdiscXstats } from './qdiscs/xstats.ts'
import { SizeTable } from './stab.ts'
import { GnetEstimator, PlainStatistics, type Statistics, TcStats } from './stats.ts'

/** The header of a message about a queueing discipline, class or chain (linux/rtnetlink.h). */
export class TcMsg extends struct(
  'tcmsg',
  {
    family: AddressFamily.u8,
    reserved: pad(3),
    index: s32, // of the link; -1 (TCM_IFINDEX_MAGIC_BLOCK) where the parent is the number of a block
    handle: classid,
    parent: classid,
    info: u32, // of a queueing discipline: how often it is referred to
  },
  { prefix: 'tcm_', members: { index: 'tcm_ifindex' } },
) {}

/** tcm_info of a filter is priority << 16 | protocol in network order: which half lies first is a matter of the byte order. */
const half = <Out, In>(codec: Codec<Out, In>, shift: number): Codec<Out, In> => ({
  type: codec.type,
  size: 2,
  read: (view, at, end, scope) =>
    scope.littleEndian ? codec.read(view, at, end, scope) : codec.read(view, at + shift, end + shift, scope),
  write(out, value, scope) {
    if (!scope.littleEndian) out.length += shift
    codec.write(out, value, scope)
  },
  ...(codec.toNumber && { toNumber: codec.toNumber }),
  ...(codec.describe && { describe: codec.describe }),
})

/** The header of a filter's message. */
export class FilterMsg extends struct(
  'tcmsg',
  {
    family: AddressFamily.u8,
    reserved: pad(3),
    index: s32, // of the link; -1 (TCM_IFINDEX_MAGIC_BLOCK) where the parent is the number of a block
    handle: u32, // what it means is the kind's affair
    parent: classid,
    protocol: half(EthernetProtocol.u16be, 2), // of the packets that the filter sees
    prio: half(u16, -2), // filters of the least priority are asked first
  },
  { prefix: 'tcm_', members: { index: 'tcm_ifindex', protocol: 'tcm_info', prio: 'tcm_info' }, variant: 'filters' },
) {}

/** TCA_DUMP_FLAGS: what a listing is to leave out (linux/rtnetlink.h). */
export const DumpFlags = flagSet('TCA_DUMP_FLAGS_', { terse: 1 << 0 })
class DumpFlagsField extends struct('nla_bitfield32', { value: DumpFlags.u32, selector: DumpFlags.u32 }, { variant: 'dump flags' }) {}

/** What messages about queueing disciplines, classes, filters and chains have in common (TCA_*, linux/rtnetlink.h). */
const common = {
  stats: [3, TcStats],
  estimator: [5, GnetEstimator, { uapi: 'TCA_RATE' }],
  fcnt: [6, u32], // a hash table's number of classes
  stab: [8, SizeTable],
  pad: [9, alignment],
  dumpInvisible: [10, flag], // list those too that nobody made
  chain: [11, u32],
  hwOffload: [12, u8], // the device does it
  ingressBlock: [13, u32], // filters shared with other links
  egressBlock: [14, u32],
  dumpFlags: [15, DumpFlagsField],
  extWarnMsg: [16, string], // what the kernel has to say besides the answer
} as const

/** Attributes of queueing disciplines. */
export const QdiscAttributes = attributes('TCA_', {
  kind: [1, string],
  options: [2, select('kind', qdiscKinds)],
  xstats: [4, chosen('kind', qdiscXstats, bytes) as Codec<QdiscXstats | Uint8Array>],
  stats2: [7, chosen('kind', qdiscStatistics, PlainStatistics) as unknown as Codec<Statistics<QdiscXstats | Uint8Array>>],
  ...common,
})
/** Attributes of classes. */
export const ClassAttributes = attributes(
  'TCA_',
  {
    kind: [1, string],
    options: [2, select('kind', classKinds)],
    xstats: [4, chosen('kind', classXstats, bytes) as Codec<ClassXstats | Uint8Array>],
    stats2: [7, chosen('kind', classStatistics, PlainStatistics) as unknown as Codec<Statistics<ClassXstats | Uint8Array>>],
    ...common,
  },
  { name: 'TCA_ of classes' },
)
/** Attributes of filters, and of chains, which may hold a filter as their template. */
export const FilterAttributes = attributes(
  'TCA_',
  {
    kind: [1, string],
    options: [2, select('kind', filterKinds)],
    xstats: [4, bytes],
    stats2: [7, PlainStatistics],
    ...common,
  },
  { name: 'TCA_ of filters' },
)

/** Queueing disciplines: struct tcmsg and TCA_*. */
export const QdiscMessage = message({ RTM_NEWQDISC: 36, RTM_DELQDISC: 37, RTM_GETQDISC: 38 }, TcMsg, QdiscAttributes)
/** A queueing discipline as it is read. */
export type QdiscMessage = Decoded<typeof QdiscMessage>
/** A queueing discipline as it can be written. */
export type QdiscMessageInput = Encodable<typeof QdiscMessage>

/** Classes of queueing disciplines: struct tcmsg and TCA_*. */
export const ClassMessage = message({ RTM_NEWTCLASS: 40, RTM_DELTCLASS: 41, RTM_GETTCLASS: 42 }, TcMsg, ClassAttributes)
/** A class as it is read. */
export type ClassMessage = Decoded<typeof ClassMessage>
/** A class as it can be written. */
export type ClassMessageInput = Encodable<typeof ClassMessage>

/** Filters: struct tcmsg and TCA_*. */
export const FilterMessage = message({ RTM_NEWTFILTER: 44, RTM_DELTFILTER: 45, RTM_GETTFILTER: 46 }, FilterMsg, FilterAttributes)
/** A filter as it is read. */
export type FilterMessage = Decoded<typeof FilterMessage>
/** A filter as it can be written. */
export type FilterMessageInput = Encodable<typeof FilterMessage>

/** Chains of filters: struct tcmsg and TCA_*. */
export const ChainMessage = message({ RTM_NEWCHAIN: 100, RTM_DELCHAIN: 101, RTM_GETCHAIN: 102 }, FilterMsg, FilterAttributes)
/** A chain as it is read. */
export type ChainMessage = Decoded<typeof ChainMessage>
/** A chain as it can be written. */
export type ChainMessageInput = Encodable<typeof ChainMessage>

/** The header of a message about actions (linux/rtnetlink.h). */
export class TcaMsg extends struct('tcamsg', { family: AddressFamily.u8, reserved: pad(3) }, { prefix: 'tca_' }) {}

/** TCA_ROOT_FLAGS: how a listing of actions is to be (linux/rtnetlink.h). */
export const ActionDumpFlags = flagSet('TCA_ACT_FLAG_', { large_dump_on: 1 << 0, terse_dump: 1 << 1 })
class ActionDumpFlagsField extends struct(
  'nla_bitfield32',
  { value: ActionDumpFlags.u32, selector: ActionDumpFlags.u32 },
  { variant: 'root flags' },
) {}

/** Attributes of a message about actions (TCA_ROOT_*). */
export class ActionAttributes extends attributes('TCA_ROOT_', {
  actions: [1, ListedActions, { uapi: 'TCA_ROOT_TAB' }],
  flags: [2, ActionDumpFlagsField],
  count: [3, u32], // actions in this message of a listing
  timeDelta: [4, u32], // ms; only actions used within that time
  extWarnMsg: [5, string],
}) {}

/** Actions that exist by themselves, to be shared by filters: struct tcamsg and TCA_ROOT_*. */
export class ActionMessage extends message({ RTM_NEWACTION: 48, RTM_DELACTION: 49, RTM_GETACTION: 50 }, TcaMsg, ActionAttributes) {}
/** Actions as they can be written. */
export interface ActionMessageInput extends Encodable<typeof ActionMessage> {}

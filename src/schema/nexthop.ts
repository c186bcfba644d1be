import { ipAddress } from '../netlink/addresses.ts'
import { attributes, select } from '../netlink/attributes.ts'
import type { Codec, Decoded, Encodable } from '../netlink/codec.ts'
import { arrayOf, listOf, nested } from '../netlink/containers.ts'
import { enumeration, flagSet } from '../netlink/enums.ts'
import { InputFault, outOfRange, shown, wrongType } from '../netlink/errors.ts'
import { wantObject } from '../netlink/faults.ts'
import { message } from '../netlink/payload.ts'
import { flag, u8, u16, u32, u64, uint } from '../netlink/scalars.ts'
import { pad, struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'
import { NexthopFlags, RouteProtocol, RouteScope } from './route/enums.ts'
import { EncapType, encaps } from './route/lwtunnel.ts'

/** How a group shares packets among its next hops (linux/nexthop.h). iproute2 says `resilient` for res. */
export const NexthopGroupType = enumeration('NEXTHOP_GRP_TYPE_', { mpath: 0, res: 1 }, { resilient: 1 })
/** Types of groups of next hops: `NEXTHOP_GRP_TYPE.RES`. */
export const NEXTHOP_GRP_TYPE = NexthopGroupType.constants

/**
 * NHA_OP_FLAGS (linux/nexthop.h): the first two ask for counters (Linux 6.9), the last tells that the high byte of weights
 * is no leftover of the kernel's memory (Linux 6.12).
 */
export const NexthopOperationFlags = flagSet('NHA_OP_FLAG_', { dump_stats: 1, dump_hw_stats: 2, resp_grp_resvd_0: 0x80000000 })
/** What listings of next hops hold besides: `NHA_OP_FLAG.DUMP_STATS`. */
export const NHA_OP_FLAG = NexthopOperationFlags.constants

/** The header of a next hop's message (linux/nexthop.h). */
export class NhMsg extends struct(
  'nhmsg',
  {
    family: AddressFamily.u8, // unspec: a group
    scope: RouteScope.u8, // the kernel's to tell; zero in requests
    protocol: RouteProtocol.u8,
    resvd: pad(1),
    flags: NexthopFlags.u32, // onlink is all that requests may have
  },
  { prefix: 'nh_', members: { resvd: 'resvd' } },
) {}

/** A member of a group as it lies in NHA_GROUP (linux/nexthop.h). */
export class NexthopGrp extends struct('nexthop_grp', {
  id: u32,
  weight: u8, // the low byte of weight - 1
  weightHigh: u8, // the high byte, Linux 6.12; resvd1 in older headers
  resvd2: pad(2),
}) {}

/** A member of a group: the id of a next hop, and its share among the others, 1 .. 65535 (up to 256 before Linux 6.12). */
export interface NexthopMember {
  readonly id: number
  readonly weight: number
}
/** The same as input; without a weight it is 1. */
export interface NexthopMemberInput {
  readonly id: number
  readonly weight?: number | undefined
}

function storedWeight(weight: unknown): number {
  if (typeof weight !== 'number') return wrongType(`a number is wanted, not ${shown(weight)}`)
  if (Number.isInteger(weight) && weight >= 1 && weight <= 0x10000) return weight - 1
  return outOfRange(`${weight} is not a whole number within 1 .. 65536`)
}

/** Two bytes make one weight, of which the kernel stores one less. */
const member: Codec<NexthopMember, NexthopMemberInput> = {
  type: 'nexthop_grp',
  get size() {
    return NexthopGrp.size
  },
  read(view, at, end, scope) {
    const { id, weight, weightHigh } = NexthopGrp.read(view, at, end, scope)
    return { id, weight: ((weightHigh << 8) | weight) + 1 }
  },
  write(out, value, scope) {
    const { id, weight = 1, ...others } = wantObject(value, 'a member of a group') as unknown as NexthopMemberInput
    const [other] = Object.keys(others)
    if (other !== undefined) wrongType(`'${other}' is not a word of a group's member; it has 'id' and 'weight'`)
    if (id === undefined) wrongType("the 'id' of a next hop is wanted")
    try {
      const stored = storedWeight(weight)
      NexthopGrp.write(out, { id, weight: stored & 0xff, weightHigh: stored >> 8 }, scope)
    } catch (error) {
      throw error instanceof InputFault && error.path.length === 0 ? error.within('weight') : error
    }
  },
  parts: (view, at, end, scope) => NexthopGrp.parts?.(view, at, end, scope) ?? [],
  describe: () => NexthopGrp.describe?.() ?? { kind: 'choice', cases: {} },
}

/** NHA_RES_GROUP (linux/nexthop.h); times in USER_HZ, 1/100 s. */
export class NexthopResilientGroup extends attributes('NHA_RES_GROUP_', {
  buckets: [1, u16],
  idleTimer: [2, u32], // how long a bucket without packets stays; 12000 unless said otherwise
  unbalancedTimer: [3, u32], // how long buckets may be shared out wrongly before they are moved by force; 0: for ever
  unbalancedTime: [4, u64], // for how long they have been
}) {}

/** NHA_RES_BUCKET (linux/nexthop.h); the time in USER_HZ, 1/100 s. */
export class NexthopResilientBucket extends attributes('NHA_RES_BUCKET_', {
  index: [1, u16],
  idleTime: [2, u64], // since its last packet
  nhId: [3, u32], // the next hop it leads to
}) {}

/** One member's counters in NHA_GROUP_STATS (linux/nexthop.h); `packets` has those that hardware counted too. */
export class NexthopGroupStatsEntry extends attributes('NHA_GROUP_STATS_ENTRY_', {
  id: [1, u32],
  packets: [2, uint],
  packetsHw: [3, uint],
}) {}

/** The attributes of a next hop, a group of them, or a bucket of a group (linux/nexthop.h). */
export const NexthopObjectAttributes = attributes('NHA_', {
  id: [1, u32],
  group: [2, arrayOf(member)],
  groupType: [3, NexthopGroupType.u16],
  blackhole: [4, flag],
  oif: [5, u32], // of listings: only next hops of this link
  gateway: [6, ipAddress],
  encapType: [7, EncapType.u16],
  encap: [8, select('encapType', encaps)],
  groups: [9, flag], // of listings: only groups
  master: [10, u32], // of listings: only next hops whose link belongs to this one
  fdb: [11, flag], // for entries of a vxlan's forwarding database
  resGroup: [12, nested(NexthopResilientGroup)],
  resBucket: [13, nested(NexthopResilientBucket)],
  opFlags: [14, NexthopOperationFlags.u32],
  groupStats: [15, nested(listOf(1, nested(NexthopGroupStatsEntry)))],
  hwStatsEnable: [16, u32], // 0 or 1
  hwStatsUsed: [17, u32], // 1: some driver counts
})

/** Next hops and groups of them: struct nhmsg and NHA_* (linux/nexthop.h). */
export const NexthopMessage = message({ RTM_NEWNEXTHOP: 104, RTM_DELNEXTHOP: 105, RTM_GETNEXTHOP: 106 }, NhMsg, NexthopObjectAttributes)
/** A next hop as it is read. */
export type NexthopMessage = Decoded<typeof NexthopMessage>
/** A next hop as it can be written. */
export type NexthopMessageInput = Encodable<typeof NexthopMessage>

/** Buckets of resilient groups: the same layout, `id` that of the group (linux/nexthop.h). */
export const NexthopBucketMessage = message(
  { RTM_NEWNEXTHOPBUCKET: 116, RTM_DELNEXTHOPBUCKET: 117, RTM_GETNEXTHOPBUCKET: 118 },
  NhMsg,
  NexthopObjectAttributes,
)
/** A bucket as it is read. */
export type NexthopBucketMessage = Decoded<typeof NexthopBucketMessage>
/** A bucket as it can be written. */
export type NexthopBucketMessageInput = Encodable<typeof NexthopBucketMessage>

import { ipAddress } from '../../netlink/addresses.ts'
import { attributes } from '../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../netlink/codec.ts'
import { listOf, nested } from '../../netlink/containers.ts'
import { enumeration, flagSet } from '../../netlink/enums.ts'
import { headed } from '../../netlink/flat.ts'
import { message } from '../../netlink/payload.ts'
import { u16, u32 } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'
import { twoWayMessage } from '../../netlink/two-way.ts'
import { AddressFamily } from '../enums.ts'
import { MulticastRouter } from '../link/kinds/bridge-port.ts'
import { RouteProtocol } from '../route/enums.ts'
import { groupAddress } from './group-address.ts'

/** Whether an entry of a multicast database stays or was learnt and times out (linux/if_bridge.h). */
export const MdbState = enumeration('MDB_', { temporary: 0, permanent: 1 }, { temp: 0 })
/** What became of an entry: `star_excl`, made by a (*, G) entry that excludes sources (linux/if_bridge.h). */
export const MdbFlags = flagSet(
  'MDB_FLAGS_',
  { offload: 1, fast_leave: 2, star_excl: 4, blocked: 8, offload_failed: 16 },
  { added_by_star_ex: 4 },
)
/** Which sources a port wants of a group: those listed, or all but those (linux/in.h). */
export const GroupMode = enumeration('MCAST_', { exclude: 0, include: 1 })

/** The header of a multicast database's message (linux/if_bridge.h). */
export class BrPortMsg extends struct(
  'br_port_msg',
  { family: AddressFamily.u8, index: u32 }, // of the bridge, or of the vxlan
  { members: { index: 'ifindex' } },
) {}

/** An entry of a multicast database (linux/if_bridge.h). */
export class BrMdbEntry extends struct(
  'br_mdb_entry',
  {
    port: u32, // index of the port; of the bridge itself where this machine joined; of the vxlan
    state: MdbState.u8,
    flags: MdbFlags.u8,
    vid: u16, // 0: the bridge filters no VLANs
    grp: groupAddress,
  },
  { members: { port: 'ifindex', grp: 'addr' } },
) {}

/** A source of a group and how long it stays; timers in USER_HZ (1/100 s). */
export class MdbSource extends attributes('MDBA_MDB_SRCATTR_', { address: [1, ipAddress], timer: [2, u32] }) {}

/** What the kernel tells of an entry besides (br_mdb.c, vxlan_mdb.c). */
export class MdbEntryAttributes extends attributes('MDBA_MDB_EATTR_', {
  timer: [1, u32], // until it goes, 1/100 s
  srcList: [2, nested(listOf(1, nested(MdbSource)))],
  groupMode: [3, GroupMode.u8],
  source: [4, ipAddress],
  rtprot: [5, RouteProtocol.u8],
  dst: [6, ipAddress], // vxlan: the other end, as the next four
  dstPort: [7, u16],
  vni: [8, u32],
  via: [9, u32, { uapi: 'MDBA_MDB_EATTR_IFINDEX' }], // the link to it
  srcVni: [10, u32],
}) {}
/** MDBA_MDB_ENTRY_INFO: the struct, and attributes behind it. */
const MdbEntryInfo = headed(BrMdbEntry, MdbEntryAttributes)

/** A port behind which a multicast router is; timers in USER_HZ (1/100 s). */
export class MdbRouterAttributes extends attributes('MDBA_ROUTER_PATTR_', {
  timer: [1, u32], // the longer of the two
  type: [2, MulticastRouter.u8],
  inetTimer: [3, u32],
  inet6Timer: [4, u32],
  vid: [5, u16],
}) {}
const RouterPort = struct('router port', { port: u32 }, { variant: 'MDBA_ROUTER_PORT' })

/** What is told of a multicast database: MDBA_MDB of MDBA_MDB_ENTRY of MDBA_MDB_ENTRY_INFO, one MDBA_MDB_ENTRY for each group. */
export class MdbAttributes extends attributes('MDBA_', {
  mdb: [1, listOf(1, listOf(1, MdbEntryInfo))],
  router: [2, listOf(1, headed(RouterPort, MdbRouterAttributes))],
}) {}

/** What is asked of an entry besides: MDBA_SET_ENTRY_ATTRS, MDBA_GET_ENTRY_ATTRS. */
export class MdbEntryOptions extends attributes('MDBE_ATTR_', {
  source: [1, ipAddress],
  srcList: [2, nested(listOf(1, nested(attributes('MDBE_SRCATTR_', { address: [1, ipAddress] }))))],
  groupMode: [3, GroupMode.u8],
  rtprot: [4, RouteProtocol.u8], // static or above
  dst: [5, ipAddress],
  dstPort: [6, u16],
  vni: [7, u32],
  via: [8, u32, { uapi: 'MDBE_ATTR_IFINDEX' }],
  srcVni: [9, u32],
  stateMask: [10, MdbState.u8], // a flush takes entries whose state & mask is that of the entry
}) {}
const asked = { entry: [1, BrMdbEntry], entryAttrs: [2, nested(MdbEntryOptions)] } as const

/** Multicast databases of bridges and vxlans (net/core/rtnetlink.c). */
export class MdbMessage extends twoWayMessage(
  { RTM_NEWMDB: 84, RTM_DELMDB: 85 },
  BrPortMsg,
  MdbAttributes,
  attributes('MDBA_SET_', asked),
) {}
/** The question for one entry; the dump of all answers under this type too (br_mdb_dump). */
export class MdbQuery extends twoWayMessage({ RTM_GETMDB: 86 }, BrPortMsg, MdbAttributes, attributes('MDBA_GET_', asked)) {}

const FlatHead = struct('MDB entry', {
  ...{ family: AddressFamily.u8, _: pad(3), index: u32 },
  ...{ port: u32, state: MdbState.u8, flags: MdbFlags.u8, vid: u16, grp: groupAddress },
})
/**
 * An entry by itself, flat, as listings answer it: `index` is the bridge (or the vxlan), `port` the port, `vid` and
 * `grp` the group, `source` its source if it is of one alone.
 */
export class MdbEntry extends message({}, FlatHead, MdbEntryAttributes) {}
/** An entry as input. */
export interface MdbEntryInput extends Encodable<typeof MdbEntry> {}

/** A port behind which a multicast router is, with the index of its bridge. */
export type MdbRouterPort = Pick<MdbEntry, 'index'> & { readonly port: number } & Decoded<typeof MdbRouterAttributes>

import { alignment, attributes, repeated } from '../../netlink/attributes.ts'
import type { Encodable } from '../../netlink/codec.ts'
import { nested } from '../../netlink/containers.ts'
import { flagSet } from '../../netlink/enums.ts'
import { message } from '../../netlink/payload.ts'
import { u8, u16, u32, u64 } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'
import { AddressFamily } from '../enums.ts'
import { BridgeVlanFlags, BridgeVlanInfo } from '../link/bridge-spec.ts'
import { QuerierState } from '../link/kinds/bridge.ts'
import { MulticastRouter, PortState } from '../link/kinds/bridge-port.ts'
import { MdbAttributes } from './mdb.ts'

/** The header of a message about VLANs of a bridge or of its port (linux/if_bridge.h). */
export class BrVlanMsg extends struct(
  'br_vlan_msg',
  { family: AddressFamily.u8, reserved1: pad(1), reserved2: pad(2), index: u32 },
  { members: { index: 'ifindex' } },
) {}

/** BRIDGE_VLANDB_TINFO_*: the tunnel's id (VNI) for a VLAN; of a range that of its first. */
export class VlanTunnelInfo extends attributes('BRIDGE_VLANDB_TINFO_', {
  id: [1, u32],
  cmd: [2, u32], // input: RTM_SETLINK or RTM_DELLINK
}) {}

/** Counters of a VLAN. */
export class VlanStats extends attributes('BRIDGE_VLANDB_STATS_', {
  rxBytes: [1, u64],
  rxPackets: [2, u64],
  txBytes: [3, u64],
  txPackets: [4, u64],
  pad: [5, alignment],
}) {}

const options = {
  range: [2, u16], // the last VLAN of a range that begins with the entry's own
  state: [3, PortState.u8],
  tunnelInfo: [4, nested(VlanTunnelInfo)],
  stats: [5, nested(VlanStats)],
  mcastRouter: [6, MulticastRouter.u8],
  mcastNGroups: [7, u32],
  mcastMaxGroups: [8, u32], // 0: no limit
  neighSuppress: [9, u8],
  neighForwardGrat: [10, u8],
} as const

/** A VLAN or a range of them, and their options (br_vlan_db_policy in net/bridge/br_vlan.c). */
export class VlanEntry extends attributes('BRIDGE_VLANDB_ENTRY_', { info: [1, BridgeVlanInfo], ...options }) {}

/**
 * Options of a VLAN that are one for the whole bridge (br_vlan_db_gpol in net/bridge/br_vlan_options.c). Intervals in
 * USER_HZ (1/100 s); switches of 8 bits are 0 or 1.
 */
export class VlanGlobalOptions extends attributes('BRIDGE_VLANDB_GOPTS_', {
  vid: [1, u16, { uapi: 'BRIDGE_VLANDB_GOPTS_ID' }],
  range: [2, u16],
  mcastSnooping: [3, u8],
  mcastIgmpVersion: [4, u8],
  mcastMldVersion: [5, u8],
  mcastLastMemberCnt: [6, u32],
  mcastStartupQueryCnt: [7, u32],
  mcastLastMemberIntvl: [8, u64],
  pad: [9, alignment],
  mcastMembershipIntvl: [10, u64],
  mcastQuerierIntvl: [11, u64],
  mcastQueryIntvl: [12, u64],
  mcastQueryResponseIntvl: [13, u64],
  mcastStartupQueryIntvl: [14, u64],
  mcastQuerier: [15, u8],
  mcastRouterPorts: [16, nested(MdbAttributes)], // br_rports_fill_info puts MDBA_ROUTER into it
  mcastQuerierState: [17, nested(QuerierState)],
  msti: [18, u16], // the spanning tree the VLAN belongs to
}) {}

/** VLANs of bridges and of their ports: an event, or a change of options. */
export class VlanMessage extends message(
  { RTM_NEWVLAN: 112, RTM_DELVLAN: 113 },
  BrVlanMsg,
  attributes('BRIDGE_VLANDB_', {
    entry: [1, repeated(nested(VlanEntry))],
    globalOptions: [2, repeated(nested(VlanGlobalOptions))],
  }),
) {}

/** What a dump of VLANs holds: counters too; or the global options alone (linux/if_bridge.h). */
export const VlanDumpFlags = flagSet('BRIDGE_VLANDB_DUMPF_', { stats: 1, global: 2 })
/** The question for VLANs; RTM_NEWVLAN answers it. */
export class VlanQuery extends message(
  { RTM_GETVLAN: 114 },
  BrVlanMsg,
  attributes('BRIDGE_VLANDB_DUMP_', { flags: [1, VlanDumpFlags.u32] }),
) {}

const FlatHead = struct('VLAN', { family: AddressFamily.u8, _: pad(3), index: u32, flags: BridgeVlanFlags.u16, vid: u16 })
/** A VLAN of a bridge or port by itself, flat, as listings answer it; with `range` all from `vid` to that. */
export class Vlan extends message({}, FlatHead, attributes('BRIDGE_VLANDB_ENTRY_', options)) {}
/** A VLAN as input. */
export interface VlanInput extends Encodable<typeof Vlan> {}

/** Global options of a VLAN by themselves, flat, as listings answer them. */
export class GlobalVlan extends message({}, BrVlanMsg, VlanGlobalOptions) {}
/** Global options as input. */
export interface GlobalVlanInput extends Encodable<typeof GlobalVlan> {}

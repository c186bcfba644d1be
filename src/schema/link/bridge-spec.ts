import { attributes, repeated } from '../../netlink/attributes.ts'
import { listOf, nested, nestedRequest } from '../../netlink/containers.ts'
import { enumeration, flagSet } from '../../netlink/enums.ts'
import { u16, u32 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'
import { BridgeCfm } from './bridge-cfm.ts'
import { BridgeMrp } from './bridge-mrp.ts'
import { PortState } from './kinds/bridge-port.ts'

/** Whether the bridge (master) or the device below it (self) is meant (linux/if_bridge.h). */
export const BridgeFlags = flagSet('BRIDGE_FLAGS_', { master: 1, self: 2 })
/** How an embedded bridge forwards between its functions (linux/if_bridge.h). */
export const BridgeMode = enumeration('BRIDGE_MODE_', { veb: 0, vepa: 1, undef: 0xffff })
/** What a VLAN is to a port, and which of two entries of a range this is (linux/if_bridge.h). */
export const BridgeVlanFlags = flagSet(
  'BRIDGE_VLAN_INFO_',
  { master: 1, pvid: 2, untagged: 4, range_begin: 8, range_end: 16, brentry: 32, only_opts: 64 },
  { egress_untagged: 4, 'Egress Untagged': 4, PVID: 2 },
)

/** IFLA_BRIDGE_VLAN_INFO: a VLAN, or one end of a range of VLANs. */
export class BridgeVlanInfo extends struct('bridge_vlan_info', { flags: BridgeVlanFlags.u16, vid: u16 }) {}

/** IFLA_BRIDGE_VLAN_TUNNEL_INFO: a VLAN and the tunnel's id (VNI) for it, or one end of a range of both. */
export class BridgeVlanTunnel extends attributes('IFLA_BRIDGE_VLAN_TUNNEL_', {
  id: [1, u32],
  vid: [2, u16],
  flags: [3, BridgeVlanFlags.u16],
}) {}

/** IFLA_BRIDGE_MST_ENTRY: the state of a port in one spanning tree of several. */
export class BridgeMstEntry extends attributes('IFLA_BRIDGE_MST_ENTRY_', {
  msti: [1, u16],
  state: [2, PortState.u8],
}) {}

/** IFLA_AF_SPEC of messages of AF_BRIDGE (linux/if_bridge.h). */
export class BridgeSpec extends attributes('IFLA_BRIDGE_', {
  flags: [0, BridgeFlags.u16],
  mode: [1, BridgeMode.u16],
  vlanInfo: [2, repeated(BridgeVlanInfo)],
  vlanTunnelInfo: [3, repeated(BridgeVlanTunnel)],
  mrp: [4, nestedRequest(BridgeMrp)],
  cfm: [5, nested(BridgeCfm)],
  mst: [6, nested(listOf(1, nestedRequest(BridgeMstEntry)))],
}) {}

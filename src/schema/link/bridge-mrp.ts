import { attributes, repeated } from '../../netlink/attributes.ts'
import { nestedRequest } from '../../netlink/containers.ts'
import { enumeration } from '../../netlink/enums.ts'
import { u16, u32 } from '../../netlink/scalars.ts'

/** What a node is in a ring: client, manager, or whichever is negotiated (linux/mrp_bridge.h). */
export const MrpRingRole = enumeration('BR_MRP_RING_ROLE_', { disabled: 0, mrc: 1, mrm: 2, mra: 3 })
/** What a node is where rings are joined: client or manager (linux/mrp_bridge.h). */
export const MrpInRole = enumeration('BR_MRP_IN_ROLE_', { disabled: 0, mic: 1, mim: 2 })
/** Whether the ring is whole (linux/mrp_bridge.h). */
export const MrpRingState = enumeration('BR_MRP_RING_STATE_', { open: 0, closed: 1 })
/** Whether the connection of rings is whole (linux/mrp_bridge.h). */
export const MrpInState = enumeration('BR_MRP_IN_STATE_', { open: 0, closed: 1 })
/** State of a port of a ring (linux/mrp_bridge.h). */
export const MrpPortState = enumeration('BR_MRP_PORT_STATE_', { disabled: 0, blocked: 1, forwarding: 2, not_connected: 3 })
/** Which port of its node it is (linux/mrp_bridge.h). */
export const MrpPortRole = enumeration('BR_MRP_PORT_ROLE_', { primary: 0, secondary: 1, inter: 2 })

/** A ring to take part in; RTM_DELLINK leaves it. All of a request are in net/bridge/br_mrp_netlink.c. */
export class MrpInstance extends attributes('IFLA_BRIDGE_MRP_INSTANCE_', {
  ringId: [1, u32],
  pIfindex: [2, u32], // the primary port
  sIfindex: [3, u32],
  prio: [4, u16],
}) {}

/** The state of the port that the message is of. */
export class MrpPortStateOption extends attributes('IFLA_BRIDGE_MRP_PORT_STATE_', { state: [1, MrpPortState.u32] }) {}

/** The role of the port that the message is of. */
export class MrpPortRoleOption extends attributes('IFLA_BRIDGE_MRP_PORT_ROLE_', { role: [1, MrpPortRole.u32] }) {}

/** The state of a ring. */
export class MrpRingStateOption extends attributes('IFLA_BRIDGE_MRP_RING_STATE_', { ringId: [1, u32], state: [2, MrpRingState.u32] }) {}

/** The role of this node in a ring. */
export class MrpRingRoleOption extends attributes('IFLA_BRIDGE_MRP_RING_ROLE_', { ringId: [1, u32], role: [2, MrpRingRole.u32] }) {}

/** Test frames round a ring; times in microseconds. */
export class MrpStartTest extends attributes('IFLA_BRIDGE_MRP_START_TEST_', {
  ringId: [1, u32],
  interval: [2, u32], // 0 stops
  maxMiss: [3, u32], // frames lost until the ring counts as open
  period: [4, u32], // how long to send
  monitor: [5, u32], // 1: only looks
}) {}

/** The state of a connection of rings. */
export class MrpInStateOption extends attributes('IFLA_BRIDGE_MRP_IN_STATE_', { inId: [1, u32], state: [2, MrpInState.u32] }) {}

/** The role of this node in a connection of rings. */
export class MrpInRoleOption extends attributes('IFLA_BRIDGE_MRP_IN_ROLE_', {
  ringId: [1, u32],
  inId: [2, u16],
  role: [3, MrpInRole.u32],
  iIfindex: [4, u32], // the port of the connection
}) {}

/** Test frames over a connection of rings; times in microseconds. */
export class MrpStartInTest extends attributes('IFLA_BRIDGE_MRP_START_IN_TEST_', {
  inId: [1, u32],
  interval: [2, u32],
  maxMiss: [3, u32],
  period: [4, u32],
}) {}

/** A ring as the kernel tells it (br_mrp_fill_info). */
export class MrpInfo extends attributes('IFLA_BRIDGE_MRP_INFO_', {
  ringId: [1, u32],
  pIfindex: [2, u32],
  sIfindex: [3, u32],
  prio: [4, u16],
  ringState: [5, MrpRingState.u32],
  ringRole: [6, MrpRingRole.u32],
  testInterval: [7, u32],
  testMaxMiss: [8, u32],
  testMonitor: [9, u32],
  iIfindex: [10, u32],
  inState: [11, MrpInState.u32],
  inRole: [12, MrpInRole.u32],
  inTestInterval: [13, u32],
  inTestMaxMiss: [14, u32],
}) {}

/** IFLA_BRIDGE_MRP: media redundancy (IEC 62439-2). Dumps tell it with the mask `mrp`; requests are RTM_SETLINK of AF_BRIDGE. */
export class BridgeMrp extends attributes('IFLA_BRIDGE_MRP_', {
  instance: [1, nestedRequest(MrpInstance)],
  portState: [2, nestedRequest(MrpPortStateOption)],
  portRole: [3, nestedRequest(MrpPortRoleOption)],
  ringState: [4, nestedRequest(MrpRingStateOption)],
  ringRole: [5, nestedRequest(MrpRingRoleOption)],
  startTest: [6, nestedRequest(MrpStartTest)],
  info: [7, repeated(MrpInfo)],
  inRole: [8, nestedRequest(MrpInRoleOption)],
  inState: [9, nestedRequest(MrpInStateOption)],
  startInTest: [10, nestedRequest(MrpStartInTest)],
}) {}

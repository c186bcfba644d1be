import { mac } from '../../../netlink/addresses.ts'
import { alignment, attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { flag, u8, u16, u16be, u32, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** State of a port in the spanning tree (linux/if_bridge.h). */
export const PortState = enumeration('BR_STATE_', { disabled: 0, listening: 1, learning: 2, forwarding: 3, blocking: 4 })

/** Whether multicast routers are behind a port: `perm` always, `temp_query` as far as queries show (linux/if_bridge.h). */
export const MulticastRouter = enumeration('MDB_RTR_TYPE_', { disabled: 0, temp_query: 1, perm: 2, temp: 3 })

/** Who a bridge is in the spanning tree: the lower priority wins, then the lower address; struct ifla_bridge_id. */
export class BridgeId extends struct('ifla_bridge_id', { prio: u16be, addr: mac }) {}

/**
 * A port of a bridge: slave data of kind `bridge`, and IFLA_PROTINFO of messages of AF_BRIDGE (linux/if_link.h).
 * Timers in USER_HZ (1/100 s); switches of 8 bits are 0 or 1.
 */
export class BridgePortData extends attributes('IFLA_BRPORT_', {
  state: [1, PortState.u8],
  priority: [2, u16],
  cost: [3, u32],
  mode: [4, u8], // hairpin
  guard: [5, u8], // drops BPDUs
  protect: [6, u8], // iproute2: root_block
  fastLeave: [7, u8],
  learning: [8, u8],
  unicastFlood: [9, u8],
  proxyarp: [10, u8],
  learningSync: [11, u8],
  proxyarpWifi: [12, u8],
  rootId: [13, BridgeId],
  bridgeId: [14, BridgeId],
  designatedPort: [15, u16],
  designatedCost: [16, u16],
  id: [17, u16],
  no: [18, u16],
  topologyChangeAck: [19, u8],
  configPending: [20, u8],
  messageAgeTimer: [21, u64],
  forwardDelayTimer: [22, u64],
  holdTimer: [23, u64],
  flush: [24, flag], // input: forgets what was learnt
  multicastRouter: [25, MulticastRouter.u8],
  pad: [26, alignment],
  mcastFlood: [27, u8],
  mcastToUcast: [28, u8],
  vlanTunnel: [29, u8],
  bcastFlood: [30, u8],
  groupFwdMask: [31, u16],
  neighSuppress: [32, u8],
  isolated: [33, u8],
  backupPort: [34, u32], // index of a link
  mrpRingOpen: [35, u8],
  mrpInOpen: [36, u8],
  mcastEhtHostsLimit: [37, u32],
  mcastEhtHostsCnt: [38, u32],
  locked: [39, u8],
  mab: [40, u8],
  mcastNGroups: [41, u32],
  mcastMaxGroups: [42, u32],
  neighVlanSuppress: [43, u8],
  backupNhid: [44, u32], // id of a next hop; 0: none
  neighForwardGrat: [45, u8],
}) {}

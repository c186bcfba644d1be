import { ipv4, ipv6, mac } from '../../../netlink/addresses.ts'
import { alignment, attributes } from '../../../netlink/attributes.ts'
import { nested } from '../../../netlink/containers.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { flag, u8, u16, u16be, u32, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { BridgeId, MulticastRouter } from './bridge-port.ts'

/**
 * IFLA_BR_MULTI_BOOLOPT: switches by their bit (1 << BR_BOOLOPT_*, linux/if_bridge.h), and which of them are meant.
 * 1 no_ll_learn, 2 mcast_vlan_snooping, 4 mst_enable, 8 mdb_offload_fail_notification, 16 fdb_local_vlan_0.
 */
export class BridgeBoolOptions extends struct('br_boolopt_multi', { optval: u32, optmask: u32 }) {}

/** IFLA_BR_MCAST_QUERIER_STATE: who asks for group memberships; timers in USER_HZ (linux/if_bridge.h). */
export class QuerierState extends attributes('BRIDGE_QUERIER_', {
  ipAddress: [1, ipv4],
  ipPort: [2, u32], // index of the link; absent: the bridge itself
  ipOtherTimer: [3, u64],
  pad: [4, alignment],
  ipv6Address: [5, ipv6],
  ipv6Port: [6, u32],
  ipv6OtherTimer: [7, u64],
}) {}

/** Who runs the spanning tree: a program if /sbin/bridge-stp says so, a program, the kernel (linux/if_link.h, Linux 7.1). */
export const StpMode = enumeration('BR_STP_MODE_', { auto: 0, user: 1, kernel: 2 })

/**
 * Data of a `bridge` (linux/if_link.h). All times, also those that are set, are in USER_HZ (1/100 s): a forward delay
 * of 15 s is 1500. Switches of 8 bits are 0 or 1.
 */
export class BridgeData extends attributes('IFLA_BR_', {
  forwardDelay: [1, u32],
  helloTime: [2, u32],
  maxAge: [3, u32],
  ageingTime: [4, u32],
  stpState: [5, u32], // 0 off, 1 the kernel's, 2 a program's
  priority: [6, u16],
  vlanFiltering: [7, u8],
  vlanProtocol: [8, u16be], // 0x8100 or 0x88a8
  groupFwdMask: [9, u16],
  rootId: [10, BridgeId],
  bridgeId: [11, BridgeId],
  rootPort: [12, u16],
  rootPathCost: [13, u32],
  topologyChange: [14, u8],
  topologyChangeDetected: [15, u8],
  helloTimer: [16, u64],
  tcnTimer: [17, u64],
  topologyChangeTimer: [18, u64],
  gcTimer: [19, u64],
  groupAddr: [20, mac],
  fdbFlush: [21, flag], // input
  mcastRouter: [22, MulticastRouter.u8],
  mcastSnooping: [23, u8],
  mcastQueryUseIfaddr: [24, u8],
  mcastQuerier: [25, u8],
  mcastHashElasticity: [26, u32],
  mcastHashMax: [27, u32],
  mcastLastMemberCnt: [28, u32],
  mcastStartupQueryCnt: [29, u32],
  mcastLastMemberIntvl: [30, u64],
  mcastMembershipIntvl: [31, u64],
  mcastQuerierIntvl: [32, u64],
  mcastQueryIntvl: [33, u64],
  mcastQueryResponseIntvl: [34, u64],
  mcastStartupQueryIntvl: [35, u64],
  nfCallIptables: [36, u8],
  nfCallIp6tables: [37, u8],
  nfCallArptables: [38, u8],
  vlanDefaultPvid: [39, u16],
  pad: [40, alignment],
  vlanStatsEnabled: [41, u8],
  mcastStatsEnabled: [42, u8],
  mcastIgmpVersion: [43, u8],
  mcastMldVersion: [44, u8],
  vlanStatsPerPort: [45, u8],
  multiBoolopt: [46, BridgeBoolOptions],
  mcastQuerierState: [47, nested(QuerierState)],
  fdbNLearned: [48, u32],
  fdbMaxLearned: [49, u32],
  stpMode: [50, StpMode.u32],
}) {}

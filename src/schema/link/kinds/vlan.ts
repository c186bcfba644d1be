import { attributes } from '../../../netlink/attributes.ts'
import { listOf } from '../../../netlink/containers.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { u16, u16be, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** Switches of a vlan (linux/if_vlan.h). */
export const VlanFlag = flagSet('VLAN_FLAG_', { reorder_hdr: 1, gvrp: 2, loose_binding: 4, mvrp: 8, bridge_binding: 16 })

/** IFLA_VLAN_FLAGS: the switches, and which of them are meant; all in what the kernel tells. */
export class VlanFlags extends struct('ifla_vlan_flags', { flags: VlanFlag.u32, mask: VlanFlag.u32 }) {}

/** IFLA_VLAN_QOS_MAPPING: priority of the kernel and priority of the tag; which is `from` depends on the way. */
export class VlanQosMapping extends struct('ifla_vlan_qos_mapping', { from: u32, to: u32 }) {}

/** Data of a `vlan` (linux/if_link.h). */
export class VlanData extends attributes('IFLA_VLAN_', {
  id: [1, u16],
  flags: [2, VlanFlags],
  egressQos: [3, listOf(1, VlanQosMapping)],
  ingressQos: [4, listOf(1, VlanQosMapping)],
  protocol: [5, u16be], // 0x8100 (802.1Q) or 0x88a8 (802.1ad)
}) {}

import { mac } from '../../../netlink/addresses.ts'
import { alignment, attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { flat } from '../../../netlink/flat.ts'
import { u8, u16 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { EthernetProtocol } from '../../enums.ts'
import { general, TcfT } from './common.ts'

/** What is done to a tag, or with `_eth` to the Ethernet header (linux/tc_act/tc_vlan.h). */
export const VlanActionKind = enumeration('TCA_VLAN_ACT_', { pop: 1, push: 2, modify: 3, pop_eth: 4, push_eth: 5 })

/** TCA_VLAN_PARMS (linux/tc_act/tc_vlan.h). */
export class TcVlan extends struct('tc_vlan', { ...general, vlanAction: VlanActionKind.s32 }, { members: { vlanAction: 'v_action' } }) {}

/** TCA_VLAN_* (linux/tc_act/tc_vlan.h). */
export class VlanAttributes extends attributes('TCA_VLAN_', {
  tm: [1, TcfT],
  parms: [2, TcVlan],
  pushVlanId: [3, u16], // 0 .. 4094
  pushVlanProtocol: [4, EthernetProtocol.u16be], // 802.1Q or 802.1ad
  pad: [5, alignment],
  pushVlanPriority: [6, u8], // 0 .. 7
  pushEthDst: [7, mac],
  pushEthSrc: [8, mac],
}) {}

/** Pushes, pops and changes VLAN tags and Ethernet headers (net/sched/act_vlan.c, tc-vlan(8)). */
export class VlanAction extends flat(VlanAttributes, 'parms') {}

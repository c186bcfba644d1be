import { alignment, attributes } from '../../netlink/attributes.ts'
import { listOf } from '../../netlink/containers.ts'
import { enumeration } from '../../netlink/enums.ts'
import { u16be, u32, u64 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'
import { paddedLinkAddress } from './padded-address.ts'

/** Whether the link of a virtual function follows that of the port (linux/if_link.h). */
export const VfLinkState = enumeration('IFLA_VF_LINK_STATE_', { auto: 0, enable: 1, disable: 2 })

/** IFLA_VF_MAC */
export class VfMac extends struct('ifla_vf_mac', { vf: u32, mac: paddedLinkAddress }) {}
/** IFLA_VF_VLAN: `vlan` 0 turns the filter off. */
export class VfVlan extends struct('ifla_vf_vlan', { vf: u32, vlan: u32, qos: u32 }) {}
/** IFLA_VF_VLAN_INFO: with the protocol of the tag, 0x8100 or 0x88a8. */
export class VfVlanInfo extends struct('ifla_vf_vlan_info', { vf: u32, vlan: u32, qos: u32, vlanProto: u16be }) {}
/** IFLA_VF_TX_RATE in Mbit/s; 0 is no limit. */
export class VfTxRate extends struct('ifla_vf_tx_rate', { vf: u32, rate: u32 }) {}
/** IFLA_VF_RATE in Mbit/s; 0 is no limit. */
export class VfRate extends struct('ifla_vf_rate', { vf: u32, minTxRate: u32, maxTxRate: u32 }) {}
/** IFLA_VF_SPOOFCHK: 0, 1, or 4294967295 where the driver has no such check. */
export class VfSpoofchk extends struct('ifla_vf_spoofchk', { vf: u32, setting: u32 }) {}
/** IFLA_VF_LINK_STATE */
export class VfLinkStateSetting extends struct('ifla_vf_link_state', { vf: u32, linkState: VfLinkState.u32 }) {}
/** IFLA_VF_RSS_QUERY_EN: as IFLA_VF_SPOOFCHK. */
export class VfRssQueryEn extends struct('ifla_vf_rss_query_en', { vf: u32, setting: u32 }) {}
/** IFLA_VF_TRUST: as IFLA_VF_SPOOFCHK. */
export class VfTrust extends struct('ifla_vf_trust', { vf: u32, setting: u32 }) {}
/** IFLA_VF_IB_NODE_GUID and IFLA_VF_IB_PORT_GUID */
export class VfGuid extends struct('ifla_vf_guid', { vf: u32, guid: u64 }) {}

/** IFLA_VF_STATS (linux/if_link.h). */
export class VfStats extends attributes('IFLA_VF_STATS_', {
  rxPackets: [0, u64],
  txPackets: [1, u64],
  rxBytes: [2, u64],
  txBytes: [3, u64],
  broadcast: [4, u64],
  multicast: [5, u64],
  pad: [6, alignment],
  rxDropped: [7, u64],
  txDropped: [8, u64],
}) {}

/** One virtual function of an SR-IOV device: IFLA_VF_INFO (linux/if_link.h). Each attribute names its function. */
export class VfInfo extends attributes('IFLA_VF_', {
  mac: [1, VfMac],
  vlan: [2, VfVlan],
  txRate: [3, VfTxRate],
  spoofchk: [4, VfSpoofchk],
  linkState: [5, VfLinkStateSetting],
  rate: [6, VfRate],
  rssQueryEn: [7, VfRssQueryEn],
  stats: [8, VfStats],
  trust: [9, VfTrust],
  ibNodeGuid: [10, VfGuid],
  ibPortGuid: [11, VfGuid],
  vlanList: [12, listOf(1, VfVlanInfo)], // of IFLA_VF_VLAN_INFO; the kernel takes one
  broadcast: [13, paddedLinkAddress], // only told
}) {}

import { ipv4, ipv6, mac } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { indexed, nested } from '../../../netlink/containers.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { u8, u16, u32 } from '../../../netlink/scalars.ts'

/** How a bond uses its ports (linux/if_bonding.h). */
export const BondMode = enumeration(
  'BOND_MODE_',
  { roundrobin: 0, activebackup: 1, xor: 2, broadcast: 3, '8023ad': 4, tlb: 5, alb: 6 },
  { 'balance-rr': 0, 'active-backup': 1, 'balance-xor': 2, '802.3ad': 4, 'balance-tlb': 5, 'balance-alb': 6 },
)
/** What decides which port a packet takes (linux/if_bonding.h). */
export const BondXmitPolicy = enumeration(
  'BOND_XMIT_POLICY_',
  { layer2: 0, layer34: 1, layer23: 2, encap23: 3, encap34: 4, vlan_srcmac: 5 },
  { 'layer3+4': 1, 'layer2+3': 2, 'encap2+3': 3, 'encap3+4': 4, 'vlan+srcmac': 5 },
)
// The names below stand in the kernel's net/bonding.h and net/bond_3ad.h, which programs do not see.
/** Which ports' ARP answers are checked, and whether other packets count as a sign of life. */
export const BondArpValidate = enumeration(
  'BOND_ARP_',
  {
    ...{ validate_none: 0, validate_active: 1, validate_backup: 2, validate_all: 3, filter: 4, filter_active: 5, filter_backup: 6 },
  },
  { none: 0, active: 1, backup: 2, all: 3 },
)
/** Whether any or all of the ARP targets must answer. */
export const BondArpTargets = enumeration('BOND_ARP_TARGETS_', { any: 0, all: 1 })
/** When a primary port that comes back takes over. */
export const BondPrimaryReselect = enumeration('BOND_PRI_RESELECT_', { always: 0, better: 1, failure: 2 })
/** Which hardware addresses the ports get. */
export const BondFailOverMac = enumeration('BOND_FOM_', { none: 0, active: 1, follow: 2 })
/** How often the other side is to send LACPDUs: each 30 s or each second. */
export const BondLacpRate = enumeration('AD_LACP_', { slow: 0, fast: 1 })
/** Which aggregator of several is used. */
export const BondAdSelect = enumeration('BOND_AD_', { stable: 0, bandwidth: 1, count: 2, prio: 3 }, { actor_port_prio: 3 })

/** IFLA_BOND_AD_INFO: what 802.3ad settled on (linux/if_link.h). */
export class BondAdInfo extends attributes('IFLA_BOND_AD_INFO_', {
  aggregator: [1, u16],
  numPorts: [2, u16],
  actorKey: [3, u16],
  partnerKey: [4, u16],
  partnerMac: [5, mac],
}) {}

/** Data of a `bond` (linux/if_link.h). Times in ms where nothing else is said; switches of 8 bits are 0 or 1. */
export class BondData extends attributes('IFLA_BOND_', {
  mode: [1, BondMode.u8],
  activeSlave: [2, u32], // index of a link, as primary
  miimon: [3, u32],
  updelay: [4, u32],
  downdelay: [5, u32],
  useCarrier: [6, u8],
  arpInterval: [7, u32],
  arpIpTarget: [8, indexed(ipv4, 0)],
  arpValidate: [9, BondArpValidate.u32],
  arpAllTargets: [10, BondArpTargets.u32],
  primary: [11, u32],
  primaryReselect: [12, BondPrimaryReselect.u8],
  failOverMac: [13, BondFailOverMac.u8],
  xmitHashPolicy: [14, BondXmitPolicy.u8],
  resendIgmp: [15, u32],
  numPeerNotif: [16, u8],
  allSlavesActive: [17, u8],
  minLinks: [18, u32],
  lpInterval: [19, u32], // s
  packetsPerSlave: [20, u32],
  adLacpRate: [21, BondLacpRate.u8],
  adSelect: [22, BondAdSelect.u8],
  adInfo: [23, BondAdInfo],
  adActorSysPrio: [24, u16],
  adUserPortKey: [25, u16],
  adActorSystem: [26, mac],
  tlbDynamicLb: [27, u8],
  peerNotifDelay: [28, u32],
  adLacpActive: [29, u8],
  missedMax: [30, u8],
  nsIp6Target: [31, nested(indexed(ipv6, 0))],
  coupledControl: [32, u8],
  broadcastNeigh: [33, u8],
  lacpStrict: [34, u8],
}) {}

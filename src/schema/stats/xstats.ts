import { alignment, attributes, repeated } from '../../netlink/attributes.ts'
import { u16, u64 } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'
import { BridgeVlanFlags } from '../link/bridge-spec.ts'
import { fixedArray } from '../tc/arrays.ts'

/** BRIDGE_XSTATS_VLAN: what passed in one VLAN of a bridge or of a port (linux/if_bridge.h). */
export class BridgeVlanXstats extends struct('bridge_vlan_xstats', {
  rxBytes: u64,
  rxPackets: u64,
  txBytes: u64,
  txPackets: u64,
  vid: u16,
  flags: BridgeVlanFlags.u16,
  _: pad(4),
}) {}

/** Received and sent, in this order: BR_MCAST_DIR_RX and BR_MCAST_DIR_TX. */
const both = fixedArray(u64, 2)

/** BRIDGE_XSTATS_MCAST: IGMP and MLD, by version (linux/if_bridge.h); each pair is received and sent. */
export class BridgeMcastStats extends struct(
  'br_mcast_stats',
  {
    igmpV1queries: both,
    igmpV2queries: both,
    igmpV3queries: both,
    igmpLeaves: both,
    igmpV1reports: both,
    igmpV2reports: both,
    igmpV3reports: both,
    igmpParseErrors: u64,
    mldV1queries: both,
    mldV2queries: both,
    mldLeaves: both,
    mldV1reports: both,
    mldV2reports: both,
    mldParseErrors: u64,
    mcastBytes: both,
    mcastPackets: both,
  },
  {
    members: {
      ...{ igmpV1queries: 'igmp_v1queries', igmpV2queries: 'igmp_v2queries', igmpV3queries: 'igmp_v3queries' },
      ...{ igmpV1reports: 'igmp_v1reports', igmpV2reports: 'igmp_v2reports', igmpV3reports: 'igmp_v3reports' },
      ...{ mldV1queries: 'mld_v1queries', mldV2queries: 'mld_v2queries', mldV1reports: 'mld_v1reports', mldV2reports: 'mld_v2reports' },
    },
  },
) {}

/** BRIDGE_XSTATS_STP: the spanning tree's packets and changes of a port (linux/if_bridge.h). */
export class BridgeStpXstats extends struct('bridge_stp_xstats', {
  transitionBlk: u64,
  transitionFwd: u64,
  rxBpdu: u64,
  txBpdu: u64,
  rxTcn: u64,
  txTcn: u64,
}) {}

/** LINK_XSTATS_TYPE_BRIDGE: of a bridge, or of its port (linux/if_bridge.h). */
export class BridgeXstats extends attributes('BRIDGE_XSTATS_', {
  vlan: [1, repeated(BridgeVlanXstats)],
  mcast: [2, BridgeMcastStats],
  pad: [3, alignment],
  stp: [4, BridgeStpXstats],
}) {}

/** BOND_XSTATS_3AD: packets of LACP and of its marker protocol (linux/if_bonding.h). */
export class Bond3adStats extends attributes('BOND_3AD_STAT_', {
  lacpduRx: [0, u64],
  lacpduTx: [1, u64],
  lacpduUnknownRx: [2, u64],
  lacpduIllegalRx: [3, u64],
  markerRx: [4, u64],
  markerTx: [5, u64],
  markerRespRx: [6, u64],
  markerRespTx: [7, u64],
  markerUnknownRx: [8, u64],
  pad: [9, alignment],
}) {}

/** LINK_XSTATS_TYPE_BOND: of a bond, or of its port (linux/if_bonding.h). */
export class BondXstats extends attributes('BOND_XSTATS_', {
  '3ad': [1, Bond3adStats],
}) {}

/** IFLA_STATS_LINK_XSTATS of a link and IFLA_STATS_LINK_XSTATS_SLAVE of a port, by the kind of the master (linux/if_link.h). */
export class LinkXstats extends attributes('LINK_XSTATS_TYPE_', {
  bridge: [1, BridgeXstats],
  bond: [2, BondXstats],
}) {}

/** MPLS_STATS_LINK: struct mpls_link_stats (linux/mpls.h). */
export class MplsLinkStats extends struct('mpls_link_stats', {
  rxPackets: u64,
  txPackets: u64,
  rxBytes: u64,
  txBytes: u64,
  rxErrors: u64,
  txErrors: u64,
  rxDropped: u64,
  txDropped: u64,
  rxNoroute: u64,
}) {}

/** MPLS of IFLA_STATS_AF_SPEC (linux/mpls.h); a link that takes no labels has none. */
export class MplsStats extends attributes('MPLS_STATS_', {
  pad: [0, alignment, { uapi: 'MPLS_STATS_UNSPEC' }],
  link: [1, MplsLinkStats],
}) {}

/** IFLA_STATS_AF_SPEC: an attribute for each address family that keeps statistics of its own. */
export class FamilyStats extends attributes('AF_', { mpls: [28, MplsStats] }, { name: 'IFLA_STATS_AF_SPEC' }) {}

/**
 * Names that came after Debian 12's headers (6.1) and stand in no specification either, with their numbers in
 * include/uapi of Linux 7.0 and 7.1.
 */
export const NEWER: Readonly<Record<string, number>> = {
  IFLA_BOND_BROADCAST_NEIGH: 33,
  IFLA_BOND_LACP_STRICT: 34,
  IFLA_MACVLAN_BC_CUTOFF: 9,
  IFLA_VXLAN_LOCALBYPASS: 31,
  IFLA_VXLAN_LABEL_POLICY: 32,
  IFLA_VXLAN_RESERVED_BITS: 33,
  IFLA_VXLAN_MC_ROUTE: 34,
  VXLAN_LABEL_FIXED: 0,
  VXLAN_LABEL_INHERIT: 1,
  DPLL_A_PIN_ID: 1,
  RTEXT_FILTER_NAME_ONLY: 1 << 8,
  RTPROT_OVN: 84,
  SEG6_IPTUNNEL_SRC: 2,
  SEG6_IPTUNNEL_TABLE: 3,
  IOAM6_IPTUNNEL_SRC: 6,
  RTAX_FEATURE_TCP_USEC_TS: 1 << 4,
  RTM_NEWMULTICAST: 56,
  RTM_DELMULTICAST: 57,
  RTM_NEWANYCAST: 60,
  RTM_DELANYCAST: 61,
  RTNLGRP_IPV4_MCADDR: 37,
  RTNLGRP_IPV6_MCADDR: 38,
  RTNLGRP_IPV6_ACADDR: 39,
  DEVCONF_FORCE_FORWARDING: 59,
  IPSTATS_MIB_OUTREQUESTS: 5,
  TCA_MQPRIO_TC_ENTRY: 5,
  TCA_MQPRIO_TC_ENTRY_INDEX: 1,
  TCA_MQPRIO_TC_ENTRY_FP: 2,
  TCA_TAPRIO_OFFLOAD_STATS_PAD: 1,
  TCA_TAPRIO_OFFLOAD_STATS_WINDOW_DROPS: 2,
  TCA_TAPRIO_OFFLOAD_STATS_TX_OVERRUNS: 3,
  TCA_FQ_OFFLOAD_HORIZON: 18,
  TCA_DUALPI2_PAD: 16,
  NETKIT_PASS: 0,
  NETKIT_DROP: 2,
  OVPN_MODE_P2P: 0,
  OVPN_MODE_MP: 1,
  IFLA_GTP_LOCAL: 7,
  IFLA_GTP_LOCAL6: 8,
  IFLA_HSR_INTERLINK: 8,
  DCB_ATTR_DCB_APP_TRUST_TABLE: 11,
  DCB_ATTR_DCB_REWR_TABLE: 12,
  IFLA_DSA_CONDUIT: 1,
  IFLA_BR_STP_MODE: 50,
  BR_STP_MODE_AUTO: 0,
  BR_STP_MODE_USER: 1,
  BR_STP_MODE_KERNEL: 2,
  IFLA_GENEVE_GRO_HINT: 16,
  IFLA_GENEVE_LOCAL: 17,
  IFLA_GENEVE_LOCAL6: 18,
  IFLA_NETKIT_PAIRING: 10,
  NETKIT_DEVICE_PAIR: 0,
  NETKIT_DEVICE_SINGLE: 1,
  CAN_CTRLMODE_RESTRICTED: 0x800,
  CAN_CTRLMODE_XL: 0x1000,
  CAN_CTRLMODE_XL_TDC_AUTO: 0x2000,
  CAN_CTRLMODE_XL_TDC_MANUAL: 0x4000,
  CAN_CTRLMODE_XL_TMS: 0x8000,
  IFLA_CAN_XL_DATA_BITTIMING: 18,
  IFLA_CAN_XL_DATA_BITTIMING_CONST: 19,
  IFLA_CAN_XL_DATA_BITRATE_CONST: 20,
  IFLA_CAN_XL_TDC: 21,
  IFLA_CAN_XL_PWM: 22,
  IFLA_CAN_PWM_PWMS_MIN: 1,
  IFLA_CAN_PWM_PWMS_MAX: 2,
  IFLA_CAN_PWM_PWML_MIN: 3,
  IFLA_CAN_PWM_PWML_MAX: 4,
  IFLA_CAN_PWM_PWMO_MIN: 5,
  IFLA_CAN_PWM_PWMO_MAX: 6,
  IFLA_CAN_PWM_PWMS: 7,
  IFLA_CAN_PWM_PWML: 8,
  IFLA_CAN_PWM_PWMO: 9,
  TC_FP_EXPRESS: 1,
  TC_FP_PREEMPTIBLE: 2,
  IFLA_BRPORT_NEIGH_FORWARD_GRAT: 45,
  BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS: 7,
  BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS: 8,
  BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS: 9,
  BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT: 10,
  MDB_FLAGS_OFFLOAD_FAILED: 16,
  MDBA_MDB_EATTR_DST: 6,
  MDBA_MDB_EATTR_DST_PORT: 7,
  MDBA_MDB_EATTR_VNI: 8,
  MDBA_MDB_EATTR_IFINDEX: 9,
  MDBA_MDB_EATTR_SRC_VNI: 10,
  MDBA_GET_ENTRY: 1,
  MDBA_GET_ENTRY_ATTRS: 2,
  MDBE_ATTR_SRC_LIST: 2,
  MDBE_ATTR_GROUP_MODE: 3,
  MDBE_ATTR_RTPROT: 4,
  MDBE_ATTR_DST: 5,
  MDBE_ATTR_DST_PORT: 6,
  MDBE_ATTR_VNI: 7,
  MDBE_ATTR_IFINDEX: 8,
  MDBE_ATTR_SRC_VNI: 9,
  MDBE_ATTR_STATE_MASK: 10,
  MDBE_SRCATTR_ADDRESS: 1,
  TCA_FLOWER_KEY_ENC_OPTS_PFCP: 5,
  TCA_FLOWER_KEY_ENC_OPT_PFCP_TYPE: 1,
  TCA_FLOWER_KEY_ENC_OPT_PFCP_SEID: 2,
  TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM: 1 << 2,
  TCA_FLOWER_KEY_FLAGS_TUNNEL_DONT_FRAGMENT: 1 << 3,
  TCA_FLOWER_KEY_FLAGS_TUNNEL_OAM: 1 << 4,
  TCA_FLOWER_KEY_FLAGS_TUNNEL_CRIT_OPT: 1 << 5,
  NHA_OP_FLAGS: 14,
  NHA_GROUP_STATS: 15,
  NHA_HW_STATS_ENABLE: 16,
  NHA_HW_STATS_USED: 17,
  NHA_GROUP_STATS_ENTRY_ID: 1,
  NHA_GROUP_STATS_ENTRY_PACKETS: 2,
  NHA_GROUP_STATS_ENTRY_PACKETS_HW: 3,
  NHA_OP_FLAG_DUMP_STATS: 1 << 0,
  NHA_OP_FLAG_DUMP_HW_STATS: 1 << 1,
  NHA_OP_FLAG_RESP_GRP_RESVD_0: 2 ** 31,
  'offsetof(struct nexthop_grp, weight_high)': 5,
  'sizeof(((struct nexthop_grp *)0)->weight_high)': 1,
  NETCONFA_FORCE_FORWARDING: 9,
}

/** Names whose number, and structs whose size, changed after these headers. */
export const MOVED: Readonly<Record<string, string>> = {
  IPSTATS_MIB_OUTPKTS: 'Linux 6.7 called its old place OUTREQUESTS and put it at the end',
  ...Object.fromEntries(
    ['CSUM', 'ROUTING', 'KEY', 'SEQ', 'STRICT'].map((name) => [`GRE_${name}`, 'the header writes it in network order']),
  ),
  ...Object.fromEntries(
    [
      ...['CSUM', 'ROUTING', 'KEY', 'SEQ', 'STRICT', 'REC', 'VERSION', 'NO_KEY', 'DONT_FRAGMENT', 'OAM', 'CRIT_OPT', 'GENEVE_OPT'],
      ...['VXLAN_OPT', 'NOCACHE', 'ERSPAN_OPT', 'GTP_OPT'],
    ].map((name) => [`TUNNEL_${name}`, 'the header writes it in network order']),
  ),
  'sizeof(struct tc_fq_qd_stats)': 'Linux 6.7 counts the fast path, and each band',
}

/** Enumerations that user space sees only by number: their names stand in headers the kernel keeps to itself. */
export const INTERNAL: readonly string[] = [
  ...['ND_OPT_', 'IF_PREFIX_'], // include/net/ndisc.h, addrconf.h (struct prefix_info), and IANA's registry
  ...['BOND_ARP_', 'BOND_PRI_RESELECT_', 'BOND_FOM_'], // include/net/bond_options.h, bonding.h
  ...['AD_LACP_', 'BOND_AD_', 'AD_CHURN', 'AD_NO_CHURN'], // include/net/bond_3ad.h
  ...['IF_RS_SENT', 'IF_RA_', 'IF_READY'], // include/net/if_inet6.h
]

const METRICS = /^RTAX_LOCK_(.+)$/
/** rtm_flags holds the flags of the only next hop too, under their own names. */
const NEXTHOP_FLAGS = /^RTM_F_(DEAD|PERVASIVE|ONLINK|OFFLOAD|LINKDOWN|UNRESOLVED|TRAP)$/

/** rtm_flags of a looked-up route holds these too (linux/in_route.h). */
const LOOKUP_FLAGS = /^RTM_F_(?:RTCF_)?((?<=RTCF_)NOTIFY|REDIRECTED|DOREDIRECT|DIRECTSRC|BROADCAST|REJECT|LOCAL)$/

/** Numbers of bits, which the kernel shifts where it keeps them. */
const FLAVORS = /^(SEG6_LOCAL_FLV_OP_.+)$/
/** What the bits of the groups and subgroups of statistics are made of. */
const STATS_BITS = /^IFLA_(STATS|OFFLOAD_XSTATS)_FILTER_BIT_(.+)$/

/** What the headers call a name of ours, or how they make it. */
export const headerName = (name: string): string =>
  name
    .replace(METRICS, '(1 << RTAX_$1)')
    .replace(FLAVORS, '(1 << $1)')
    .replace(NEXTHOP_FLAGS, 'RTNH_F_$1')
    .replace(/^RTM_F_RT_/, 'RTM_F_')
    .replace(STATS_BITS, 'IFLA_STATS_FILTER_BIT(IFLA_$1_$2)')
    .replace(LOOKUP_FLAGS, 'RTCF_$1')
    .replace(/^AF_(IP6?MR)$/, 'RTNL_FAMILY_$1')

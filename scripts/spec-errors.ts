// Where the specifications and the kernel's headers and code disagree: the kernel is right, and each case is named here.
import type { SpecName } from './specs.ts'

export interface SpecError {
  /** What is the matter, as it stands in docs/COVERAGE.md. */
  readonly why: string
  /** The kernel's name, where the specification's is another. */
  readonly is?: string
  /** The number the kernel uses, where the specification's is another. */
  readonly number?: number
  /** The type in the specification is not what the kernel takes; do not compare it. */
  readonly type?: boolean
}

const each = (prefix: string, names: string, error: SpecError): Record<string, SpecError> =>
  Object.fromEntries(names.split(' ').map((name) => [prefix + name, error]))
const spelt = (is: string): SpecError => ({ why: `the header writes ${is}`, is })

/** By the name the specification makes. */
export const SPEC_ERRORS: Readonly<Record<SpecName, Readonly<Record<string, SpecError>>>> = {
  'rt-link': {
    NETKIT_POLICY_FORWARD: spelt('NETKIT_PASS'),
    NETKIT_POLICY_BLACKHOLE: spelt('NETKIT_DROP'),
    IFF_POINT_TO_POINT: spelt('IFF_POINTOPOINT'),
    IFF_NO_TRAILERS: spelt('IFF_NOTRAILERS'),
    IFF_NO_ARP: spelt('IFF_NOARP'),
    IFF_ALL_MULTI: spelt('IFF_ALLMULTI'),
    IFF_AUTO_MEDIA: spelt('IFF_AUTOMEDIA'),
    OVPN_MODEP2P: spelt('OVPN_MODE_P2P'),
    OVPN_MODEMP: spelt('OVPN_MODE_MP'),
    IFLA_INET6_STATS_OUTPKTS: { why: 'place 5 is OUTREQUESTS since Linux 6.7, and OUTPKTS the last (linux/snmp.h)', is: 'outrequests' },
    DPLL_A_ID: spelt('DPLL_A_PIN_ID'),
    ...each('IFLA_', 'COST PRIORITY WIRELESS', {
      why: 'no string: nothing writes the first two, and wireless events are bytes',
      type: true,
    }),
    IFLA_PROTO_DOWN_REASON: { why: 'a nest of IFLA_PROTO_DOWN_REASON_MASK and _VALUE', type: true },
    'ifla_vf_vlan_info.vlan_proto': { why: 'a __be16', type: true },
    IFLA_IPTUN_FLAGS: { why: "in the machine's order: SIT_ISATAP is 1 (linux/if_tunnel.h)", type: true },
    IFLA_BR_VLAN_PROTOCOL: { why: 'in network order (net/bridge/br_netlink.c, nla_get_be16)', type: true },
    ...each(
      'IFLA_BRPORT_',
      'MODE GUARD PROTECT FAST_LEAVE LEARNING UNICAST_FLOOD PROXYARP LEARNING_SYNC PROXYARP_WIFI MCAST_FLOOD MCAST_TO_UCAST VLAN_TUNNEL BCAST_FLOOD NEIGH_SUPPRESS ISOLATED MRP_RING_OPEN MRP_IN_OPEN LOCKED MAB NEIGH_VLAN_SUPPRESS',
      { why: 'not flags but u8, 0 or 1 (net/bridge/br_netlink.c, br_port_policy)', type: true },
    ),
  },
  'rt-addr': {},
  'rt-route': {
    ...each('RTA_', 'SPORT DPORT', { why: 'in network order (net/ipv4/route.c, nla_get_be16)', type: true }),
  },
  'rt-rule': {
    ...each('FRA_', 'DST SRC', { why: 'addresses of the family in the header, 4 or 16 bytes', type: true }),
    FRA_TUN_ID: { why: 'in network order (net/core/fib_rules.c, nla_get_be64)', type: true },
  },
  'rt-neigh': {
    NDA_PORT: { why: 'in network order (drivers/net/vxlan, nla_get_be16)', type: true },
  },
  tc: {
    HFSC_ATTRS_RSC: spelt('TCA_HFSC_RSC'),
    HFSC_ATTRS_FSC: spelt('TCA_HFSC_FSC'),
    HFSC_ATTRS_USC: spelt('TCA_HFSC_USC'),
    TCA_TUNNEL_KEY_ENC_KEY_ID: { why: 'a __be32 (net/sched/act_tunnel_key.c, nla_get_be32)', type: true },
    TCA_VLAN_PUSH_VLAN_PROTOCOL: { why: 'in network order (net/sched/act_vlan.c, nla_get_be16)', type: true },
    ...each('TCA_FLOWER_KEY_', 'VLAN_ID CVLAN_ID MPLS_LABEL', {
      why: "in the machine's order (net/sched/cls_flower.c, fl_set_key_vlan, fl_set_key_mpls)",
      type: true,
    }),
    TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS: { why: 'in network order (net/sched/cls_flower.c, nla_get_be16)', type: true },
    TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX: { why: 'in network order (net/sched/cls_flower.c, nla_get_be32)', type: true },
    ...each('tc_ratespec.', 'overhead cell_align mpu', {
      why: 'linux/pkt_sched.h: unsigned short overhead, short cell_align, unsigned short mpu, from byte 2 on',
      type: true,
    }),
    ...each('tc_', 'u32_sel.keys u32_pcnt.kcnts pedit_sel.keys', {
      why: 'the array behind the struct has no place in its size; its items are read one by one',
      type: true,
    }),
    CLS_FLAGS_NOT_IN_NW: spelt('TCA_CLS_FLAGS_NOT_IN_HW'),
    TCA_FLOWER_KEY_FLAGS_FRAG: spelt('TCA_FLOWER_KEY_FLAGS_IS_FRAGMENT'),
    TCA_FLOWER_KEY_FLAGS_FIRSTFRAG: spelt('TCA_FLOWER_KEY_FLAGS_FRAG_IS_FIRST'),
    TCA_FLOWER_KEY_FLAGS_TUNCSUM: spelt('TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM'),
    TCA_FLOWER_KEY_FLAGS_TUNDF: spelt('TCA_FLOWER_KEY_FLAGS_TUNNEL_DONT_FRAGMENT'),
    TCA_FLOWER_KEY_FLAGS_TUNOAM: spelt('TCA_FLOWER_KEY_FLAGS_TUNNEL_OAM'),
    TCA_FLOWER_KEY_FLAGS_TUNCRIT: spelt('TCA_FLOWER_KEY_FLAGS_TUNNEL_CRIT_OPT'),
  },
}

/** What the kernel's names of a definition begin with, where the specification gives no prefix. */
export const ENUM_PREFIXES: Readonly<Record<string, string>> = {
  'vlan-flags': 'VLAN_FLAG_',
  'vlan-protocols': 'ETH_P_',
  'ifla-vf-link-state-enum': 'IFLA_VF_LINK_STATE_',
  'netkit-policy': 'NETKIT_',
  'netkit-mode': 'NETKIT_',
  'nud-state': 'NUD_',
  'ntf-flags': 'NTF_',
  'ntf-ext-flags': 'NTF_EXT_',
  'rtm-type': 'RTN_',
  'cls-flags': 'TCA_CLS_FLAGS_',
  'flower-key-ctrl-flags': 'TCA_FLOWER_KEY_FLAGS_',
  'dualpi2-drop-overload': 'TC_DUALPI2_DROP_OVERLOAD_',
  'dualpi2-drop-early': 'TC_DUALPI2_DROP_EARLY_',
  'dualpi2-ecn-mask': 'TC_DUALPI2_ECN_MASK_',
  'dualpi2-split-gso': 'TC_DUALPI2_SPLIT_GSO_',
}

/** Enumerations that number the places of an array: the attribute that holds it, and what the header's names begin with. */
export const PLACES: Readonly<Record<string, { readonly attribute: string; readonly prefix: string; readonly first: number }>> = {
  // IPV4_DEVCONF_FORWARDING is 1, but place 0 of the array.
  'ipv4-devconf': { attribute: 'IFLA_INET_CONF', prefix: 'IPV4_DEVCONF_', first: 1 },
  'ipv6-devconf': { attribute: 'IFLA_INET6_CONF', prefix: 'DEVCONF_', first: 0 },
  'ifla-inet6-stats': { attribute: 'IFLA_INET6_STATS', prefix: 'IPSTATS_MIB_', first: 0 },
  'ifla-icmp6-stats': { attribute: 'IFLA_INET6_ICMP6STATS', prefix: 'ICMP6_MIB_', first: 0 },
}

/** The attribute that chooses among the formats of a sub-message. */
export const SELECTORS: Readonly<Record<string, string>> = {
  'linkinfo-data-msg': 'IFLA_INFO_KIND',
  'linkinfo-member-data-msg': 'IFLA_INFO_SLAVE_KIND',
  'options-msg': 'TCA_KIND',
  'tca-stats-app-msg': 'TCA_KIND',
  'act-options-msg': 'TCA_ACT_KIND',
  'ematch-msg': 'TCF_EM_KIND',
}

/** Attributes that are the only one of their nest, each an item of a list: the attribute that holds the list. */
export const ITEMS: Readonly<Record<string, string>> = {
  IFLA_VF_INFO: 'IFLA_VFINFO_LIST',
  IFLA_VF_VLAN_INFO: 'IFLA_VF_VLAN_LIST',
  IFLA_VLAN_QOS_MAPPING: 'IFLA_VLAN_EGRESS_QOS',
  TCA_TAPRIO_SCHED_ENTRY: 'TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST',
}

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
  /** Of a whole enumeration: what to add to its numbers. */
  readonly shift?: number
}

const each = (prefix: string, names: string, error: SpecError): Record<string, SpecError> =>
  Object.fromEntries(names.split(' ').map((name) => [prefix + name, error]))
const spelt = (is: string): SpecError => ({ why: `the header writes ${is}`, is })

/** By the name the specification makes. */
export const SPEC_ERRORS: Readonly<Record<SpecName, Readonly<Record<string, SpecError>>>> = {
  'rt-link': {
    IFF_POINT_TO_POINT: spelt('IFF_POINTOPOINT'),
    IFF_NO_TRAILERS: spelt('IFF_NOTRAILERS'),
    IFF_NO_ARP: spelt('IFF_NOARP'),
    IFF_ALL_MULTI: spelt('IFF_ALLMULTI'),
    IFF_AUTO_MEDIA: spelt('IFF_AUTOMEDIA'),
    IPSTATS_MIB_ECT0_PKTS: spelt('IPSTATS_MIB_ECT0PKTS'),
    IPSTATS_MIB_ECT1_PKTS: spelt('IPSTATS_MIB_ECT1PKTS'),
    OVPN_MODEP2P: spelt('OVPN_MODE_P2P'),
    OVPN_MODEMP: spelt('OVPN_MODE_MP'),
    'ipv4-devconf': {
      why: 'counts from 0; IPV4_DEVCONF_FORWARDING is 1, and the specification means the index in IFLA_INET_CONF',
      shift: 1,
    },
    IFLA_BR_VLAN_PROTOCOL: { why: 'in network order (net/bridge/br_netlink.c, nla_get_be16)', type: true },
    ...each(
      'IFLA_BRPORT_',
      'MODE GUARD PROTECT FAST_LEAVE LEARNING UNICAST_FLOOD PROXYARP LEARNING_SYNC PROXYARP_WIFI MCAST_FLOOD MCAST_TO_UCAST VLAN_TUNNEL BCAST_FLOOD NEIGH_SUPPRESS ISOLATED MRP_RING_OPEN MRP_IN_OPEN LOCKED MAB NEIGH_VLAN_SUPPRESS',
      { why: 'not flags but u8, 0 or 1 (net/bridge/br_netlink.c, br_port_policy)', type: true },
    ),
  },
  'rt-addr': {},
  'rt-route': {},
  'rt-rule': {
    ...each('FRA_', 'DST SRC', { why: 'addresses of the family in the header, 4 or 16 bytes', type: true }),
    FRA_TUN_ID: { why: 'in network order (net/core/fib_rules.c, nla_get_be64)', type: true },
  },
  'rt-neigh': {
    NDA_PORT: { why: 'in network order (drivers/net/vxlan, nla_get_be16)', type: true },
  },
  tc: {},
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
  'ipv6-devconf': 'DEVCONF_',
  'ifla-icmp6-stats': 'ICMP6_MIB_',
  'ifla-inet6-stats': 'IPSTATS_MIB_',
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

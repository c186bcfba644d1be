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

/** By the name the specification makes. */
export const SPEC_ERRORS: Readonly<Record<SpecName, Readonly<Record<string, SpecError>>>> = {
  'rt-link': {},
  'rt-addr': {},
  'rt-route': {},
  'rt-rule': {},
  'rt-neigh': {},
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

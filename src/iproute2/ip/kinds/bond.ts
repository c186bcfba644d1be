import {
  BondAdSelect,
  BondArpTargets,
  BondArpValidate,
  BondFailOverMac,
  BondLacpRate,
  BondMode,
  BondPrimaryReselect,
  BondXmitPolicy,
} from '../../../schema/link/kinds/bond.ts'
import { BondLinkStatus, BondPortState, LacpState } from '../../../schema/link/kinds/bond-port.ts'
import type { JsonObject, Printing } from '../../types.ts'
import { addressText } from '../prefix.ts'
import type { KindPrinter, PortPrinter } from './printer.ts'

// iproute2's words by their numbers (ip/iplink_bond.c, ip/iplink_bond_slave.c).
const MODES = ['balance-rr', 'active-backup', 'balance-xor', 'broadcast', '802.3ad', 'balance-tlb', 'balance-alb']
const ARP_VALIDATE = ['none', 'active', 'backup', 'all', 'filter', 'filter_active', 'filter_backup']
const ARP_ALL_TARGETS = ['any', 'all']
const RESELECT = ['always', 'better', 'failure']
const FAIL_OVER_MAC = ['none', 'active', 'follow']
const XMIT_HASH_POLICIES = ['layer2', 'layer3+4', 'layer2+3', 'encap2+3', 'encap3+4', 'vlan+srcmac']
const LACP_RATES = ['slow', 'fast']
const AD_SELECT = ['stable', 'bandwidth', 'count']
const STATES = ['ACTIVE', 'BACKUP']
const MII_STATUS = ['UP', 'GOING_DOWN', 'DOWN', 'GOING_BACK']
const LACP_STATES = ['active', 'short_timeout', 'aggregating', 'in_sync', 'collecting', 'distributing', 'defaulted', 'expired']

/** The word for a value; null for one that iproute2 has no word for. */
function word<V>(words: readonly string[], value: V | undefined, { number }: { number(value: V): number }): string | null | undefined {
  return value === undefined ? undefined : (words[number(value)] ?? null)
}

/** The name of a link that is set, or its index where the name is not known. */
function printLink(key: string, index: number | undefined, printing: Printing): JsonObject {
  if (!index) return {}
  const name = printing.linkName(index)
  return name === undefined ? { [`${key}_index`]: index } : { [key]: name }
}

/** Nothing is said of targets where the first place is empty. */
const targets = (list: readonly string[] | undefined): readonly string[] | undefined =>
  list?.[0] === undefined ? undefined : list.flat().map(addressText)

export const printBond: KindPrinter<'bond'> = (bond, printing) => {
  const { activeSlave, adInfo, adLacpActive, arpValidate, primary } = bond
  const validate = word(ARP_VALIDATE, arpValidate, BondArpValidate)
  return {
    mode: word(MODES, bond.mode, BondMode),
    ...printLink('active_slave', activeSlave, printing),
    miimon: bond.miimon,
    updelay: bond.updelay,
    downdelay: bond.downdelay,
    peer_notify_delay: bond.peerNotifDelay,
    use_carrier: bond.useCarrier,
    arp_interval: bond.arpInterval,
    arp_missed_max: bond.missedMax,
    arp_ip_target: targets(bond.arpIpTarget),
    ns_ip6_target: targets(bond.nsIp6Target),
    arp_validate: validate === 'none' ? null : validate,
    arp_all_targets: word(ARP_ALL_TARGETS, bond.arpAllTargets, BondArpTargets),
    ...printLink('primary', primary, printing),
    primary_reselect: word(RESELECT, bond.primaryReselect, BondPrimaryReselect),
    fail_over_mac: word(FAIL_OVER_MAC, bond.failOverMac, BondFailOverMac),
    xmit_hash_policy: word(XMIT_HASH_POLICIES, bond.xmitHashPolicy, BondXmitPolicy),
    resend_igmp: bond.resendIgmp,
    num_peer_notif: bond.numPeerNotif,
    all_slaves_active: bond.allSlavesActive,
    min_links: bond.minLinks,
    lp_interval: bond.lpInterval,
    packets_per_slave: bond.packetsPerSlave,
    ad_lacp_active: adLacpActive === undefined ? undefined : adLacpActive === 0 ? 'off' : 'on',
    ad_lacp_rate: word(LACP_RATES, bond.adLacpRate, BondLacpRate),
    ad_select: word(AD_SELECT, bond.adSelect, BondAdSelect),
    ad_info: adInfo && {
      aggregator: adInfo.aggregator,
      num_ports: adInfo.numPorts,
      actor_key: adInfo.actorKey,
      partner_key: adInfo.partnerKey,
      partner_mac: adInfo.partnerMac,
    },
    ad_actor_sys_prio: bond.adActorSysPrio,
    ad_user_port_key: bond.adUserPortKey,
    ad_actor_system: bond.adActorSystem,
    tlb_dynamic_lb: bond.tlbDynamicLb,
  }
}

/** The state of one side as a number, and in words. */
function printLacp(key: string, state: ReturnType<typeof LacpState.names> | undefined): JsonObject {
  if (state === undefined) return {}
  const bits = LacpState.bits(state)
  return { [key]: bits, [`${key}_str`]: LACP_STATES.filter((_, i) => (bits & (1 << i)) !== 0) }
}

/** A value's word, or the value itself under another name. */
function printState(key: string, words: readonly string[], number: number): JsonObject {
  return words[number] === undefined ? { [`${key}_index`]: number } : { [key]: words[number] }
}

export const printBondPort: PortPrinter<'bond'> = (port) => ({
  ...(port.state !== undefined && printState('state', STATES, BondPortState.number(port.state))),
  ...(port.miiStatus !== undefined && printState('mii_status', MII_STATUS, BondLinkStatus.number(port.miiStatus))),
  link_failure_count: port.linkFailureCount,
  perm_hwaddr: port.permHwaddr,
  queue_id: port.queueId,
  prio: port.prio,
  ad_aggregator_id: port.adAggregatorId,
  ...printLacp('ad_actor_oper_port_state', port.adActorOperPortState),
  ...printLacp('ad_partner_oper_port_state', port.adPartnerOperPortState),
})

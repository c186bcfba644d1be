import { EthernetProtocol } from '../../../schema/enums.ts'
import { IpProtocol } from '../../../schema/route/enums.ts'
import { handleNumber, TC_H } from '../../../schema/tc/classid.ts'
import { ArpOperation, PppProtocol } from '../../../schema/tc/filters/flower/flags.ts'
import type { FlowerFilter } from '../../../schema/tc/filters/flower.ts'
import type { JsonObject, Printing } from '../../types.ts'
import { protocolName } from '../names.ts'
import type { FilterPrinter } from '../printers.ts'
import { printClassid } from '../words.ts'
import { printActionsOf, printFlags } from './common.ts'
import { printTunnel } from './flower-tunnel.ts'
import { byteText, counted, hexBytes, hexText, ipv4Text, ipv6Text, macText } from './masks.ts'

const ETHER_TYPES: Readonly<Record<string, string>> = { ip: 'ipv4', ipv6: 'ipv6', arp: 'arp', rarp: 'rarp' }
const IP_PROTOCOLS: ReadonlySet<string | number> = new Set(['tcp', 'udp', 'sctp', 'icmp', 'icmpv6'])
const ARP_OPERATIONS: ReadonlySet<string | number> = new Set(['request', 'reply'])
/** Traffic classes that a class can stand for (TC_QOPT_MAX_QUEUE, linux/pkt_sched.h). */
const QUEUES = 16
/** tc's order, and the kernel's names of its words. */
const CT_STATES = { trk: 'tracked', new: 'new', est: 'established', rel: 'related', inv: 'invalid', rpl: 'reply' } as const

function printVlans(one: FlowerFilter, printing: Printing): JsonObject {
  const protocol = (type: string | number | undefined) => (type === undefined ? undefined : protocolName(type, printing))
  return {
    num_of_vlans: one.keyNumOfVlans,
    vlan_id: one.keyVlanId,
    vlan_prio: one.keyVlanPrio,
    vlan_ethtype: protocol(one.keyVlanEthType),
    cvlan_id: one.keyCvlanId,
    cvlan_prio: one.keyCvlanPrio,
    cvlan_ethtype: protocol(one.keyCvlanEthType),
  }
}

/** Ports of the protocol; of a range both ends. */
function printPorts(one: FlowerFilter): JsonObject {
  const { keyIpProto: protocol } = one
  const of: Readonly<Record<string, readonly (number | undefined)[]>> = {
    tcp: [one.keyTcpDst, one.keyTcpDstMask, one.keyTcpSrc, one.keyTcpSrcMask],
    udp: [one.keyUdpDst, one.keyUdpDstMask, one.keyUdpSrc, one.keyUdpSrcMask],
    sctp: [one.keySctpDst, one.keySctpDstMask, one.keySctpSrc, one.keySctpSrcMask],
  }
  const ports = of[protocol ?? '']
  if (ports === undefined) return {}
  const range = (name: string, start: number | undefined, end: number | undefined): JsonObject =>
    start === undefined || end === undefined ? {} : { [name]: { start, end } }
  return {
    ...counted('dst_port', ports[0], ports[1], 0xffff),
    ...counted('src_port', ports[2], ports[3], 0xffff),
    ...range('dst_port', one.keyPortDstMin, one.keyPortDstMax),
    ...range('src_port', one.keyPortSrcMin, one.keyPortSrcMax),
  }
}

function printIcmp(one: FlowerFilter): JsonObject {
  if (one.keyEthType === 'ip' && one.keyIpProto === 'icmp')
    return {
      icmp_type: byteText(one.keyIcmpv4Type, one.keyIcmpv4TypeMask),
      icmp_code: byteText(one.keyIcmpv4Code, one.keyIcmpv4CodeMask),
    }
  if (one.keyEthType === 'ipv6' && one.keyIpProto === 'icmpv6')
    return {
      icmp_type: byteText(one.keyIcmpv6Type, one.keyIcmpv6TypeMask),
      icmp_code: byteText(one.keyIcmpv6Code, one.keyIcmpv6CodeMask),
    }
  return {}
}

function printHeaders(one: FlowerFilter): JsonObject {
  const { keyEthType, keyIpProto: protocol } = one
  const ip = keyEthType === 'ip' ? ipv4Text : undefined
  const ip6 = keyEthType === 'ipv6' ? ipv6Text : undefined
  const type = typeof keyEthType === 'string' ? ETHER_TYPES[keyEthType] : undefined
  return {
    dst_mac: macText(one.keyEthDst, one.keyEthDstMask),
    src_mac: macText(one.keyEthSrc, one.keyEthSrcMask),
    eth_type: keyEthType === undefined ? undefined : (type ?? EthernetProtocol.number(keyEthType).toString(16).padStart(4, '0')),
    ip_proto: protocol === undefined ? undefined : IP_PROTOCOLS.has(protocol) ? protocol : hexText(IpProtocol.number(protocol)),
    ...counted('ip_tos', one.keyIpTos, one.keyIpTosMask, 0xff),
    ...counted('ip_ttl', one.keyIpTtl, one.keyIpTtlMask, 0xff),
    mpls: one.keyMplsOpts?.lse?.map(({ depth, label, tc, bos, ttl }) => ({ depth, label, tc, bos, ttl })),
    mpls_label: one.keyMplsLabel,
    mpls_tc: byteText(one.keyMplsTc),
    mpls_bos: byteText(one.keyMplsBos),
    mpls_ttl: byteText(one.keyMplsTtl),
    dst_ip: ip?.(one.keyIpv4Dst, one.keyIpv4DstMask) ?? ip6?.(one.keyIpv6Dst, one.keyIpv6DstMask),
    src_ip: ip?.(one.keyIpv4Src, one.keyIpv4SrcMask) ?? ip6?.(one.keyIpv6Src, one.keyIpv6SrcMask),
  }
}

function printArp(one: FlowerFilter): JsonObject {
  const { keyArpOp: operation, keyArpOpMask: mask } = one
  const named = mask === undefined || mask === 0xff
  return {
    arp_sip: ipv4Text(one.keyArpSip, one.keyArpSipMask),
    arp_tip: ipv4Text(one.keyArpTip, one.keyArpTipMask),
    arp_op:
      operation === undefined
        ? undefined
        : byteText(named && ARP_OPERATIONS.has(operation) ? operation : ArpOperation.number(operation), mask),
    arp_sha: macText(one.keyArpSha, one.keyArpShaMask),
    arp_tha: macText(one.keyArpTha, one.keyArpThaMask),
  }
}

/** `+trk-new`: of each flag whether it is there. */
function ctStateText({ keyCtState: state, keyCtStateMask: mask }: FlowerFilter): string | undefined {
  if (state === undefined) return undefined
  const asked = Object.entries(CT_STATES).filter(([, flag]) => mask === undefined || mask.includes(flag))
  return asked.map(([word, flag]) => (state.includes(flag) ? '+' : '-') + word).join('')
}

function printConntrack(one: FlowerFilter): JsonObject {
  const { keyCtLabels: labels, keyCtLabelsMask: mask = new Uint8Array() } = one
  const whole = labels?.length === 16 && mask.every((byte) => byte === 0xff)
  return {
    ct_state: ctStateText(one),
    ...counted('ct_zone', one.keyCtZone, one.keyCtZoneMask, 0xffff),
    ...counted('ct_mark', one.keyCtMark, one.keyCtMarkMask, 0xffffffff),
    ct_label: labels === undefined ? undefined : `${hexBytes(labels)}${whole ? '' : `/${hexBytes(mask)}`}`,
  }
}

/** Whether it is a fragment, and the first of them. */
function printIpFlags({ keyFlags: flags = [], keyFlagsMask: mask = [] }: FlowerFilter): JsonObject {
  const frag = mask.includes('is_fragment') ? flags.includes('is_fragment') : undefined
  const firstfrag = mask.includes('frag_is_first') ? flags.includes('frag_is_first') : undefined
  return frag === undefined && firstfrag === undefined ? {} : { ip_flags: { frag, firstfrag } }
}

function pppText(protocol: string | number | undefined, { numeric }: Printing): string | undefined {
  if (protocol === undefined) return undefined
  return typeof protocol === 'number' || numeric ? `[${PppProtocol.number(protocol as number)}]` : protocol
}

const tcpFlagsText = (flags: number, mask: number | undefined): string =>
  `0x${flags.toString(16)}${mask === undefined ? '' : `/${mask.toString(16)}`}`

/** The class, or the traffic class of an mqprio that stands for it. */
function printClass({ classid }: FlowerFilter): JsonObject {
  if (classid === undefined) return {}
  const trafficClass = (handleNumber(classid) & 0xffff) - TC_H.MIN_PRIORITY
  return trafficClass >= 0 && trafficClass < QUEUES ? { hw_tc: trafficClass } : { classid: printClassid(classid) }
}

/** tc/f_flower.c; tc 6.1 knows no L2TPv3, SPI, CFM, hash, missed lookups, and no flags of tunnels. */
export const printFlower: FilterPrinter<'flower'> = (one, printing, { handle }) => ({
  handle: handle === 0 ? undefined : handle,
  ...printClass(one),
  indev: one.indev,
  keys: {
    ...printVlans(one, printing),
    ...printHeaders(one),
    ...printPorts(one),
    tcp_flags: one.keyTcpFlags === undefined ? undefined : tcpFlagsText(one.keyTcpFlags, one.keyTcpFlagsMask),
    ...printIcmp(one),
    ...printArp(one),
    pppoe_sid: one.keyPppoeSid,
    ppp_proto: pppText(one.keyPppProto, printing),
    ...printTunnel(one),
    ...printIpFlags(one),
    ...printConntrack(one),
  },
  ...printFlags(one.flags),
  in_hw_count: one.flags?.includes('in_hw') ? one.inHwCount : undefined,
  ...printActionsOf(one, printing),
})

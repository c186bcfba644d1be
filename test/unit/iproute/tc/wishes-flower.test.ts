// Filters of flower, as a user says them: our words against what tc(8) sent.
import { sameAsTc } from './wish.ts'

const start = 'tc filter add dev d0 ingress protocol ip prio 10 flower'
const place = { parent: 'ingress', protocol: 'ip', prio: 10 } as const
const tunnel = { encKeyId: 5 } as const

sameAsTc({
  [start]: (ip) => ip.tc('add-filter', 'flower', 'd0', place),
  [`${start} classid 1:5`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, classid: '1:5' }),
  [`${start} src_mac 02:00:00:00:00:01/ff:ff:ff:00:00:00`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...place, srcMac: '02:00:00:00:00:01/24' }),
  [`${start} ip_proto udp src_port 53`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ipProto: 'udp', srcPort: 53 }),
  [`${start} ip_proto tcp dst_port 1000-2000`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...place, ipProto: 'tcp', dstPort: '1000-2000' }),
  [`${start} ip_proto tcp src_port 1000-2000`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ipProto: 6, srcPort: '1000-2000' }),
  [`${start} ip_proto icmp type 8 code 0`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...place, ipProto: 'icmp', icmpType: 8, icmpCode: 0 }),
  [`${start} src_ip 192.0.2.0/24`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, srcIp: '192.0.2.0/24' }),
  [`${start} ip_tos 0x10/0xf0`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ipTos: '0x10/0xf0' }),
  [`${start} ip_ttl 64`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ipTtl: 64 }),
  [`${start} ip_flags frag`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ipFlags: 'frag' }),
  [`${start} ip_flags nofrag`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ipFlags: 'nofrag' }),
  [`${start} ip_flags nofirstfrag`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ipFlags: ['nofirstfrag'] }),
  [`${start} ct_state +trk+est`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ctState: '+trk+est' }),
  [`${start} ct_state +trk-new-inv+rpl`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ctState: '+trk-new-inv+rpl' }),
  [`${start} ct_zone 7`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ctZone: 7 }),
  [`${start} ct_zone 7/0xff`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ctZone: '7/0xff' }),
  [`${start} ct_mark 0x10/0xff`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ctMark: '0x10/0xff' }),
  [`${start} ct_label 0123456789abcdef0123456789abcdef`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...place, ctLabel: '0123456789abcdef0123456789abcdef' }),
  [`${start} ct_state +trk+est ct_zone 3 ct_mark 5`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...place, ctState: '+trk+est', ctZone: 3, ctMark: 5 }),
  [`${start} enc_src_ip 192.0.2.1 enc_dst_ip 192.0.2.2 enc_key_id 5 enc_dst_port 4789`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...place, ...tunnel, encSrcIp: '192.0.2.1', encDstIp: '192.0.2.2', encDstPort: 4789 }),
  [`${start} enc_tos 0x8 enc_ttl 64/0xff`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, encTos: 8, encTtl: '64/0xff' }),
  [`${start} enc_key_id 5 geneve_opts 0102:80:00800022/ffff:ff:ffffffff`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...place, ...tunnel, geneveOpts: '0102:80:00800022/ffff:ff:ffffffff' }),
  [`${start} enc_key_id 5 vxlan_opts 22/4294967295`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, ...tunnel, vxlanOpts: 22 }),
  [`${start} enc_key_id 5 erspan_opts 2:0:1:17/2:0:255:63`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...place, ...tunnel, erspanOpts: '2:0:1:17/2:0:255:63' }),
  [`${start} enc_key_id 5 gtp_opts 0:18/ff:ff`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...place, ...tunnel, gtpOpts: '0:18/ff:ff' }),
  [`${start} verbose dst_ip 192.0.2.9`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...place, verbose: true, dstIp: '192.0.2.9' }),
  [`${start} src_ip 192.0.2.1 action mirred egress redirect dev d0`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', {
      ...place,
      srcIp: '192.0.2.1',
      action: { kind: 'mirred', egress: 'redirect', dev: 'd0' },
    }),
  [`${start} src_ip 192.0.2.1 action vlan push id 7 action skbedit mark 3 action pass`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', {
      ...place,
      srcIp: '192.0.2.1',
      actions: [{ kind: 'vlan', push: true, id: 7 }, { kind: 'skbedit', mark: 3 }, 'pass'],
    }),
  'tc filter add dev d0 ingress protocol ip prio 10 handle 0x77 flower dst_ip 192.0.2.1': (ip) =>
    ip.tc('add-filter', 'flower', 'd0', 0x77, { ...place, dstIp: '192.0.2.1' }),
})

const other = (protocol: string) => ({ parent: 'ingress', protocol, prio: 10 }) as const
const mpls = 'tc filter add dev d0 ingress protocol mpls_uc prio 10 flower'
sameAsTc({
  'tc filter add dev d0 ingress protocol ipv6 prio 10 flower ip_proto icmpv6 type 128 code 0': (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...other('ipv6'), ipProto: 'icmpv6', type: 128, code: 0 }),
  'tc filter add dev d0 ingress protocol ipv6 prio 10 flower ip_tos 7 ip_ttl 9': (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...other('ipv6'), ipTos: 7, ipTtl: 9 }),
  'tc filter add dev d0 ingress protocol 802.1q prio 10 flower vlan_id 7': (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...other('802.1Q'), vlanId: 7 }),
  'tc filter add dev d0 ingress protocol 802.1q prio 10 flower vlan_ethtype ipv4 dst_ip 192.0.2.1': (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...other('802.1Q'), vlanEthtype: 'ipv4', dstIp: '192.0.2.1' }),
  'tc filter add dev d0 ingress protocol arp prio 10 flower arp_sha 02:00:00:00:00:01 arp_tha 02:00:00:00:00:00/ff:ff:ff:00:00:00': (ip) =>
    ip.tc('add-filter', 'flower', 'd0', {
      ...other('arp'),
      arpSha: '02:00:00:00:00:01',
      arpTha: '02:00:00:00:00:00/ff:ff:ff:00:00:00',
    }),
  'tc filter add dev d0 ingress protocol rarp prio 10 flower arp_op request arp_tip 192.0.2.1': (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...other('rarp'), arpOp: 'request', arpTip: '192.0.2.1' }),
  [`${mpls} mpls_label 100`]: (ip) => ip.tc('add-filter', 'flower', 'd0', { ...other('mpls_uc'), mplsLabel: 100 }),
  [`${mpls} mpls_tc 3 mpls_bos 1 mpls_ttl 64`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...other('mpls_uc'), mplsTc: 3, mplsBos: 1, mplsTtl: 64 }),
  [`${mpls} mpls lse depth 1 label 100`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...other('mpls_uc'), mpls: [{ depth: 1, label: 100 }] }),
  [`${mpls} mpls lse depth 1 label 100 tc 2 bos 0 ttl 60 lse depth 2 label 200 bos 1`]: (ip) =>
    ip.tc('add-filter', 'flower', 'd0', {
      ...other('mpls_uc'),
      mpls: [
        { depth: 1, label: 100, tc: 2, bos: 0, ttl: 60 },
        { depth: 2, label: 200, bos: 1 },
      ],
    }),
  'tc filter add dev d0 ingress protocol ppp_ses prio 10 flower pppoe_sid 1234': (ip) =>
    ip.tc('add-filter', 'flower', 'd0', { ...other('ppp_ses'), pppoeSid: 1234 }),
})

// Words of flower that no recording has, against TCA_OPTIONS as tc 6.1 wrote them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Nouns } from '../../../../src/iproute/nouns.ts'
import { scope } from '../../../../src/netlink/codec.ts'
import { Writer } from '../../../../src/netlink/writer.ts'
import { FlowerFilter } from '../../../../src/schema/tc/filters/flower.ts'
import { difference } from '../../../vectors/read.ts'
import { Recorder } from '../input-recorder.ts'

const sent = async (protocol: string, options: object): Promise<Record<string, unknown>> => {
  const context = new Recorder({ d0: 2 })
  await new Nouns(context).tc('add-filter', 'flower', 'd0', { parent: 'ingress', prio: 1, protocol, ...options } as never)
  return (context.last.message as { readonly options: Record<string, unknown> }).options
}

/** What tc made of these words, and the same words in ours. */
const same = (words: string, hex: string, protocol: string, options: object): void => {
  test(`${protocol}: ${words}`, async () => {
    const out = new Writer(64, true)
    FlowerFilter.write(out, await sent(protocol, options), scope(0, true, true))
    assert.equal(difference(new Uint8Array(Buffer.from(hex, 'hex')), out.finish(), [0]), undefined)
  })
}

const IP = '08001600000000000600080008000000'

same(
  'dst_mac 02:00:00:00:00:01/16 src_ip 192.0.2.1',
  `0a00040002000000000100000a000500ffff00000000000008000a00c000020108000b00ffffffff${IP}`,
  'ip',
  { dstMac: '02:00:00:00:00:01/16', srcIp: '192.0.2.1' },
)
same(
  'src_ip 2001:db8::/32',
  '14000e0020010db800000000000000000000000014000f00ffffffff00000000000000000000000008001600000000000600080086dd0000',
  'ipv6',
  { srcIp: '2001:db8::/32' },
)
same(
  'ip_proto tcp dst_port 80/0xff00 tcp_flags 0x12/0x3f',
  `0500090006000000060013000050000006002400ff000000060047000012000006004800003f0000${IP}`,
  'ip',
  { ipProto: 'tcp', dstPort: '80/0xff00', tcpFlags: '12/3f' },
)
same(
  'ip_proto sctp src_port 10-20 dst_port 5/1',
  `050009008400000006005700000a0000060058000014000006002a0000050000060028000001${'0000'}${IP}`,
  'ip',
  { ipProto: 'sctp', srcPort: '10-20', dstPort: '5/1' },
)
same('ip_tos 10 ip_ttl 40/f', `050049000a00000005004a00ff00000005004b002800000005004c000f000000${IP}`, 'ip', { ipTos: 10, ipTtl: '40/f' })
same(
  'enc_dst_ip 2001:db8::/64 enc_key_id 10',
  `1400210020010db800000000000000000000000014002200ffffffffffffffff000000000000000008001a000000000a${IP}`,
  'ip',
  { encDstIp: '2001:db8::/64', encKeyId: 10 },
)
same(
  'vlan_id 7 vlan_prio 3 vlan_ethtype 802.1q cvlan_id 9 cvlan_prio 2 cvlan_ethtype ipv4 dst_ip 192.0.2.0/24',
  '06001700070000000500180003000000060019008100000006004d000900000005004e000200000006004f000800000008000c00c000020008000d00ffffff0008001600000000000600080088a80000',
  '802.1ad',
  { vlanId: 7, vlanPrio: 3, vlanEthtype: '802.1q', cvlanId: 9, cvlanPrio: 2, cvlanEthtype: 'ipv4', dstIp: '192.0.2.0/24' },
)
same(
  'pppoe_sid 12 ppp_proto ip src_ip 1.2.3.4',
  '06006700000c0000060068000021000008000a000102030408000b00ffffffff08001600000000000600080088640000',
  'ppp_ses',
  { pppoeSid: 12, pppProto: 'ip', srcIp: '1.2.3.4' },
)
same('num_of_vlans 2 vlan_id 5', '050066000200000006001700050000000800160000000000', 'all', { numOfVlans: 2, vlanId: 5 })
same('hw_tc 3', `08000100e3ffffff${IP}`, 'ip', { hwTc: 3 })
same('ct_label 0123/ff', `060061000123000005006200ff000000${IP}`, 'ip', { ctLabel: '0123/ff' })
same('ip_flags frag/nofirstfrag skip_sw', '080016000200000008002f0000000001080030000000000306000800080000' + '00', 'ip', {
  ipFlags: ['frag', 'nofirstfrag'],
  skipSw: true,
})
same('ip_proto icmp type 8/240', `0500090001000000050033000800000005003400f0000000${IP}`, 'ip', { ipProto: 'icmp', type: '8/240' })
same(
  'arp_op 1/255 arp_sip 192.0.2.0/24',
  '05003d000100000005003e00ff00000008003900c000020008003a00ffffff0008001600000000000600080008060000',
  'arp',
  { arpOp: 'request', arpSip: '192.0.2.0/24' },
)
same(
  'geneve_opts 0102:80:00800022,0103:81:00112233/ffff:0:ffffffff',
  `3c0054001c0001000600010001020000050002008000000008000300008000221c0001000600010001030000050002008100000008000300001122333c0055001c00010006000100ffff000005000200ff00000008000300ffffffff1c00010006000100ffff0000050002000000000008000300ffffffff${IP}`,
  'ip',
  { geneveOpts: '0102:80:00800022,0103:81:00112233/ffff:0:ffffffff' },
)
same('vxlan_opts 0x10', `100054800c0002800800010010000000100055800c00028008000100ffffffff${IP}`, 'ip', { vxlanOpts: 0x10 })
same(
  'erspan_opts 1:5::',
  `1800548014000380050001000100000008000200000000052800558024000380050001000100000008000200ffffffff05000300ff00000005000400ff000000${IP}`,
  'ip',
  { erspanOpts: '1:5::' },
)
same('gtp_opts 10:20', `180054801400048005000100100000000500020020000000180055801400048005000100ff00000005000200ff000000${IP}`, 'ip', {
  gtpOpts: '10:20',
})

test('words of newer tc: flags of tunnels, SPI, CFM, hash, PFCP', async () => {
  const options = await sent('ip', { ipProto: 'esp', spi: '0x10', hash: '5/0xf', encFlags: 'tuncsum/notunoam', pfcpOpts: '1:ff' })
  assert.deepEqual([options['keySpi'], options['keySpiMask']], [0x10, 0xffffffff])
  assert.deepEqual([options['keyHash'], options['keyHashMask']], [5, 0xf])
  assert.deepEqual([options['keyEncFlags'], options['keyEncFlagsMask']], [4, 4 | 16])
  assert.deepEqual(options['keyEncOpts'], { pfcp: { type: 1, seid: 0xffn } })
  assert.deepEqual((await sent('cfm', { cfm: { mdl: 5, op: 1 } }))['keyCfm'], { mdLevel: 5, opcode: 1 })
})

test('an answer is put back: without what the kernel tells of hardware, and so that it looks at the tags', async () => {
  const answer = { keyVlanId: 7, keyVlanEthType: 'ip', keyEthType: 'ip', flags: ['skip_hw', 'not_in_hw'], inHwCount: 0 }
  assert.deepEqual(await sent('802.1Q', answer), { keyVlanId: 7, keyVlanEthType: 'ip', keyEthType: 0x8100, flags: 1 })
})

test('wrong words are named', async () => {
  const refused = (options: object, message: RegExp) => assert.rejects(sent('ip', options), message)
  await refused({ dstPort: 80 }, /dstPort: ports are of a protocol/)
  await refused({ dstPort: '90-80', ipProto: 'tcp' }, /dstPort: '90-80'/)
  await refused({ icmpType: 8, ipProto: 'tcp' }, /icmpType: 'ipProto' must be 'icmp' or 'icmpv6'/)
  await refused({ dstIp: '2001:db8::1' }, /dstIp: '2001:db8::1' is not an address of the filter's protocol, ip/)
  await refused({ dstIp: '192.0.2.1/33' }, /dstIp: '33' is not .* 0 \.\. 32/)
  await refused({ dstMac: '02:00' }, /dstMac: '02:00' is not a link address of 6 bytes/)
  await refused({ vlanId: 4096 }, /vlanId: 4096/)
  await refused({ ctState: '+trk+esst' }, /ctState: 'esst'/)
  await refused({ dstIp: '192.0.2.1', keyIpv4Dst: '192.0.2.2' }, /'dstIp' says again what 'keyIpv4Dst' says/)
  await refused({ destIp: '192.0.2.1' }, /'destIp' is not an option of the filter flower; did you mean 'dstIp'/)
})

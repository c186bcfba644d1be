import { ipv4, ipv6, mac } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { nested, nestedRequest } from '../../../netlink/containers.ts'
import { bytes, string, u8, u16, u16be, u32, u32be } from '../../../netlink/scalars.ts'
import { EthernetProtocol } from '../../enums.ts'
import { IpProtocol } from '../../route/enums.ts'
import { Actions } from '../actions/action.ts'
import { classid } from '../classid.ts'
import { ClassifierFlags } from './flags.ts'
import { ArpOperation, FlowerCtFlags, keyFlags, PppProtocol } from './flower/flags.ts'
import { FlowerCfm, FlowerMpls } from './flower/nests.ts'
import { FlowerTunnelOptions } from './flower/tunnel.ts'

/**
 * `flower`: packets by their headers (TCA_FLOWER_*, linux/pkt_cls.h, tc-flower(8)). A key is compared under its mask;
 * without one all of its bits count.
 */
export class FlowerFilter extends attributes('TCA_FLOWER_', {
  classid: [1, classid],
  indev: [2, string], // the link that the packet came in on
  actions: [3, Actions, { uapi: 'TCA_FLOWER_ACT' }],
  keyEthDst: [4, mac],
  keyEthDstMask: [5, mac],
  keyEthSrc: [6, mac],
  keyEthSrcMask: [7, mac],
  keyEthType: [8, EthernetProtocol.u16be],
  keyIpProto: [9, IpProtocol.u8],
  keyIpv4Src: [10, ipv4],
  keyIpv4SrcMask: [11, ipv4],
  keyIpv4Dst: [12, ipv4],
  keyIpv4DstMask: [13, ipv4],
  keyIpv6Src: [14, ipv6],
  keyIpv6SrcMask: [15, ipv6],
  keyIpv6Dst: [16, ipv6],
  keyIpv6DstMask: [17, ipv6],
  keyTcpSrc: [18, u16be],
  keyTcpDst: [19, u16be],
  keyUdpSrc: [20, u16be],
  keyUdpDst: [21, u16be],
  flags: [22, ClassifierFlags.u32],
  keyVlanId: [23, u16], // of the outer tag; 12 bits, in the machine's order
  keyVlanPrio: [24, u8],
  keyVlanEthType: [25, EthernetProtocol.u16be], // of what follows the tag
  keyEncKeyId: [26, u32be], // of the tunnel: a VNI, a GRE key
  keyEncIpv4Src: [27, ipv4],
  keyEncIpv4SrcMask: [28, ipv4],
  keyEncIpv4Dst: [29, ipv4],
  keyEncIpv4DstMask: [30, ipv4],
  keyEncIpv6Src: [31, ipv6],
  keyEncIpv6SrcMask: [32, ipv6],
  keyEncIpv6Dst: [33, ipv6],
  keyEncIpv6DstMask: [34, ipv6],
  keyTcpSrcMask: [35, u16be],
  keyTcpDstMask: [36, u16be],
  keyUdpSrcMask: [37, u16be],
  keyUdpDstMask: [38, u16be],
  keySctpSrcMask: [39, u16be],
  keySctpDstMask: [40, u16be],
  keySctpSrc: [41, u16be],
  keySctpDst: [42, u16be],
  keyEncUdpSrcPort: [43, u16be],
  keyEncUdpSrcPortMask: [44, u16be],
  keyEncUdpDstPort: [45, u16be],
  keyEncUdpDstPortMask: [46, u16be],
  keyFlags: [47, keyFlags],
  keyFlagsMask: [48, keyFlags],
  keyIcmpv4Code: [49, u8],
  keyIcmpv4CodeMask: [50, u8],
  keyIcmpv4Type: [51, u8],
  keyIcmpv4TypeMask: [52, u8],
  keyIcmpv6Code: [53, u8],
  keyIcmpv6CodeMask: [54, u8],
  keyIcmpv6Type: [55, u8],
  keyIcmpv6TypeMask: [56, u8],
  keyArpSip: [57, ipv4], // the sender's address
  keyArpSipMask: [58, ipv4],
  keyArpTip: [59, ipv4], // the target's
  keyArpTipMask: [60, ipv4],
  keyArpOp: [61, ArpOperation.u8],
  keyArpOpMask: [62, u8],
  keyArpSha: [63, mac], // the sender's hardware address
  keyArpShaMask: [64, mac],
  keyArpTha: [65, mac], // the target's
  keyArpThaMask: [66, mac],
  keyMplsTtl: [67, u8], // of the outermost label, as the three below
  keyMplsBos: [68, u8], // bottom of stack
  keyMplsTc: [69, u8], // traffic class, 3 bits
  keyMplsLabel: [70, u32], // 20 bits, in the machine's order
  keyTcpFlags: [71, u16be], // 12 bits: 0x01 FIN, 0x02 SYN, 0x04 RST, 0x08 PSH, 0x10 ACK ...
  keyTcpFlagsMask: [72, u16be],
  keyIpTos: [73, u8],
  keyIpTosMask: [74, u8],
  keyIpTtl: [75, u8],
  keyIpTtlMask: [76, u8],
  keyCvlanId: [77, u16], // of the inner tag
  keyCvlanPrio: [78, u8],
  keyCvlanEthType: [79, EthernetProtocol.u16be],
  keyEncIpTos: [80, u8],
  keyEncIpTosMask: [81, u8],
  keyEncIpTtl: [82, u8],
  keyEncIpTtlMask: [83, u8],
  keyEncOpts: [84, nestedRequest(FlowerTunnelOptions)],
  keyEncOptsMask: [85, nestedRequest(FlowerTunnelOptions)],
  inHwCount: [86, u32], // devices that took it over
  keyPortSrcMin: [87, u16be],
  keyPortSrcMax: [88, u16be],
  keyPortDstMin: [89, u16be],
  keyPortDstMax: [90, u16be],
  keyCtState: [91, FlowerCtFlags.u16],
  keyCtStateMask: [92, FlowerCtFlags.u16],
  keyCtZone: [93, u16],
  keyCtZoneMask: [94, u16],
  keyCtMark: [95, u32],
  keyCtMarkMask: [96, u32],
  keyCtLabels: [97, bytes], // 16 bytes
  keyCtLabelsMask: [98, bytes],
  keyMplsOpts: [99, nested(FlowerMpls)],
  keyHash: [100, u32], // of the packet, as the network card or an action made it
  keyHashMask: [101, u32],
  keyNumOfVlans: [102, u8], // tags in all
  keyPppoeSid: [103, u16be],
  keyPppProto: [104, PppProtocol.u16be],
  keyL2tpv3Sid: [105, u32be],
  l2Miss: [106, u8], // 1: a bridge knew no port for the address
  keyCfm: [107, nested(FlowerCfm)],
  keySpi: [108, u32be], // of an IPsec header
  keySpiMask: [109, u32be],
  keyEncFlags: [110, keyFlags],
  keyEncFlagsMask: [111, keyFlags],
}) {}

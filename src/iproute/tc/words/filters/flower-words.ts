import type { FlowerTunnelWords } from './flower-tunnel.ts'

/** A number, or its text with a mask behind a slash. */
type MaskedNumber = number | string

/** tc-flower(8)'s words. Without a mask all bits count. */
export interface FlowerWords extends FlowerTunnelWords {
  /** `'02:00:00:00:00:01'`; a mask is an address too, or a number of bits. */
  readonly dstMac?: string | undefined
  readonly srcMac?: string | undefined
  readonly vlanId?: number | string | undefined
  readonly vlanPrio?: number | string | undefined
  /** `'ip'`, `'802.1Q'`: what follows the outer tag. */
  readonly vlanEthtype?: string | number | undefined
  readonly cvlanId?: number | string | undefined
  readonly cvlanPrio?: number | string | undefined
  /** What follows the inner tag. */
  readonly cvlanEthtype?: string | number | undefined
  readonly numOfVlans?: number | string | undefined
  readonly pppoeSid?: number | string | undefined
  readonly pppProto?: string | number | undefined
  /** `'tcp'`, `'udp'`, `'sctp'`, `'icmp'`, `'icmpv6'`, IPPROTO_GRE. Ports and ICMP need it. */
  readonly ipProto?: string | number | undefined
  /** `'192.0.2.0/24'`, `'2001:db8::/32'`, `'192.0.2.1/255.0.0.255'`. */
  readonly dstIp?: string | undefined
  readonly srcIp?: string | undefined
  /** 80, `'80/0xff00'`, `'80-90'`. */
  readonly dstPort?: MaskedNumber | undefined
  readonly srcPort?: MaskedNumber | undefined
  /** `'0x12/0x3f'`; as text both are hexadecimal. */
  readonly tcpFlags?: MaskedNumber | undefined
  /** As text the mask is hexadecimal. */
  readonly ipTos?: MaskedNumber | undefined
  readonly ipTtl?: MaskedNumber | undefined
  /** `'frag'`, `'nofrag'`, `'frag/nofirstfrag'`. */
  readonly ipFlags?: string | readonly string[] | undefined
  /** Of ICMP and ICMPv6. */
  readonly icmpType?: MaskedNumber | undefined
  readonly icmpCode?: MaskedNumber | undefined
  /** The same as `icmpType` and `icmpCode`, as tc(8) says them. */
  readonly type?: MaskedNumber | undefined
  readonly code?: MaskedNumber | undefined
  readonly arpSip?: string | undefined
  readonly arpTip?: string | undefined
  /** `'request'`, `'reply'`. */
  readonly arpOp?: MaskedNumber | undefined
  readonly arpSha?: string | undefined
  readonly arpTha?: string | undefined
  readonly mplsLabel?: number | string | undefined
  readonly mplsTc?: number | string | undefined
  readonly mplsBos?: number | string | undefined
  readonly mplsTtl?: number | string | undefined
  /** Label stack entries; depth 1 is the outermost. */
  readonly mpls?: readonly {
    readonly depth: number
    readonly label?: number
    readonly tc?: number
    readonly bos?: number
    readonly ttl?: number
  }[]
  readonly l2tpv3Sid?: number | string | undefined
  /** Of an IPsec header; as text hexadecimal. */
  readonly spi?: number | string | undefined
  /** `'+trk+est-new'`: trk, new, est, rel, inv, rpl. */
  readonly ctState?: string | undefined
  readonly ctZone?: MaskedNumber | undefined
  readonly ctMark?: MaskedNumber | undefined
  /** Up to 16 bytes in hexadecimal. */
  readonly ctLabel?: string | Uint8Array | undefined
  readonly encKeyId?: number | string | undefined
  readonly encDstIp?: string | undefined
  readonly encSrcIp?: string | undefined
  readonly encDstPort?: number | string | undefined
  readonly encSrcPort?: number | string | undefined
  readonly encTos?: MaskedNumber | undefined
  readonly encTtl?: MaskedNumber | undefined
  /** `'tuncsum'`, `'notundf'`, `'tunoam/notuncrit'`. */
  readonly encFlags?: string | readonly string[] | undefined
  readonly cfm?: { readonly mdl?: number; readonly op?: number } | undefined
  readonly hash?: MaskedNumber | undefined
  /** The traffic class of the link's mqprio, in place of `classid`. */
  readonly hwTc?: number | string | undefined
  /** Hardware that refuses the filter is to say why. */
  readonly verbose?: boolean | undefined
}

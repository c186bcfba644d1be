import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { bytes, string, u8, u32 } from '../../../netlink/scalars.ts'

/** Protocol families of netfilter (NFPROTO_*, linux/netfilter.h). */
export const NfProto = enumeration('NFPROTO_', { unspec: 0, inet: 1, ipv4: 2, arp: 3, netdev: 5, bridge: 7, ipv6: 10, decnet: 12 })

/** `ipt`: a match of iptables (TCA_EM_IPT_*, linux/tc_ematch/tc_em_ipt.h). */
export class IptEmatch extends attributes('TCA_EM_IPT_', {
  hook: [1, u32], // NF_INET_*: 0 prerouting, 4 postrouting
  matchName: [2, string], // `policy`
  matchRevision: [3, u8],
  nfproto: [4, NfProto.u8],
  matchData: [5, bytes], // as the match itself keeps it
}) {}

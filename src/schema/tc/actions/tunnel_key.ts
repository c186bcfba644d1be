import { ipv4, ipv6 } from '../../../netlink/addresses.ts'
import { alignment, attributes, repeated } from '../../../netlink/attributes.ts'
import { nestedRequest } from '../../../netlink/containers.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { flat } from '../../../netlink/flat.ts'
import { flag, u8, u16be, u32, u32be } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { hexText } from '../hex.ts'
import { oneOrMore } from '../one-or-more.ts'
import { general, TcfT } from './common.ts'

/** Gives a packet the key that a tunnel without one of its own sends it with, or takes it away: tc(8)'s `unset`. */
export const TunnelKeyMode = enumeration('TCA_TUNNEL_KEY_ACT_', { set: 1, release: 2 }, { unset: 2 })

/** TCA_TUNNEL_KEY_PARMS (linux/tc_act/tc_tunnel_key.h). */
export class TcTunnelKey extends struct('tc_tunnel_key', { ...general, mode: TunnelKeyMode.s32 }, { members: { mode: 't_action' } }) {}

/** One option of a Geneve header. */
export class TunnelKeyGeneve extends attributes('TCA_TUNNEL_KEY_ENC_OPT_GENEVE_', {
  class: [1, u16be],
  type: [2, u8],
  data: [3, hexText(128)], // 4 bytes or a multiple of it
}) {}

/** The header of VXLAN. */
export class TunnelKeyVxlan extends attributes('TCA_TUNNEL_KEY_ENC_OPT_VXLAN_', {
  gbp: [1, u32], // of the group based policy
}) {}

/** The header of ERSPAN. */
export class TunnelKeyErspan extends attributes('TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_', {
  ver: [1, u8], // 1 has an index, 2 the other two
  index: [2, u32be],
  dir: [3, u8], // 0: ingress, 1: egress
  hwid: [4, u8],
}) {}

/** What one kind of tunnel has in its header besides the key. */
export class TunnelKeyOptions extends attributes('TCA_TUNNEL_KEY_ENC_OPTS_', {
  geneve: [1, repeated(oneOrMore(TunnelKeyGeneve))], // a request has each in a nest of its own
  vxlan: [2, nestedRequest(TunnelKeyVxlan)],
  erspan: [3, nestedRequest(TunnelKeyErspan)],
}) {}

/** TCA_TUNNEL_KEY_* (linux/tc_act/tc_tunnel_key.h). */
export class TunnelKeyAttributes extends attributes('TCA_TUNNEL_KEY_', {
  tm: [1, TcfT],
  parms: [2, TcTunnelKey],
  encIpv4Src: [3, ipv4],
  encIpv4Dst: [4, ipv4],
  encIpv6Src: [5, ipv6],
  encIpv6Dst: [6, ipv6],
  encKeyId: [7, u32be], // the VNI of vxlan and geneve, the key of gre
  pad: [8, alignment],
  encDstPort: [9, u16be], // UDP
  noCsum: [10, u8], // 1: outer UDP without a checksum
  encOpts: [11, nestedRequest(TunnelKeyOptions)],
  encTos: [12, u8],
  encTtl: [13, u8],
  noFrag: [14, flag], // the outer IPv4 header forbids fragments
}) {}

/** Metadata for tunnels that have no addresses of their own (net/sched/act_tunnel_key.c, tc-tunnel_key(8)). */
export class TunnelKeyAction extends flat(TunnelKeyAttributes, 'parms') {}

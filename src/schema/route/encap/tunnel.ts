import { attributes, repeated } from '../../../netlink/attributes.ts'
import { nestedRequest } from '../../../netlink/containers.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { u8, u16be, u32, u32be } from '../../../netlink/scalars.ts'
import { hexText } from '../../tc/hex.ts'
import { oneOrMore } from '../../tc/one-or-more.ts'

/**
 * What a tunnel does with a packet (TUNNEL_*, linux/if_tunnel.h), in network order on the wire. The kernel sets those
 * that end in `_opt` itself.
 */
export const LwtTunnelFlags = flagSet('TUNNEL_', {
  ...{ csum: 1, routing: 2, key: 4, seq: 8, strict: 0x10, rec: 0x20, version: 0x40, no_key: 0x80, dont_fragment: 0x100, oam: 0x200 },
  ...{ crit_opt: 0x400, geneve_opt: 0x800, vxlan_opt: 0x1000, nocache: 0x2000, erspan_opt: 0x4000, gtp_opt: 0x8000 },
})

/** One option of a Geneve header. */
export class LwtGeneveOption extends attributes('LWTUNNEL_IP_OPT_GENEVE_', {
  class: [1, u16be],
  type: [2, u8],
  data: [3, hexText(128)], // 4 bytes or a multiple of it
}) {}

/** The header of VXLAN. */
export class LwtVxlanOption extends attributes('LWTUNNEL_IP_OPT_VXLAN_', {
  gbp: [1, u32], // the group based policy
}) {}

/** The header of ERSPAN. */
export class LwtErspanOption extends attributes('LWTUNNEL_IP_OPT_ERSPAN_', {
  ver: [1, u8], // 1 has an index, 2 the other two
  index: [2, u32be],
  dir: [3, u8], // 0: ingress, 1: egress
  hwid: [4, u8],
}) {}

/** What one kind of tunnel has in its header besides the key (LWTUNNEL_IP_OPTS_*, linux/lwtunnel.h). */
export class LwtTunnelOptions extends attributes('LWTUNNEL_IP_OPTS_', {
  geneve: [1, repeated(nestedRequest(oneOrMore(LwtGeneveOption)))], // a request has each in a nest of its own, an answer all in one
  vxlan: [2, nestedRequest(LwtVxlanOption)],
  erspan: [3, nestedRequest(LwtErspanOption)],
}) {}

import { attributes, repeated } from '../../../../netlink/attributes.ts'
import { nestedRequest } from '../../../../netlink/containers.ts'
import { bytes, u8, u16be, u32, u32be, u64be } from '../../../../netlink/scalars.ts'

/** One option of a GENEVE header. */
export class FlowerGeneveOption extends attributes('TCA_FLOWER_KEY_ENC_OPT_GENEVE_', {
  class: [1, u16be],
  type: [2, u8],
  data: [3, bytes], // 4 to 128 bytes, a multiple of 4
}) {}
/** The group-based policy of a VXLAN header. */
export class FlowerVxlanOption extends attributes('TCA_FLOWER_KEY_ENC_OPT_VXLAN_', {
  gbp: [1, u32],
}) {}
/** An ERSPAN header: the index of version 1; direction and hardware of version 2. */
export class FlowerErspanOption extends attributes('TCA_FLOWER_KEY_ENC_OPT_ERSPAN_', {
  ver: [1, u8],
  index: [2, u32be],
  dir: [3, u8],
  hwid: [4, u8],
}) {}
/** A GTP header. */
export class FlowerGtpOption extends attributes('TCA_FLOWER_KEY_ENC_OPT_GTP_', {
  pduType: [1, u8],
  qfi: [2, u8], // QoS flow identifier
}) {}
/** A PFCP header. */
export class FlowerPfcpOption extends attributes('TCA_FLOWER_KEY_ENC_OPT_PFCP_', {
  type: [1, u8],
  seid: [2, u64be], // session endpoint identifier
}) {}

/** What stands in the tunnel's header; the filter has one kind of it (TCA_FLOWER_KEY_ENC_OPTS_*, linux/pkt_cls.h). */
export class FlowerTunnelOptions extends attributes('TCA_FLOWER_KEY_ENC_OPTS_', {
  geneve: [1, repeated(FlowerGeneveOption)],
  vxlan: [2, nestedRequest(FlowerVxlanOption)],
  erspan: [3, nestedRequest(FlowerErspanOption)],
  gtp: [4, nestedRequest(FlowerGtpOption)],
  pfcp: [5, nestedRequest(FlowerPfcpOption)],
}) {}

import { attributes, repeated } from '../../../../netlink/attributes.ts'
import { nested } from '../../../../netlink/containers.ts'
import { u8, u32 } from '../../../../netlink/scalars.ts'

/** One label stack entry. */
export class FlowerMplsEntry extends attributes('TCA_FLOWER_KEY_MPLS_OPT_LSE_', {
  depth: [1, u8], // 1 is the outermost
  ttl: [2, u8],
  bos: [3, u8], // bottom of stack
  tc: [4, u8], // traffic class, 3 bits
  label: [5, u32], // 20 bits
}) {}
/** Label stack entries at several depths (TCA_FLOWER_KEY_MPLS_OPTS_*, linux/pkt_cls.h). */
export class FlowerMpls extends attributes('TCA_FLOWER_KEY_MPLS_OPTS_', {
  lse: [1, repeated(nested(FlowerMplsEntry))],
}) {}

/** Connectivity fault management, IEEE 802.1ag (TCA_FLOWER_KEY_CFM_*). */
export class FlowerCfm extends attributes('TCA_FLOWER_KEY_CFM_', {
  mdLevel: [1, u8], // of the maintenance domain, 0 .. 7
  opcode: [2, u8],
}) {}

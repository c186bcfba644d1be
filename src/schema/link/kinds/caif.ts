import { attributes } from '../../../netlink/attributes.ts'
import { u8, u32 } from '../../../netlink/scalars.ts'

/** Data of a `caif`, packets through a modem (linux/caif/if_caif.h). */
export class CaifData extends attributes('IFLA_CAIF_', {
  ipv4Connid: [1, u32],
  ipv6Connid: [2, u32],
  loopback: [3, u8],
}) {}

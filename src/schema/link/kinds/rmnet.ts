import { attributes } from '../../../netlink/attributes.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { u16 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** What is done to packets of the modem (linux/if_link.h). */
export const RmnetFlag = flagSet('RMNET_FLAGS_', {
  ...{ ingress_deaggregation: 0x01, ingress_map_commands: 0x02, ingress_map_cksumv4: 0x04, egress_map_cksumv4: 0x08 },
  ...{ ingress_map_cksumv5: 0x10, egress_map_cksumv5: 0x20 },
})

/** IFLA_RMNET_FLAGS: the switches, and which of them are meant; all in what the kernel tells. */
export class RmnetFlags extends struct('ifla_rmnet_flags', { flags: RmnetFlag.u32, mask: RmnetFlag.u32 }) {}

/** Data of an `rmnet`, one channel of a modem (linux/if_link.h). */
export class RmnetData extends attributes('IFLA_RMNET_', {
  muxId: [1, u16], // 1 .. 254
  flags: [2, RmnetFlags],
}) {}

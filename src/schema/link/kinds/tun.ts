import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { u8, u32 } from '../../../netlink/scalars.ts'

/** Whether packets (tun) or Ethernet frames (tap) pass (linux/if_tun.h). */
export const TunType = enumeration('IFF_', { tun: 1, tap: 2 })

/** Data of a `tun` (linux/if_link.h): only told; ioctl(TUNSETIFF) makes such links. Switches are 0 or 1. */
export class TunData extends attributes('IFLA_TUN_', {
  owner: [1, u32], // user id; absent: anyone
  group: [2, u32],
  type: [3, TunType.u8],
  pi: [4, u8],
  vnetHdr: [5, u8],
  persist: [6, u8],
  multiQueue: [7, u8],
  numQueues: [8, u32],
  numDisabledQueues: [9, u32],
}) {}

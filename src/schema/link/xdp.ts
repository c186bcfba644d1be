import { attributes } from '../../netlink/attributes.ts'
import { enumeration, flagSet } from '../../netlink/enums.ts'
import { s32, u32 } from '../../netlink/scalars.ts'

/** Where a program sits: in the driver, in the stack (skb), in the device, or in several places (linux/if_link.h). */
export const XdpAttached = enumeration('XDP_ATTACHED_', { none: 0, drv: 1, skb: 2, hw: 3, multi: 4 })

/** How a program is to be attached (linux/if_link.h). `replace` goes with IFLA_XDP_EXPECTED_FD. */
export const XdpFlags = flagSet('XDP_FLAGS_', { update_if_noexist: 1, skb_mode: 2, drv_mode: 4, hw_mode: 8, replace: 16 })

/** The XDP programs of an interface: IFLA_XDP (linux/if_link.h). */
export class Xdp extends attributes('IFLA_XDP_', {
  fd: [1, s32], // input; -1 detaches
  attached: [2, XdpAttached.u8],
  flags: [3, XdpFlags.u32],
  progId: [4, u32],
  drvProgId: [5, u32],
  skbProgId: [6, u32],
  hwProgId: [7, u32],
  expectedFd: [8, s32], // input
}) {}

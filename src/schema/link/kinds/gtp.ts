import { ipv4, ipv6 } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { u8, u32 } from '../../../netlink/scalars.ts'

/** Which end of the tunnel it is (linux/if_link.h). */
export const GtpRole = enumeration('GTP_ROLE_', { ggsn: 0, sgsn: 1 })

/** Data of a `gtp`, the tunnels of mobile networks (linux/if_link.h). */
export class GtpData extends attributes('IFLA_GTP_', {
  fd0: [1, u32], // sockets that the caller has opened, for GTPv0 and GTPv1
  fd1: [2, u32],
  pdpHashsize: [3, u32],
  role: [4, GtpRole.u32],
  createSockets: [5, u8], // the kernel opens them
  restartCount: [6, u8],
  local: [7, ipv4], // of the kernel's sockets
  local6: [8, ipv6],
}) {}

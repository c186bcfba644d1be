import { ipv4 } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { u16be, u32 } from '../../../netlink/scalars.ts'

/** Which end of the tunnel it is (linux/amt.h). */
export const AmtMode = enumeration('AMT_MODE_', { gateway: 0, relay: 1 })

/** Data of an `amt`, multicast over networks without it, RFC 7450 (linux/amt.h, drivers/net/amt.c). */
export class AmtData extends attributes('IFLA_AMT_', {
  mode: [1, AmtMode.u32],
  relayPort: [2, u16be],
  gatewayPort: [3, u16be],
  link: [4, u32], // the device below
  localIp: [5, ipv4],
  remoteIp: [6, ipv4], // the relay's, as a gateway found it
  discoveryIp: [7, ipv4], // where a gateway looks for it
  maxTunnels: [8, u32],
}) {}

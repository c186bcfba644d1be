import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { u16 } from '../../../netlink/scalars.ts'

/** How packets travel: unreliable datagrams, or connections (linux/if_link.h). */
export const IpoibMode = enumeration('IPOIB_MODE_', { datagram: 0, connected: 1 })

/** Data of an `ipoib`, IP over InfiniBand (linux/if_link.h, drivers/infiniband/ulp/ipoib/ipoib_netlink.c). */
export class IpoibData extends attributes('IFLA_IPOIB_', {
  pkey: [1, u16], // of the partition
  mode: [2, IpoibMode.u16],
  umcast: [3, u16], // 1: user space may join multicast groups
}) {}

import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { u8, u16 } from '../../../netlink/scalars.ts'
import { nestedLink } from '../nested-link.ts'

/** What becomes of packets that no program judges (linux/if_link.h). */
export const NetkitPolicy = enumeration('NETKIT_', { pass: 0, drop: 2 }, { forward: 0, blackhole: 2 })
/** With or without Ethernet headers (linux/if_link.h). */
export const NetkitMode = enumeration('NETKIT_', { l2: 0, l3: 1 })
/** Whether marks and priorities are taken off on the way to the other end (linux/if_link.h). */
export const NetkitScrub = enumeration('NETKIT_SCRUB_', { none: 0, default: 1 })

/** Whether it has another end at all (linux/if_link.h, Linux 7.1). */
export const NetkitPairing = enumeration('NETKIT_DEVICE_', { pair: 0, single: 1 })

/** Data of a `netkit`, mostly a pair of devices whose packets programs judge (linux/if_link.h, drivers/net/netkit.c). */
export class NetkitData extends attributes('IFLA_NETKIT_', {
  peerInfo: [1, nestedLink], // input only
  primary: [2, u8], // 1: of the pair, the one that has the options
  policy: [3, NetkitPolicy.u32],
  peerPolicy: [4, NetkitPolicy.u32],
  mode: [5, NetkitMode.u32],
  scrub: [6, NetkitScrub.u32],
  peerScrub: [7, NetkitScrub.u32],
  headroom: [8, u16], // bytes
  tailroom: [9, u16],
  pairing: [10, NetkitPairing.u32],
}) {}

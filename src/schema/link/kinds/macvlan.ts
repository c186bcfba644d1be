import { mac } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { listOf } from '../../../netlink/containers.ts'
import { enumeration, flagSet } from '../../../netlink/enums.ts'
import { s32, u32 } from '../../../netlink/scalars.ts'

/** Who talks to whom on the device below (linux/if_link.h). */
export const MacvlanMode = enumeration('MACVLAN_MODE_', { private: 1, vepa: 2, bridge: 4, passthru: 8, source: 16 })
/** Switches of a macvlan (linux/if_link.h). */
export const MacvlanFlags = flagSet('MACVLAN_FLAG_', { nopromisc: 1, nodst: 2 })
/** What to do to the addresses of mode `source` (linux/if_link.h). */
export const MacvlanMacaddrMode = enumeration('MACVLAN_MACADDR_', { add: 0, del: 1, flush: 2, set: 3 })

/** Data of a `macvlan` and of a `macvtap` (linux/if_link.h). */
export class MacvlanData extends attributes('IFLA_MACVLAN_', {
  mode: [1, MacvlanMode.u32],
  flags: [2, MacvlanFlags.u16],
  macaddrMode: [3, MacvlanMacaddrMode.u32], // input, as the next
  macaddr: [4, mac],
  macaddrData: [5, listOf(4, mac)], // of IFLA_MACVLAN_MACADDR
  macaddrCount: [6, u32],
  bcQueueLen: [7, u32],
  bcQueueLenUsed: [8, u32],
  bcCutoff: [9, s32],
}) {}

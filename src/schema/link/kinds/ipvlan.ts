import { attributes } from '../../../netlink/attributes.ts'
import { enumeration, flagSet } from '../../../netlink/enums.ts'

/** On which layer an ipvlan tells its addresses apart (linux/if_link.h). */
export const IpvlanMode = enumeration('IPVLAN_MODE_', { l2: 0, l3: 1, l3s: 2 })
/** Who an ipvlan may talk to (linux/if_link.h). */
export const IpvlanFlags = flagSet('IPVLAN_F_', { private: 1, vepa: 2 })

/** Data of an `ipvlan` and of an `ipvtap` (linux/if_link.h). */
export class IpvlanData extends attributes('IFLA_IPVLAN_', { mode: [1, IpvlanMode.u16], flags: [2, IpvlanFlags.u16] }) {}

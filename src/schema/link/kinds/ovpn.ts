import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'

/** One peer or many (linux/if_link.h). */
export const OvpnMode = enumeration('OVPN_MODE_', { p2p: 0, mp: 1 })

/** Data of an `ovpn`, OpenVPN's packets in the kernel (linux/if_link.h, Linux 6.16). */
export class OvpnData extends attributes('IFLA_OVPN_', { mode: [1, OvpnMode.u8] }) {}

import { attributes } from '../../../netlink/attributes.ts'
import { RouteTable } from '../../route/enums.ts'

/** Data of a `vrf` (linux/if_link.h). */
export class VrfData extends attributes('IFLA_VRF_', { table: [1, RouteTable.u32] }) {}

/** A link in a VRF: slave data of kind `vrf` (linux/if_link.h). */
export class VrfPortData extends attributes('IFLA_VRF_PORT_', { table: [1, RouteTable.u32] }) {}

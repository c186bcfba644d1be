import { attributes } from '../../../netlink/attributes.ts'
import { nestedLink } from '../nested-link.ts'

/** Data of a `vxcan`, a pair of CAN interfaces (linux/can/vxcan.h): input only. */
export class VxcanData extends attributes('VXCAN_INFO_', { peer: [1, nestedLink] }) {}

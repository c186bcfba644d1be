import { attributes } from '../../../netlink/attributes.ts'
import { nestedLink } from '../nested-link.ts'

/** Data of a `veth` (linux/veth.h): input only; the kernel names the peer by IFLA_LINK. */
export class VethData extends attributes('VETH_INFO_', { peer: [1, nestedLink] }) {}

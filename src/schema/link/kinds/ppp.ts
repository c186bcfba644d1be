import { attributes } from '../../../netlink/attributes.ts'
import { s32 } from '../../../netlink/scalars.ts'

/** Data of a `ppp` (linux/if_link.h): input only. The descriptor is one of /dev/ppp that the caller has opened. */
export class PppData extends attributes('IFLA_PPP_', { devFd: [1, s32] }) {}

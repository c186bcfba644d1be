import { attributes } from '../../../netlink/attributes.ts'
import { u32 } from '../../../netlink/scalars.ts'

/** Data of a `wwan`, one connection of a modem (linux/wwan.h); the device is named by IFLA_PARENT_DEV_NAME. */
export class WwanData extends attributes('IFLA_WWAN_', { linkId: [1, u32] }) {}

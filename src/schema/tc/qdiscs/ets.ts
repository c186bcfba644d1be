import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const EtsOptions = bytes
/** To be written. */
export const EtsClassOptions = bytes

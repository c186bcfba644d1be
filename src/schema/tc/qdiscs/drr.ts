import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const DrrOptions = bytes
/** To be written. */
export const DrrClassOptions = bytes
/** To be written. */
export const DrrXstats = bytes

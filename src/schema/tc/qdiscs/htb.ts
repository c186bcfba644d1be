import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const HtbOptions = bytes
/** To be written. */
export const HtbClassOptions = bytes
/** To be written. */
export const HtbXstats = bytes

import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const HfscOptions = bytes
/** To be written. */
export const HfscClassOptions = bytes
/** To be written. */
export const HfscXstats = bytes

import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const RedOptions = bytes
/** To be written. */
export const RedXstats = bytes

import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const Dualpi2Options = bytes
/** To be written. */
export const Dualpi2Xstats = bytes

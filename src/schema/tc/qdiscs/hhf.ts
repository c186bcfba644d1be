import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const HhfOptions = bytes
/** To be written. */
export const HhfXstats = bytes

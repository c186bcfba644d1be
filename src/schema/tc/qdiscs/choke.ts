import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const ChokeOptions = bytes
/** To be written. */
export const ChokeXstats = bytes

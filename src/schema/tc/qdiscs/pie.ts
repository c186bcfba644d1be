import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const PieOptions = bytes
/** To be written. */
export const PieXstats = bytes

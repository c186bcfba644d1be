import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const FqPieOptions = bytes
/** To be written. */
export const FqPieXstats = bytes

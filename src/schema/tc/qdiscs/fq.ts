import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const FqOptions = bytes
/** To be written. */
export const FqXstats = bytes

import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const SfqOptions = bytes
/** To be written. */
export const SfqXstats = bytes

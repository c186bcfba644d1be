import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const SfbOptions = bytes
/** To be written. */
export const SfbXstats = bytes

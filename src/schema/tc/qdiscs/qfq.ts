import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const QfqOptions = bytes
/** To be written. */
export const QfqClassOptions = bytes
/** To be written. */
export const QfqXstats = bytes

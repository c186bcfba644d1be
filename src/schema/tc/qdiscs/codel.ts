import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const CodelOptions = bytes
/** To be written. */
export const CodelXstats = bytes

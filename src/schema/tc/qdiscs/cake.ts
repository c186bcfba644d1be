import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const CakeOptions = bytes
/** To be written. */
export const CakeStats = bytes

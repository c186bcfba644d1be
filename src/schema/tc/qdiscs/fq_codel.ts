import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const FqCodelOptions = bytes
/** To be written. */
export const FqCodelXstats = bytes

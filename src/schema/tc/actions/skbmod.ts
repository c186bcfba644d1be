import { bytes } from '../../../netlink/scalars.ts'

/** To be written. */
export const SkbmodAction = bytes

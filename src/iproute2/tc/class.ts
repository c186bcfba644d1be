import type { Listing } from '../types.ts'

/** To be written. */
export const listClasses: Listing = () => []

import { bytes } from '../../../netlink/scalars.ts'
import { dataOf } from './data.ts'

/** `vlan`: a number that the kernel has kept free (TCF_EM_VLAN) and no code for. */
export const VlanEmatch = dataOf(bytes)

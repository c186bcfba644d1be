import { attributes } from '../../../netlink/attributes.ts'
import { string } from '../../../netlink/scalars.ts'

/** Data of a `batadv`, a B.A.T.M.A.N. mesh (linux/batman_adv.h): input only. */
export class BatadvData extends attributes('IFLA_BATADV_', { algoName: [1, string] }) {}

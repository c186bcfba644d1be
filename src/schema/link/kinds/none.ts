import { attributes } from '../../../netlink/attributes.ts'

/** Data of a kind that has none. What a newer kernel may send stands under `unknown`. */
export class NoData extends attributes('', {}, { name: 'NoData' }) {}

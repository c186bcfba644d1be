import { attributes } from '../../../netlink/attributes.ts'

/** Options of a kind that has none. What a newer kernel may send stands under `unknown`. */
export class NoOptions extends attributes('', {}, { name: 'NoOptions' }) {}

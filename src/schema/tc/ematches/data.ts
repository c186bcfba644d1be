import type { Codec } from '../../../netlink/codec.ts'
import { wantObject } from '../../../netlink/faults.ts'

/** A payload as the field `data` of an object. */
export const dataOf = <Out, In>(codec: Codec<Out, In>): Codec<{ readonly data: Out }, { readonly data: In }> => ({
  type: codec.type,
  read: (view, at, end, scope) => ({ data: codec.read(view, at, end, scope) }),
  write: (out, value, scope) => codec.write(out, wantObject(value, 'an ematch')['data'] as In, scope),
})

import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { view } from '../../../netlink/flat.ts'
import { struct } from '../../../netlink/struct.ts'
import { percent32, type Quantity, shortest } from '../units.ts'
import { within } from '../within.ts'

/** Going from one state to another: 1 received, 2 received within a burst, 3 lost within a burst, 4 lost alone. */
export class GiModel extends struct('tc_netem_gimodel', {
  p13: percent32,
  p31: percent32,
  p32: percent32,
  p14: percent32,
  p23: percent32,
}) {}

class NetemGemodel extends struct('tc_netem_gemodel', {
  p: percent32, // from the good state to the bad one
  r: percent32, // back
  h: percent32, // received in the bad state
  k1: percent32, // lost in the good state: 1-k
}) {}

const toWire = percent32.toNumber as (value: Quantity) => number
/** What is left of a percentage, exact to the wire's last bit. */
function remainder(percent: Quantity): number {
  const wire = 0xffffffff - toWire(percent)
  return shortest((wire / 0xffffffff) * 100, toWire, wire)
}

interface Words {
  /** Loss in the bad state, percent. */
  readonly '1-h': number
  /** Loss in the good state, percent. */
  readonly '1-k': number
}

/** The Gilbert-Elliott model in the words of tc(8), who says how much is lost where the kernel has how much is not. */
export class GeModel extends view<
  typeof NetemGemodel,
  Omit<Decoded<typeof NetemGemodel>, 'h' | 'k1'> & Words,
  Encodable<typeof NetemGemodel> & { readonly [K in keyof Words]?: Quantity | undefined }
>(NetemGemodel, {
  what: 'the Gilbert-Elliott model',
  words: ['1-h', '1-k'],
  says: { k1: '1-k' },
  read: ({ h, k1, ...values }) => ({ ...values, '1-h': remainder(h), '1-k': k1 }),
  write({ '1-h': h, '1-k': k, ...values }) {
    return {
      ...values,
      ...(h !== undefined && { h: within('1-h', () => remainder(h)) }),
      ...(k !== undefined && { k1: k }),
    }
  },
}) {}

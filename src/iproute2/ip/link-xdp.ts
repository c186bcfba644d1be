import type { Decoded } from '../../netlink/codec.ts'
import { type Xdp, XdpAttached } from '../../schema/link/xdp.ts'
import type { JsonObject } from '../types.ts'

/**
 * The member `xdp`. Of a loaded program ip asks bpf(2) for more than the message tells; this is what it prints where it
 * may not ask.
 */
export function printXdp({ attached = 'none', progId, skbProgId, drvProgId, hwProgId }: Decoded<typeof Xdp>): JsonObject {
  const mode = XdpAttached.number(attached)
  if (mode === XdpAttached.constants.NONE) return {}
  const program = (id: number | undefined, place: number): readonly JsonObject[] =>
    id === undefined ? [] : [{ mode: place, prog: { id } }]
  const { SKB, DRV, HW } = XdpAttached.constants
  return {
    xdp: {
      mode,
      prog: progId ? { id: progId } : undefined,
      attached: [...program(skbProgId, SKB), ...program(drvProgId, DRV), ...program(hwProgId, HW)],
    },
  }
}

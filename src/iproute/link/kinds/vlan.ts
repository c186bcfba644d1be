import { VlanFlag } from '../../../schema/link/kinds/vlan.ts'
import { type KindWords, made, maskedBit, vlanProtocol, type Word } from './words.ts'

type QosMap = string | readonly string[] | Readonly<Record<number, number>>

/** `'1:2 2:3'`, a list of such pairs, or `{ 1: 2, 2: 3 }`. */
const qosMap = (key: string): Word<QosMap> =>
  made(key, (value, word) => {
    const pairs =
      typeof value === 'string' || Array.isArray(value)
        ? [value].flat().flatMap((one) =>
            String(one)
              .trim()
              .split(/[\s,]+/),
          )
        : Object.entries(value as object).map(([from, to]) => `${from}:${to}`)
    return pairs.map((pair) => {
      const match = /^(\d+):(\d+)$/.exec(pair)
      if (!match) throw new TypeError(`link: ${word}: '${pair}' is not a pair of priorities ('1:2')`)
      return { from: Number(match[1]), to: Number(match[2]) }
    })
  })

/** The words of `ip link ... type vlan` (ip/iplink_vlan.c). */
export const vlanKind = {
  words: {
    /** A number (0x8100), `'802.1Q'` or `'802.1ad'`. */
    protocol: vlanProtocol('protocol'),
    reorderHdr: maskedBit('flags', VlanFlag, 'reorder_hdr'),
    gvrp: maskedBit('flags', VlanFlag, 'gvrp'),
    looseBinding: maskedBit('flags', VlanFlag, 'loose_binding'),
    mvrp: maskedBit('flags', VlanFlag, 'mvrp'),
    bridgeBinding: maskedBit('flags', VlanFlag, 'bridge_binding'),
    /** From priorities of the tag to those of the kernel. */
    ingressQosMap: qosMap('ingressQos'),
    /** From priorities of the kernel to those of the tag. */
    egressQosMap: qosMap('egressQos'),
  },
} as const satisfies KindWords

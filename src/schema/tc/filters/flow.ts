import { attributes } from '../../../netlink/attributes.ts'
import type { Codec } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { outOfRange, shown } from '../../../netlink/errors.ts'
import { u32 } from '../../../netlink/scalars.ts'
import { Actions } from '../actions/action.ts'
import { PoliceAction } from '../actions/police.ts'
import { classid } from '../classid.ts'
import { EmatchTree } from '../ematches/tree.ts'
import { seconds32 } from '../units.ts'

/** What of a packet tells flows apart (FLOW_KEY_*, linux/pkt_cls.h); tc(8) writes some with a hyphen. */
export const FlowKey = enumeration(
  'FLOW_KEY_',
  {
    ...{ src: 0, dst: 1, proto: 2, proto_src: 3, proto_dst: 4, iif: 5, priority: 6, mark: 7, nfct: 8 },
    ...{ nfct_src: 9, nfct_dst: 10, nfct_proto_src: 11, nfct_proto_dst: 12 },
    ...{ rtclassid: 13, skuid: 14, skgid: 15, vlan_tag: 16, rxhash: 17 },
  },
  {
    ...{ 'proto-src': 3, 'proto-dst': 4, 'nfct-src': 9, 'nfct-dst': 10, 'nfct-proto-src': 11, 'nfct-proto-dst': 12 },
    ...{ 'rt-classid': 13, 'sk-uid': 14, 'sk-gid': 15, 'vlan-tag': 16 },
  },
)
/** `map`: one key, as a number, is the class; `hash`: the keys' hash is. */
export const FlowMode = enumeration('FLOW_MODE_', { map: 0, hash: 1 })

type Key = ReturnType<typeof FlowKey.name>
type KeyInput =
  | Parameters<typeof FlowKey.number>[0]
  | ('proto-src' | 'proto-dst' | 'nfct-src' | 'nfct-dst' | 'nfct-proto-src' | 'nfct-proto-dst')
  | ('rt-classid' | 'sk-uid' | 'sk-gid' | 'vlan-tag')

/** Keys that were met, by their bits; a machine has a few. */
const met = new Map<number, readonly Key[]>()

function keysOf(bits: number): readonly Key[] {
  const keys: Key[] = []
  for (let number = 0; number < 32; number++) if (((bits >>> number) & 1) === 1) keys.push(FlowKey.name(number))
  Object.freeze(keys)
  if (met.size < 256) met.set(bits, keys)
  return keys
}

function bitsOf(value: readonly KeyInput[] | string | number): number {
  if (typeof value === 'number') return value
  let bits = 0
  for (const word of typeof value === 'string' ? value.split(',') : value) {
    const number = FlowKey.number((typeof word === 'string' ? word.trim() : word) as Key)
    if (number > 31 || number < 0) outOfRange(`${shown(number)} is not the number of a key, 0 .. 31`)
    bits |= 1 << number
  }
  return bits >>> 0
}

/** A bit for each key: `['src', 'dst']`, also `'src,dst'`. A key without a name here is its number. */
const keys: Codec<readonly Key[], readonly KeyInput[] | string | number> = {
  type: 'u32',
  size: 4,
  read(view, at, end, scope) {
    const bits = u32.read(view, at, end, scope)
    return met.get(bits) ?? keysOf(bits)
  },
  write: (out, value, scope) => u32.write(out, bitsOf(value), scope),
  toNumber: bitsOf,
  describe: () => (FlowKey.u32.describe as NonNullable<Codec<unknown>['describe']>)(),
}

/**
 * The filter flow: a class for each flow, or for each value of one key (TCA_FLOW_*, net/sched/cls_flow.c). In mode map
 * the class is (((key & mask) ^ xor) >> rshift) + addend, then the rest by the divisor, then added to the base class.
 */
export class FlowFilter extends attributes('TCA_FLOW_', {
  keys: [1, keys],
  mode: [2, FlowMode.u32],
  baseclass: [3, classid], // default: minor number 1 of the queueing discipline
  rshift: [4, u32], // bits
  addend: [5, u32], // modulo 2^32
  mask: [6, u32],
  xor: [7, u32],
  divisor: [8, u32], // how many classes
  actions: [9, Actions, { uapi: 'TCA_FLOW_ACT' }],
  police: [10, PoliceAction],
  ematches: [11, EmatchTree],
  perturb: [12, seconds32], // how often the hash's start changes; mode hash alone
}) {}

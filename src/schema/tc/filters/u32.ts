import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { shown, wrongType } from '../../../netlink/errors.ts'
import { view } from '../../../netlink/flat.ts'
import { string, u32 } from '../../../netlink/scalars.ts'
import { Actions } from '../actions/action.ts'
import { PoliceAction } from '../actions/police.ts'
import { classid } from '../classid.ts'
import { ClassifierFlags } from './flags.ts'
import { u32Handle } from './u32-handle.ts'
import { keysOf } from './u32-match.ts'
import { counters, mark, selector, U32Flags, type U32Key, type U32KeyInput } from './u32-selector.ts'

class U32Attributes extends attributes('TCA_U32_', {
  classid: [1, classid],
  hash: [2, u32Handle], // the bucket it stands in: `ht` of tc(8)
  link: [3, u32Handle], // the hash table to go on with when the keys match
  divisor: [4, u32], // makes a hash table of as many buckets: a power of 2, up to 256
  sel: [5, selector],
  police: [6, PoliceAction],
  actions: [7, Actions, { uapi: 'TCA_U32_ACT' }],
  indev: [8, string], // only what came in by this link
  pcnt: [9, counters],
  mark: [10, mark],
  flags: [11, ClassifierFlags.u32],
  pad: [12, alignment],
}) {}

type Wire = Decoded<typeof U32Attributes>
type WireInput = Encodable<typeof U32Attributes>
type Selector = NonNullable<Wire['sel']>

/** Where the next header begins, for the keys of the table that `link` names. */
export interface U32Offset {
  /** The packet itself tells it: the 16 bits at this even byte, of them the bits of `mask`, shifted to the right. */
  readonly at?: number | undefined
  readonly mask?: number | undefined
  readonly shift?: number | undefined
  /** Bytes that are added. */
  readonly plus?: number | undefined
  /** The keys of the next table count from there. */
  readonly eat?: boolean | undefined
}
/** Which bucket of the table that `link` names: the bits of `mask` of the 32 bits at this byte, a multiple of 4. */
export interface U32Hashkey {
  readonly mask?: number | undefined
  readonly at?: number | undefined
}

/** The options of a filter u32 as they are read. */
export interface U32FilterValue extends Omit<Wire, 'sel'> {
  readonly keys?: readonly U32Key[]
  readonly offset?: U32Offset
  readonly hashkey?: U32Hashkey
  /** Only where they are not those that the other options make. */
  readonly selFlags?: Selector['flags']
  /** Only where it is not the number of keys. */
  readonly nkeys?: number
}

/** One key, or phrases of tc(8): `'ip dst 10.0.0.0/8'`, `'u16 0x0016 0xffff at nexthdr+2'`, in short `'0x0006/0x00ff+8'`. */
export type U32Match = string | U32KeyInput
/** The options of a filter u32 as they can be written. */
export interface U32FilterInput extends Omit<WireInput, 'sel'> {
  readonly keys?: readonly U32Match[] | string | undefined
  /** The same as `keys`. */
  readonly match?: readonly U32Match[] | string | undefined
  readonly offset?: U32Offset | undefined
  readonly hashkey?: U32Hashkey | undefined
  /** Default: terminal where there is a class, an action or a police, and what `offset` makes. */
  readonly selFlags?: Parameters<typeof U32Flags.bits>[0] | undefined
  readonly nkeys?: number | undefined
  readonly sel?: WireInput['sel']
}

const { TERMINAL, OFFSET, VAROFFSET, EAT } = U32Flags.constants

const isTerminal = (options: Readonly<Record<string, unknown>>): boolean =>
  options['classid'] !== undefined || options['actions'] !== undefined || options['police'] !== undefined
/** The same of input, which may have the kernel's names. */
const endsSearch = (options: Readonly<Record<string, unknown>>): boolean =>
  isTerminal(options) || ['TCA_U32_CLASSID', 'TCA_U32_ACT', 'TCA_U32_POLICE'].some((name) => options[name] !== undefined)

const flagsOf = (terminal: boolean, { at, mask, shift, plus, eat }: U32Offset): number =>
  (terminal ? TERMINAL : 0) |
  (plus === undefined ? 0 : OFFSET) |
  (at === undefined && mask === undefined && shift === undefined ? 0 : VAROFFSET) |
  (eat === true ? EAT : 0)

type Writable<T> = { -readonly [K in keyof T]: T[K] }

function read(wire: Wire): U32FilterValue {
  const { sel } = wire
  if (sel === undefined) return wire
  const value: Writable<U32FilterValue> & Record<string, unknown> = {}
  // Assigned one by one: a rest pattern takes thrice the time.
  for (const key in wire) if (key !== 'sel') value[key] = wire[key as keyof Wire]
  const offset: Writable<U32Offset> = {}
  const flags = U32Flags.bits(sel.flags)
  if ((flags & VAROFFSET) !== 0 || sel.offoff !== 0 || sel.offmask !== 0 || sel.offshift !== 0) {
    offset.at = sel.offoff
    offset.mask = sel.offmask
    offset.shift = sel.offshift
  }
  if ((flags & OFFSET) !== 0 || sel.off !== 0) offset.plus = sel.off
  if ((flags & EAT) !== 0) offset.eat = true
  value.keys = sel.keys
  if ((flags & ~TERMINAL) !== 0 || sel.off !== 0 || offset.at !== undefined) value.offset = offset
  if (sel.hmask !== 0 || sel.hoff !== 0) value.hashkey = { mask: sel.hmask, at: sel.hoff }
  if (flags !== flagsOf(isTerminal(value), offset)) value.selFlags = sel.flags
  if (sel.nkeys !== sel.keys.length) value.nkeys = sel.nkeys
  return value
}

const list = (value: U32FilterInput['keys']): readonly U32Match[] => {
  if (value === undefined) return []
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value : wrongType(`an array of keys ('0x0006/0x00ff+8') is wanted, not ${shown(value)}`)
}

function write(input: U32FilterInput): WireInput {
  const { keys, match, offset = {}, hashkey = {}, selFlags, nkeys, sel, ...others } = input
  if (sel !== undefined) return wrongType("'sel' is given beside words for its parts")
  const { keys: all, mark: marked } = keysOf([...list(keys), ...list(match)])
  const said: WireInput = marked === undefined ? others : { ...others, mark: marked }
  // A mark alone needs no keys, as with tc(8), which sends an empty selector then.
  return {
    ...said,
    sel: {
      flags: selFlags ?? flagsOf(endsSearch(others), offset),
      offshift: offset.shift,
      nkeys: nkeys ?? all.length,
      offmask: offset.mask,
      off: offset.plus,
      offoff: offset.at,
      hoff: hashkey.at,
      hmask: hashkey.mask,
      keys: all,
    },
  }
}

/** The filter u32: packets by any of their bits (TCA_U32_*, net/sched/cls_u32.c, tc-u32(8)). */
export class U32Filter extends view<typeof U32Attributes, U32FilterValue, U32FilterInput>(U32Attributes, {
  what: 'the filter u32',
  words: ['keys', 'match', 'offset', 'hashkey', 'selFlags', 'nkeys'],
  says: { sel: 'keys' },
  read,
  write,
}) {}

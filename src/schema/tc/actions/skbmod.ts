import { mac } from '../../../netlink/addresses.ts'
import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Decoded, Encodable } from '../../../netlink/codec.ts'
import { flagSet } from '../../../netlink/enums.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { EthernetProtocol } from '../../enums.ts'
import { general, TcfT } from './common.ts'

/** What is done to a packet (SKBMOD_F_*, linux/tc_act/tc_skbmod.h). */
export const SkbmodFlags = flagSet('SKBMOD_F_', { dmac: 1 << 0, smac: 1 << 1, etype: 1 << 2, swapmac: 1 << 3, ecn: 1 << 4 })
const F = SkbmodFlags.constants

/** TCA_SKBMOD_PARMS. */
export class TcSkbmod extends struct('tc_skbmod', { ...general, flags: u64 }) {}

/** Attributes of the action skbmod as they lie on the wire (TCA_SKBMOD_*). */
export class SkbmodAttributes extends attributes('TCA_SKBMOD_', {
  tm: [1, TcfT],
  parms: [2, TcSkbmod],
  dmac: [3, mac],
  smac: [4, mac],
  etype: [5, EthernetProtocol.u16], // in the machine's byte order
  pad: [6, alignment],
}) {}

class SkbmodOptions extends flat(SkbmodAttributes, 'parms') {}
type Wire = Decoded<typeof SkbmodOptions>
type WireInput = Encodable<typeof SkbmodOptions>
/** What people say in place of bits. */
export interface SkbmodWords {
  /** The two Ethernet addresses change places. */
  readonly swapmac?: boolean | undefined
  /** Sets "congestion experienced" where the packet allows it. */
  readonly ecn?: boolean | undefined
}

/** The bits that the attributes beside them say. */
const said = ({ dmac, smac, etype }: WireInput): number =>
  (dmac === undefined ? 0 : F.DMAC) | (smac === undefined ? 0 : F.SMAC) | (etype === undefined ? 0 : F.ETYPE)
const SPOKEN = BigInt(F.SWAPMAC | F.ECN)

function read(wire: Wire): Wire & SkbmodWords {
  const { flags, ...others } = wire
  // Bits that the words and attributes do not say stay a number.
  if (flags === undefined || (flags & ~SPOKEN) !== BigInt(said(wire))) return wire
  const words: { swapmac?: true; ecn?: true } = {}
  if ((flags & BigInt(F.SWAPMAC)) !== 0n) words.swapmac = true
  if ((flags & BigInt(F.ECN)) !== 0n) words.ecn = true
  return { ...others, ...words } as Wire & SkbmodWords
}

/** The action skbmod: sets or swaps Ethernet addresses and more (net/sched/act_skbmod.c, tc-skbmod(8)). */
export class SkbmodAction extends view<typeof SkbmodOptions, Wire & SkbmodWords, WireInput & SkbmodWords>(SkbmodOptions, {
  what: 'the action skbmod',
  words: ['swapmac', 'ecn', 'dmac', 'smac', 'etype', 'action', 'index'],
  read,
  write({ swapmac, ecn, ...others }) {
    const bits = said(others) | (swapmac === true ? F.SWAPMAC : 0) | (ecn === true ? F.ECN : 0)
    return { ...others, flags: others.flags ?? bits }
  },
}) {}

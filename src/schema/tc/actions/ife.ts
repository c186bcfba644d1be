import { mac } from '../../../netlink/addresses.ts'
import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Codec, Decoded, Encodable } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { flat, view } from '../../../netlink/flat.ts'
import { u16, u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { EthernetProtocol } from '../../enums.ts'
import { general, TcfT } from './common.ts'

/** Whether packets are wrapped or unwrapped (linux/tc_act/tc_ife.h). */
export const IfeMode = enumeration('IFE_', { decode: 0, encode: 1 })

/** TCA_IFE_PARMS. */
export class TcIfe extends struct('tc_ife', { ...general, mode: IfeMode.u16 }, { members: { mode: 'flags' } }) {}

/** A value for every packet, or `allow`, an empty attribute: the packet's own. */
const allowOr = (codec: Codec<number, number | boolean>): Codec<number | 'allow'> => ({
  type: codec.type,
  read: (view, at, end, scope) => (at === end ? 'allow' : codec.read(view, at, end, scope)),
  write(out, value, scope) {
    if (value !== 'allow') codec.write(out, value, scope)
  },
})

/** What travels with a packet (IFE_META_*, linux/ife.h). */
export class IfeMetadata extends attributes('IFE_META_', {
  skbmark: [1, allowOr(u32)],
  hashid: [2, allowOr(u32)],
  prio: [3, allowOr(u32)],
  qmap: [4, allowOr(u16)],
  tcindex: [5, allowOr(u16)],
}) {}

/** Attributes of the action ife as they lie on the wire (TCA_IFE_*). */
export class IfeAttributes extends attributes('TCA_IFE_', {
  parms: [1, TcIfe],
  tm: [2, TcfT],
  dmac: [3, mac], // of the outer Ethernet header; without it the packet's own
  smac: [4, mac],
  type: [5, EthernetProtocol.u16], // of the outer header, in the machine's byte order; default 0xed3e (ETH_P_IFE)
  metalst: [6, IfeMetadata],
  pad: [7, alignment],
}) {}

class IfeOptions extends flat(IfeAttributes, 'parms') {}
type Wire = Decoded<typeof IfeOptions>

/** The three that tc(8) names, among the options; others stay in the list. */
export interface IfeWords {
  /** A value for every packet, or `allow`: the packet's own. */
  readonly mark?: number | 'allow' | undefined
  readonly prio?: number | 'allow' | undefined
  readonly tcindex?: number | 'allow' | undefined
}

function read(wire: Wire): Wire & IfeWords {
  if (wire.metalst === undefined) return wire
  const { metalst, ...others } = wire
  const { skbmark, prio, tcindex, ...list } = metalst
  const named: { -readonly [K in keyof IfeWords]: IfeWords[K] } = {}
  if (skbmark !== undefined) named.mark = skbmark
  if (prio !== undefined) named.prio = prio
  if (tcindex !== undefined) named.tcindex = tcindex
  for (const _ in list) return { ...others, ...named, metalst: list }
  for (const _ in named) return { ...others, ...named }
  return wire
}

/** The action ife: carries metadata of packets to another machine, in an outer Ethernet header (net/sched/act_ife.c, tc-ife(8)). */
export class IfeAction extends view<typeof IfeOptions, Wire & IfeWords, Encodable<typeof IfeOptions> & IfeWords>(IfeOptions, {
  what: 'the action ife',
  words: ['mark', 'prio', 'tcindex'],
  read,
  write({ mark, prio, tcindex, ...others }) {
    const named = {
      ...(mark !== undefined && { skbmark: mark }),
      ...(prio !== undefined && { prio }),
      ...(tcindex !== undefined && { tcindex }),
    }
    return { ...others, metalst: { ...others.metalst, ...named } }
  },
}) {}

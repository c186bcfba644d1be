import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { AnyCodec, Codec, Decoded, Encodable } from '../../../netlink/codec.ts'
import { arrayOf, listOf, nestedRequest } from '../../../netlink/containers.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { DecodeError } from '../../../netlink/errors.ts'
import { view } from '../../../netlink/flat.ts'
import { s32, u8, u32, u32be } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { general, TcfT } from './common.ts'
import { PEDIT_WORDS, type PeditInput, type PeditWords, readPedit, writePedit } from './pedit-words.ts'

/** The header that an offset counts from (TCA_PEDIT_KEY_EX_HDR_TYPE_*, linux/tc_act/tc_pedit.h). */
export const PeditHeaderType = enumeration(
  'TCA_PEDIT_KEY_EX_HDR_TYPE_',
  { network: 0, eth: 1, ip4: 2, ip6: 3, tcp: 4, udp: 5 },
  { ip: 2, ipv4: 2, ipv6: 3 },
)
/** What is done with the value (TCA_PEDIT_KEY_EX_CMD_*). */
export const PeditCommand = enumeration('TCA_PEDIT_KEY_EX_CMD_', { set: 0, add: 1 })

/** 32 bits of a packet that are changed; value and mask as they stand on the wire, the first byte the highest. */
export class TcPeditKey extends struct('tc_pedit_key', {
  mask: u32be, // bits that stay
  val: u32be, // by which the masked bits are inverted, or which is added
  off: s32, // bytes from the header, a multiple of 4
  at: u32, // the byte of the packet that is added to the offset,
  offmask: u32, // as much as these bits of it say,
  shift: u32, // shifted to the right
}) {}

/** What stands before the keys. */
export class TcPeditSel extends struct('tc_pedit_sel', {
  ...general,
  nkeys: u8,
  flags: u8, // not used
}) {}

const keys = arrayOf(TcPeditKey)

/** TCA_PEDIT_PARMS as it is read. */
export interface PeditParms extends Omit<TcPeditSel, 'rest'> {
  readonly keys: readonly TcPeditKey[]
}
/** TCA_PEDIT_PARMS as input; without `nkeys` the number of keys. */
export interface PeditParmsInput extends Omit<Encodable<typeof TcPeditSel>, 'rest'> {
  readonly keys?: readonly Encodable<typeof TcPeditKey>[] | undefined
}

/** TCA_PEDIT_PARMS: the struct and its keys, read into one object. */
const parameters: Codec<PeditParms, PeditParmsInput> = {
  type: 'tc_pedit_sel and tc_pedit_key[]',
  read(view, at, end, scope) {
    const from = at + TcPeditSel.size
    if (end < from) throw new DecodeError(`payload has ${end - at} bytes, ${TcPeditSel.size} or more wanted`)
    return { ...TcPeditSel.read(view, at, from, scope), keys: keys.read(view, from, end, scope) }
  },
  write(out, { keys: items = [], ...fields }, scope) {
    TcPeditSel.write(out, { ...fields, nkeys: fields.nkeys ?? items.length }, scope)
    keys.write(out, items, scope)
  },
  parts: (view, at, end, scope) => [
    ...(TcPeditSel.parts?.(view, at, Math.min(end, at + TcPeditSel.size), scope) ?? []),
    ...(keys.parts?.(view, Math.min(end, at + TcPeditSel.size), end, scope) ?? []),
  ],
  describe: () => ({ kind: 'choice', cases: { tc_pedit_sel: TcPeditSel as AnyCodec, keys: keys as AnyCodec } }),
}

/** TCA_PEDIT_KEY_EX: the header of one key, and what is done. */
export class PeditKeyEx extends attributes('TCA_PEDIT_KEY_EX_', {
  htype: [1, PeditHeaderType.u16],
  cmd: [2, PeditCommand.u16],
}) {}

/** TCA_PEDIT_* (linux/tc_act/tc_pedit.h): keys alone, or keys and as many times the header and command. */
export class PeditAttributes extends attributes('TCA_PEDIT_', {
  tm: [1, TcfT],
  parms: [2, parameters], // offsets count from the network header, and values are set
  pad: [3, alignment],
  parmsEx: [4, parameters],
  keysEx: [5, nestedRequest(listOf(6, nestedRequest(PeditKeyEx)))],
  keyEx: [6, PeditKeyEx], // only within the list
}) {}

/**
 * Changes bits of packets (net/sched/act_pedit.c, tc-pedit(8)): `keys: ['ip dst set 192.0.2.1', 'tcp dport add 1']`, or keys as
 * they are read.
 */
export class PeditAction extends view<typeof PeditAttributes, PeditWords, PeditInput>(PeditAttributes, {
  what: 'the action pedit',
  words: PEDIT_WORDS,
  says: { parms: 'keys', parmsEx: 'keys', keysEx: 'keys' },
  read: readPedit,
  write: writePedit,
}) {}

/** The attributes as they are read. */
export type PeditWire = Decoded<typeof PeditAttributes>
/** The attributes as input. */
export type PeditWireInput = Encodable<typeof PeditAttributes>

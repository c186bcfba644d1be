import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Codec, Decoded, Encodable } from '../../../netlink/codec.ts'
import { enumeration, flagSet } from '../../../netlink/enums.ts'
import { flat } from '../../../netlink/flat.ts'
import { u16, u32, u64 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { classid } from '../classid.ts'
import { general, TcfT } from './common.ts'

/** Whom a packet is for (PACKET_*, linux/if_packet.h). */
export const PacketType = enumeration('PACKET_', { host: 0, broadcast: 1, multicast: 2, otherhost: 3 })

/**
 * SKBEDIT_F_* (linux/tc_act/tc_skbedit.h). The kernel takes `inheritdsfield`, the priority out of the DS field of the
 * IP header, and `txq_skbhash`, the queue out of a range by the packet's hash; what the others say is said by the
 * attributes themselves.
 */
export const SkbeditFlags = flagSet('SKBEDIT_F_', {
  ...{ priority: 0x1, queue_mapping: 0x2, mark: 0x4, ptype: 0x8, mask: 0x10 },
  ...{ inheritdsfield: 0x20, txq_skbhash: 0x40 },
})

type Flags = Decoded<typeof SkbeditFlags.u32> | bigint
type FlagsInput = Encodable<typeof SkbeditFlags.u32> | bigint

/** The flags in 64 bits; a bigint if one above the 32nd is set. */
const flags64: Codec<Flags, FlagsInput> = {
  type: 'u64',
  size: 8,
  read(view, at, end, scope) {
    const bits = u64.read(view, at, end, scope)
    return bits > 0xffffffffn ? bits : SkbeditFlags.names(Number(bits))
  },
  write: (out, value, scope) => u64.write(out, typeof value === 'bigint' ? value : BigInt(SkbeditFlags.bits(value)), scope),
  describe: () => (SkbeditFlags.u32.describe as NonNullable<Codec<unknown>['describe']>)(),
}

/** TCA_SKBEDIT_PARMS (linux/tc_act/tc_skbedit.h). */
export class TcSkbedit extends struct('tc_skbedit', general) {}

/** TCA_SKBEDIT_* (linux/tc_act/tc_skbedit.h). */
export class SkbeditAttributes extends attributes('TCA_SKBEDIT_', {
  tm: [1, TcfT],
  parms: [2, TcSkbedit],
  priority: [3, classid], // the class that the packet goes into
  queueMapping: [4, u16], // of the device, to send or, at ingress, to receive
  mark: [5, u32],
  pad: [6, alignment],
  ptype: [7, PacketType.u16],
  mask: [8, u32], // bits of the mark that are set
  flags: [9, flags64],
  queueMappingMax: [10, u16], // with txq_skbhash: the end of the range that queueMapping begins
}) {}

/** Changes what the kernel notes about a packet: class, queue, mark, type (net/sched/act_skbedit.c, tc-skbedit(8)). */
export class SkbeditAction extends flat(SkbeditAttributes, 'parms') {}

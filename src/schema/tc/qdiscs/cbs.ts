import { attributes } from '../../../netlink/attributes.ts'
import type { Codec } from '../../../netlink/codec.ts'
import { flat } from '../../../netlink/flat.ts'
import { s32, u8 } from '../../../netlink/scalars.ts'
import { pad, struct } from '../../../netlink/struct.ts'
import { bitsPerSecond, byteCount, type Quantity } from '../units.ts'

/** Kbit/s, which a number without a unit means to tc-cbs(8); `'20mbit'` as input. May be negative. */
const kilobits: Codec<number, Quantity> = {
  type: 's32',
  size: 4,
  read: s32.read,
  write(out, value, scope) {
    const hasUnit = typeof value === 'string' && /[a-z]\s*$/i.test(value)
    s32.write(out, hasUnit ? Math.trunc(bitsPerSecond(value) / 1000) : bitsPerSecond(value), scope)
  },
}
/** Bytes that may be negative. */
const credit: Codec<number, Quantity> = {
  type: 's32',
  size: 4,
  read: s32.read,
  write: (out, value, scope) => s32.write(out, byteCount(value), scope),
}

/** The credits (struct tc_cbs_qopt; IEEE 802.1Q-2014, annex L). */
export class CbsQopt extends struct('tc_cbs_qopt', {
  offload: u8, // 1: the device does it
  pad: pad(3),
  hicredit: credit, // the most that is gathered
  locredit: credit, // the least that it falls to
  idleslope: kilobits, // gathered while packets wait
  sendslope: kilobits, // lost while one is sent: idleslope - the link's speed
}) {}

/** TCA_CBS_* (linux/pkt_sched.h). */
export class CbsAttributes extends attributes('TCA_CBS_', { parms: [1, CbsQopt] }) {}

/** Options of `cbs`, the credit based shaper (tc-cbs(8), net/sched/sch_cbs.c). */
export class CbsOptions extends flat(CbsAttributes, 'parms') {}

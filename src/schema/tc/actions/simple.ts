import { alignment, attributes } from '../../../netlink/attributes.ts'
import type { Codec } from '../../../netlink/codec.ts'
import { outOfRange } from '../../../netlink/errors.ts'
import { flat } from '../../../netlink/flat.ts'
import { bytes, string } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'
import { general, TcfT } from './common.ts'

/** TCA_DEF_PARMS (linux/tc_act/tc_defact.h). */
export class TcDefact extends struct('tc_defact', general) {}

/** Bytes of the text, the closing zero among them (SIMP_MAX_DATA, net/sched/act_simple.c). */
const MOST = 32

/** Text with its closing zero. tc(8) sends 32 bytes whatever lies behind the text: such data stays bytes. */
const simpleData: Codec<string | Uint8Array> = {
  type: 'string',
  read(view, at, end, scope) {
    for (let i = at; i < end; i++) {
      const byte = view.getUint8(i)
      if (byte === 0 && i === end - 1) return string.read(view, at, end, scope)
      if (byte === 0 || byte > 127) break
    }
    return bytes.read(view, at, end, scope)
  },
  write(out, value, scope) {
    if (value instanceof Uint8Array) return bytes.write(out, value, scope)
    const at = out.length
    string.write(out, value, scope)
    if (out.length - at > MOST) outOfRange(`'${value}' is longer than ${MOST - 1} bytes`)
  },
}

/** Attributes of the action simple as they lie on the wire (TCA_DEF_*). */
export class SimpleAttributes extends attributes('TCA_DEF_', {
  tm: [1, TcfT],
  parms: [2, TcDefact],
  data: [3, simpleData], // what the kernel's log gets for each packet
  pad: [4, alignment],
}) {}

/** The action simple, an example: writes a line into the kernel's log (net/sched/act_simple.c). */
export class SimpleAction extends flat(SimpleAttributes, 'parms') {}

import { attributes } from '../../netlink/attributes.ts'
import type { AnyCodec, Codec, Decoded, Encodable } from '../../netlink/codec.ts'
import { nestedRequest } from '../../netlink/containers.ts'
import { enumeration } from '../../netlink/enums.ts'
import { message } from '../../netlink/payload.ts'
import { s8, string, u8 } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'
import { AddressFamily } from '../enums.ts'
import { paddedLinkAddress } from '../link/padded-address.ts'
import { DcbAppPriority, DcbBcn, DcbCapabilities, DcbCee, DcbFeatures, DcbNumTcs, DcbPfc, DcbPriorityGroups, DcbxMode } from './cee.ts'
import { DcbIeee } from './ieee.ts'

/** What a message of DCB asks for or answers (linux/dcbnl.h). */
export const DcbCommandType = enumeration('DCB_CMD_', {
  ...{ undefined: 0, gstate: 1, sstate: 2, pgtx_gcfg: 3, pgtx_scfg: 4, pgrx_gcfg: 5, pgrx_scfg: 6, pfc_gcfg: 7, pfc_scfg: 8 },
  ...{ set_all: 9, gperm_hwaddr: 10, gcap: 11, gnumtcs: 12, snumtcs: 13, pfc_gstate: 14, pfc_sstate: 15, bcn_gcfg: 16 },
  ...{ bcn_scfg: 17, gapp: 18, sapp: 19, ieee_set: 20, ieee_get: 21, gdcbx: 22, sdcbx: 23, gfeatcfg: 24, sfeatcfg: 25 },
  ...{ cee_get: 26, ieee_del: 27 },
})

/** The header of a message of data center bridging (linux/dcbnl.h). */
export class DcbMsg extends struct(
  'dcbmsg',
  { family: AddressFamily.u8, cmd: DcbCommandType.u8, _: pad(2) },
  { members: { family: 'dcb_family' } },
) {}

/**
 * A nest, or in the answer to what set it one byte: 0, or what went wrong, which is a negative errno for the IEEE's objects
 * and 1 for others (dcbnl_reply, dcbnl_ieee_set in net/dcb/dcbnl.c).
 */
function orStatus<C extends AnyCodec>(nest: C): Codec<Decoded<C> | number, Encodable<C> | number> {
  const choose = (status: boolean): AnyCodec => (status ? s8 : nest)
  return {
    type: `${nest.type} or s8`,
    read: (view, at, end, scope) => choose(end - at === 1).read(view, at, end, scope) as Decoded<C> | number,
    write: (out, value, scope) => choose(typeof value === 'number').write(out, value as never, scope),
    parts: (view, at, end, scope) => choose(end - at === 1).parts?.(view, at, end, scope) ?? [],
    describe: () => ({ kind: 'choice', cases: { nest, status: s8 } }),
  }
}

/** The attributes of data center bridging (linux/dcbnl.h). */
export class DcbAttributes extends attributes('DCB_ATTR_', {
  ifname: [1, string],
  state: [2, u8],
  pfcState: [3, u8],
  pfcCfg: [4, orStatus(DcbPfc)],
  numTc: [5, u8], // never used
  pgCfg: [6, orStatus(DcbPriorityGroups)],
  setAll: [7, u8],
  permHwaddr: [8, paddedLinkAddress],
  cap: [9, DcbCapabilities],
  numtcs: [10, orStatus(DcbNumTcs)],
  bcn: [11, orStatus(DcbBcn)],
  app: [12, orStatus(DcbAppPriority)],
  ieee: [13, nestedRequest(orStatus(DcbIeee))],
  dcbx: [14, DcbxMode.u8], // in the answer to what set it 0, or 1 where the device refused
  featcfg: [15, orStatus(DcbFeatures)],
  cee: [16, DcbCee],
}) {}

/** Data center bridging of a link: what a network card or switch does for lossless Ethernet. */
export class DcbMessage extends message({ RTM_GETDCB: 78, RTM_SETDCB: 79 }, DcbMsg, DcbAttributes) {}
/** The same as input. */
export interface DcbMessageInput extends Encodable<typeof DcbMessage> {}

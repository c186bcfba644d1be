import { attributes } from '../../netlink/attributes.ts'
import type { AnyCodec, Codec, Decoded, Encodable } from '../../netlink/codec.ts'
import { flagsOf } from '../../netlink/codec.ts'
import { atIndex, nested, nestedRequest, wantArray } from '../../netlink/containers.ts'
import { enumeration } from '../../netlink/enums.ts'
import { rawAttributes } from '../../netlink/parts.ts'
import { u8, u16, u32, u64 } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'
import { fixedArray } from '../tc/arrays.ts'

/** How a traffic class gets its share of the link (linux/dcbnl.h). */
export const TrafficSelection = enumeration('IEEE_8021QAZ_TSA_', { strict: 0, cb_shaper: 1, ets: 2, vendor: 255 })
/** What an entry of the APP table goes by (linux/dcbnl.h); `pcp` is Linux's own (6.2). */
export const AppSelector = enumeration(
  'IEEE_8021QAZ_APP_SEL_',
  { ethertype: 1, stream: 2, dgram: 3, any: 4, dscp: 5 },
  { pcp: 255, DCB_APP_SEL_PCP: 255 },
)
/** DCB_APP_SEL_PCP */
const PCP = 255

const eight = fixedArray(u8, 8)
const eight32 = fixedArray(u32, 8)
const eight64 = fixedArray(u64, 8)
const selections = fixedArray(TrafficSelection.u8, 8)

/** Enhanced transmission selection, 802.1Qaz (linux/dcbnl.h); the places of arrays are traffic classes, of `...prioTc` priorities. */
export class IeeeEts extends struct('ieee_ets', {
  willing: u8, // 0 or 1, as `cbs`
  etsCap: u8, // classes that the device has
  cbs: u8,
  tcTxBw: eight, // %
  tcRxBw: eight,
  tcTsa: selections,
  prioTc: eight,
  tcRecoBw: eight, // recommended to the other end, as the next
  tcRecoTsa: selections,
  recoPrioTc: eight,
}) {}

/** Priority flow control, 802.1Qbb (linux/dcbnl.h). */
export class IeeePfc extends struct('ieee_pfc', {
  pfcCap: u8, // classes that may have it
  pfcEn: u8, // a bit for each priority
  mbc: u8, // 1: MACsec takes no time
  _: pad(1),
  delay: u16, // bits that may still come, in 512
  __: pad(2),
  requests: eight64, // frames sent, and received
  indications: eight64,
}) {}

/** The most that each traffic class may send, in kbit/s (linux/dcbnl.h; dcb(8) writes bytes per second); 0 is no limit. */
export class IeeeMaxrate extends struct('ieee_maxrate', { tcMaxrate: eight64 }) {}

/** Congestion notification, 802.1Qau (linux/dcbnl.h). */
export class IeeeQcn extends struct('ieee_qcn', {
  rpgEnable: eight,
  rpppMaxRps: eight32,
  rpgTimeReset: eight32,
  rpgByteReset: eight32,
  rpgThreshold: eight32,
  rpgMaxRate: eight32,
  rpgAiRate: eight32,
  rpgHaiRate: eight32,
  rpgGd: eight32,
  rpgMinDecFac: eight32,
  rpgMinRate: eight32,
  cnddStateMachine: eight32,
}) {}
/** What became of it (linux/dcbnl.h). */
export class IeeeQcnStats extends struct('ieee_qcn_stats', { rpppRpCentiseconds: eight64, rpppCreatedRps: eight32 }) {}

/** Receive buffers: which of them each priority has, and bytes (linux/dcbnl.h). */
export class DcbBuffer extends struct(
  'dcbnl_buffer',
  { prio2buffer: eight, bufferSize: eight32, totalSize: u32 },
  { members: { prio2buffer: 'prio2buffer' } },
) {}

/** An entry of the APP table: the priority of what a protocol sends (linux/dcbnl.h). */
export class DcbApp extends struct('dcb_app', {
  selector: AppSelector.u8,
  priority: u8,
  protocol: u16, // an Ethernet type, a port, a DSCP
}) {}

/** DCB_ATTR_IEEE_APP, or DCB_ATTR_DCB_APP of selectors that 802.1Qaz does not know. */
const appNumber = (selector: number): number => (selector === PCP ? 2 : 1)

/** A nest of items whose numbers follow from their selectors. */
function bySelector<C extends AnyCodec>(
  item: C,
  selector: (value: Encodable<C>) => number,
): Codec<readonly Decoded<C>[], readonly Encodable<C>[]> {
  const codec: AnyCodec = item
  return {
    type: `list of ${item.type}`,
    read: (view, at, end, scope) =>
      [...rawAttributes(view, at, end, scope.littleEndian)].map((one, i) =>
        atIndex(i, () => codec.read(view, one.start + 4, one.end, scope) as Decoded<C>),
      ),
    write(out, items, scope) {
      wantArray(items).forEach((value, i) => {
        atIndex(i, () => {
          const from = out.begin()
          codec.write(out, value as never, scope)
          out.end(from, appNumber(selector(value as Encodable<C>)) | flagsOf(codec, scope))
        })
      })
    },
    parts: (view, at, end, scope) =>
      [...rawAttributes(view, at, end, scope.littleEndian)].map((one, i) => ({
        ...{ name: '', key: String(i), start: one.start, at: one.start + 4, end: one.end, type: one.number, codec },
      })),
    describe: () => ({ kind: 'list', item: codec, layout: 'attributes' }),
  }
}

const apps = bySelector(DcbApp, ({ selector = 0 }) => AppSelector.number(selector))
const selectors = bySelector(AppSelector.u8, (selector) => AppSelector.number(selector))

/** DCB_ATTR_IEEE: the objects of IEEE 802.1Qaz, 802.1Qau and 802.1Qbb, and Linux's own (linux/dcbnl.h). */
export class DcbIeee extends attributes('DCB_ATTR_IEEE_', {
  ets: [1, IeeeEts],
  pfc: [2, IeeePfc],
  appTable: [3, nestedRequest(apps)],
  peerEts: [4, IeeeEts], // the other end's, only told, as the next two
  peerPfc: [5, IeeePfc],
  peerApp: [6, apps],
  maxrate: [7, IeeeMaxrate],
  qcn: [8, IeeeQcn],
  qcnStats: [9, IeeeQcnStats],
  buffer: [10, DcbBuffer, { uapi: 'DCB_ATTR_DCB_BUFFER' }],
  appTrustTable: [11, nested(selectors), { uapi: 'DCB_ATTR_DCB_APP_TRUST_TABLE' }], // the first counts most
  rewrTable: [12, nested(apps), { uapi: 'DCB_ATTR_DCB_REWR_TABLE' }], // what a priority is written as
}) {}

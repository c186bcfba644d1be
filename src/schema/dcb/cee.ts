import { attributes, repeated } from '../../netlink/attributes.ts'
import { listOf } from '../../netlink/containers.ts'
import { enumeration, flagSet } from '../../netlink/enums.ts'
import { flag, u8, u16, u32 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'
import { fixedArray } from '../tc/arrays.ts'

/** Which version of the exchange protocol is spoken, and by whom (linux/dcbnl.h). */
export const DcbxMode = flagSet('DCB_CAP_DCBX_', { host: 1, lld_managed: 2, ver_cee: 4, ver_ieee: 8, static: 16 })
/** How a feature was agreed upon (linux/dcbnl.h). */
export const DcbFeature = flagSet('DCB_FEATCFG_', { error: 1, enable: 2, willing: 4, advertise: 8 })
/** What an application is told by: its Ethernet type, or its port (linux/dcbnl.h). */
export const AppIdType = enumeration('DCB_APP_IDTYPE_', { ethtype: 0, portnum: 1 })

/** DCB_ATTR_PFC_CFG: priority flow control, 0 or 1 of each priority; `all` asks for all (linux/dcbnl.h). */
export class DcbPfc extends attributes('DCB_PFC_UP_ATTR_', {
  ...{ '0': [1, u8], '1': [2, u8], '2': [3, u8], '3': [4, u8], '4': [5, u8], '5': [6, u8], '6': [7, u8], '7': [8, u8] },
  all: [9, flag],
}) {}

/** A traffic class (linux/dcbnl.h). */
export class DcbTrafficClass extends attributes('DCB_TC_ATTR_PARAM_', {
  pgid: [1, u8], // group, 0 to 7
  upMapping: [2, u8], // a bit for each priority
  strictPrio: [3, u8], // 0 none, 1 in its group, 2 on the link
  bwPct: [4, u8], // % of its group
  all: [5, flag],
}) {}

/** DCB_ATTR_PG_CFG: traffic classes, and what each priority group has of the link, in % (linux/dcbnl.h). */
export class DcbPriorityGroups extends attributes('DCB_PG_ATTR_', {
  tc0: [1, DcbTrafficClass, { uapi: 'DCB_PG_ATTR_TC_0' }],
  tc1: [2, DcbTrafficClass, { uapi: 'DCB_PG_ATTR_TC_1' }],
  tc2: [3, DcbTrafficClass, { uapi: 'DCB_PG_ATTR_TC_2' }],
  tc3: [4, DcbTrafficClass, { uapi: 'DCB_PG_ATTR_TC_3' }],
  tc4: [5, DcbTrafficClass, { uapi: 'DCB_PG_ATTR_TC_4' }],
  tc5: [6, DcbTrafficClass, { uapi: 'DCB_PG_ATTR_TC_5' }],
  tc6: [7, DcbTrafficClass, { uapi: 'DCB_PG_ATTR_TC_6' }],
  tc7: [8, DcbTrafficClass, { uapi: 'DCB_PG_ATTR_TC_7' }],
  tcAll: [10, DcbTrafficClass], // 9 is DCB_PG_ATTR_TC_MAX, which nothing writes; so 19
  bwId0: [11, u8, { uapi: 'DCB_PG_ATTR_BW_ID_0' }],
  bwId1: [12, u8, { uapi: 'DCB_PG_ATTR_BW_ID_1' }],
  bwId2: [13, u8, { uapi: 'DCB_PG_ATTR_BW_ID_2' }],
  bwId3: [14, u8, { uapi: 'DCB_PG_ATTR_BW_ID_3' }],
  bwId4: [15, u8, { uapi: 'DCB_PG_ATTR_BW_ID_4' }],
  bwId5: [16, u8, { uapi: 'DCB_PG_ATTR_BW_ID_5' }],
  bwId6: [17, u8, { uapi: 'DCB_PG_ATTR_BW_ID_6' }],
  bwId7: [18, u8, { uapi: 'DCB_PG_ATTR_BW_ID_7' }],
  bwIdAll: [20, flag],
}) {}

/** DCB_ATTR_CAP: what the device can do; `pgTcs` and `pfcTcs` are bits of the numbers of classes it can have (linux/dcbnl.h). */
export class DcbCapabilities extends attributes('DCB_CAP_ATTR_', {
  all: [1, flag],
  pg: [2, u8],
  pfc: [3, u8],
  up2tc: [4, u8],
  pgTcs: [5, u8],
  pfcTcs: [6, u8],
  gsp: [7, u8],
  bcn: [8, u8],
  dcbx: [9, DcbxMode.u8],
}) {}

/** DCB_ATTR_NUMTCS: how many traffic classes there are (linux/dcbnl.h). */
export class DcbNumTcs extends attributes('DCB_NUMTCS_ATTR_', { all: [1, flag], pg: [2, u8], pfc: [3, u8] }) {}

/** DCB_ATTR_BCN: backward congestion notification, before 802.1Qau (linux/dcbnl.h). */
export class DcbBcn extends attributes('DCB_BCN_ATTR_', {
  rp0: [1, u8, { uapi: 'DCB_BCN_ATTR_RP_0' }],
  rp1: [2, u8, { uapi: 'DCB_BCN_ATTR_RP_1' }],
  rp2: [3, u8, { uapi: 'DCB_BCN_ATTR_RP_2' }],
  rp3: [4, u8, { uapi: 'DCB_BCN_ATTR_RP_3' }],
  rp4: [5, u8, { uapi: 'DCB_BCN_ATTR_RP_4' }],
  rp5: [6, u8, { uapi: 'DCB_BCN_ATTR_RP_5' }],
  rp6: [7, u8, { uapi: 'DCB_BCN_ATTR_RP_6' }],
  rp7: [8, u8, { uapi: 'DCB_BCN_ATTR_RP_7' }],
  rpAll: [9, flag],
  bcna0: [10, u32, { uapi: 'DCB_BCN_ATTR_BCNA_0' }],
  bcna1: [11, u32, { uapi: 'DCB_BCN_ATTR_BCNA_1' }],
  alpha: [12, u32],
  beta: [13, u32],
  gd: [14, u32],
  gi: [15, u32],
  tmax: [16, u32],
  td: [17, u32],
  rmin: [18, u32],
  w: [19, u32],
  rd: [20, u32],
  ru: [21, u32],
  wrtt: [22, u32],
  ri: [23, u32],
  c: [24, u32],
  all: [25, flag],
}) {}

/** DCB_ATTR_APP: the priorities (a bit each) of an application (linux/dcbnl.h). */
export class DcbAppPriority extends attributes('DCB_APP_ATTR_', { idtype: [1, AppIdType.u8], id: [2, u16], priority: [3, u8] }) {}

/** DCB_ATTR_FEATCFG (linux/dcbnl.h). */
export class DcbFeatures extends attributes('DCB_FEATCFG_ATTR_', {
  all: [1, flag],
  pg: [2, DcbFeature.u8],
  pfc: [3, DcbFeature.u8],
  app: [4, DcbFeature.u8],
}) {}

/** Priority groups as the other end tells them (linux/dcbnl.h). */
export class CeePg extends struct('cee_pg', {
  willing: u8,
  error: u8,
  pgEn: u8,
  tcsSupported: u8,
  pgBw: fixedArray(u8, 8),
  prioPg: fixedArray(u8, 8),
}) {}
/** Priority flow control as the other end tells it (linux/dcbnl.h). */
export class CeePfc extends struct('cee_pfc', { willing: u8, error: u8, pfcEn: u8, tcsSupported: u8 }) {}
/** Whether the other end would take our applications (linux/dcbnl.h). */
export class CeeAppInfo extends struct('dcb_peer_app_info', { willing: u8, error: u8 }) {}
/** An application of the other end (linux/dcbnl.h). */
export class CeeApp extends struct('dcb_app', { selector: AppIdType.u8, priority: u8, protocol: u16 }, { variant: 'cee' }) {}
/** DCB_ATTR_CEE_PEER_APP_TABLE */
export class CeePeerApps extends attributes('DCB_ATTR_CEE_PEER_APP_', {
  info: [1, CeeAppInfo],
  app: [2, repeated(CeeApp), { uapi: 'DCB_ATTR_CEE_PEER_APP' }],
}) {}

/** DCB_ATTR_CEE: everything before 802.1Qaz at once, only told (linux/dcbnl.h). */
export class DcbCee extends attributes('DCB_ATTR_CEE_', {
  peerPg: [1, CeePg],
  peerPfc: [2, CeePfc],
  peerAppTable: [3, CeePeerApps],
  txPg: [4, DcbPriorityGroups],
  rxPg: [5, DcbPriorityGroups],
  pfc: [6, DcbPfc],
  appTable: [7, listOf(12, DcbAppPriority)], // of DCB_ATTR_APP
  feat: [8, DcbFeatures],
}) {}

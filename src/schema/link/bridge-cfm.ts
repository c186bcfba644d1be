import { mac } from '../../netlink/addresses.ts'
import { attributes, repeated } from '../../netlink/attributes.ts'
import { nested } from '../../netlink/containers.ts'
import { enumeration } from '../../netlink/enums.ts'
import { bytes, u8, u32 } from '../../netlink/scalars.ts'

/** What a maintenance end point is of (linux/cfm_bridge.h). */
export const CfmDomain = enumeration('BR_CFM_', { port: 0, vlan: 1 })
/** Whether a maintenance end point faces the wire or the bridge (linux/cfm_bridge.h). */
export const CfmDirection = enumeration('BR_CFM_MEP_DIRECTION_', { down: 0, up: 1 })
/** How often continuity checks are sent (linux/cfm_bridge.h). */
export const CfmInterval = enumeration('BR_CFM_CCM_INTERVAL_', {
  ...{ none: 0, '3_3_ms': 1, '10_ms': 2, '100_ms': 3, '1_sec': 4, '10_sec': 5, '1_min': 6, '10_min': 7 },
})

/** A maintenance end point to make, or as it was made. All layouts are those of net/bridge/br_cfm_netlink.c; u32 switches are 0 or 1. */
export class CfmMepCreate extends attributes('IFLA_BRIDGE_CFM_MEP_CREATE_', {
  instance: [1, u32],
  domain: [2, CfmDomain.u32],
  direction: [3, CfmDirection.u32],
  ifindex: [4, u32], // the port
}) {}

/** A maintenance end point to remove. */
export class CfmMepDelete extends attributes('IFLA_BRIDGE_CFM_MEP_DELETE_', { instance: [1, u32] }) {}

/** Who an end point is. */
export class CfmMepConfig extends attributes('IFLA_BRIDGE_CFM_MEP_CONFIG_', {
  instance: [1, u32],
  unicastMac: [2, mac],
  mdlevel: [3, u32], // up to 7
  mepid: [4, u32], // up to 0x1fff
}) {}

/** What continuity checks an end point expects. */
export class CfmCcConfig extends attributes('IFLA_BRIDGE_CFM_CC_CONFIG_', {
  instance: [1, u32],
  enable: [2, u32],
  expInterval: [3, CfmInterval.u32],
  expMaid: [4, bytes], // the maintenance association's id, 48 bytes
}) {}

/** Another end point whose continuity checks are expected. */
export class CfmPeerMep extends attributes('IFLA_BRIDGE_CFM_CC_PEER_MEP_', {
  instance: [1, u32],
  mepid: [2, u32, { uapi: 'IFLA_BRIDGE_CFM_CC_PEER_MEPID' }],
}) {}

/** Whether the checks sent tell of a defect (remote defect indication). */
export class CfmRdi extends attributes('IFLA_BRIDGE_CFM_CC_RDI_', { instance: [1, u32], rdi: [2, u32] }) {}

/** The continuity checks that are sent. */
export class CfmCcmTx extends attributes('IFLA_BRIDGE_CFM_CC_CCM_TX_', {
  instance: [1, u32],
  dmac: [2, mac],
  seqNoUpdate: [3, u32],
  period: [4, u32], // seconds that they go on; 0 stops
  ifTlv: [5, u32],
  ifTlvValue: [6, u8],
  portTlv: [7, u32],
  portTlvValue: [8, u8],
}) {}

/** What an end point has seen since it was last told. */
export class CfmMepStatus extends attributes('IFLA_BRIDGE_CFM_MEP_STATUS_', {
  instance: [1, u32],
  opcodeUnexpSeen: [2, u32],
  versionUnexpSeen: [3, u32],
  rxLevelLowSeen: [4, u32],
}) {}

/** How another end point does, and what of it was seen since it was last told. */
export class CfmPeerStatus extends attributes('IFLA_BRIDGE_CFM_CC_PEER_STATUS_', {
  instance: [1, u32],
  peerMepid: [2, u32],
  ccmDefect: [3, u32], // 1: no check came for 3.25 intervals
  rdi: [4, u32],
  portTlvValue: [5, u8],
  ifTlvValue: [6, u8],
  seen: [7, u32],
  tlvSeen: [8, u32],
  seqUnexpSeen: [9, u32],
}) {}

/**
 * IFLA_BRIDGE_CFM: connectivity faults (802.1Q). Dumps tell it with the masks `cfm_config` and `cfm_status`, under
 * the keys that end in `Info`, one for each end point; requests are RTM_SETLINK of AF_BRIDGE.
 */
export class BridgeCfm extends attributes('IFLA_BRIDGE_CFM_', {
  mepCreate: [1, nested(CfmMepCreate)],
  mepDelete: [2, nested(CfmMepDelete)],
  mepConfig: [3, nested(CfmMepConfig)],
  ccConfig: [4, nested(CfmCcConfig)],
  ccPeerMepAdd: [5, nested(CfmPeerMep)],
  ccPeerMepRemove: [6, nested(CfmPeerMep)],
  ccRdi: [7, nested(CfmRdi)],
  ccCcmTx: [8, nested(CfmCcmTx)],
  mepCreateInfo: [9, repeated(nested(CfmMepCreate))],
  mepConfigInfo: [10, repeated(nested(CfmMepConfig))],
  ccConfigInfo: [11, repeated(nested(CfmCcConfig))],
  ccRdiInfo: [12, repeated(nested(CfmRdi))],
  ccCcmTxInfo: [13, repeated(nested(CfmCcmTx))],
  ccPeerMepInfo: [14, repeated(nested(CfmPeerMep))],
  mepStatusInfo: [15, repeated(nested(CfmMepStatus))],
  ccPeerStatusInfo: [16, repeated(nested(CfmPeerStatus))],
}) {}

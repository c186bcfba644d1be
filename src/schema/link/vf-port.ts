import { attributes } from '../../netlink/attributes.ts'
import { enumeration } from '../../netlink/enums.ts'
import { fixedBytes, string, u8, u32 } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'

/** What is asked of a port profile (linux/if_link.h). */
export const PortRequest = enumeration('PORT_REQUEST_', { preassociate: 0, preassociate_rr: 1, associate: 2, disassociate: 3 })

/** What became of it: of 802.1Qbg (`vdp_...`) or of a port profile (linux/if_link.h, whose spelling this is). */
export const PortResponse = enumeration('PORT_', {
  vdp_response_success: 0,
  vdp_response_invalid_format: 1,
  vdp_response_insufficient_resources: 2,
  vdp_response_unused_vtid: 3,
  vdp_response_vtid_violation: 4,
  vdp_response_vtid_version_vioaltion: 5,
  vdp_response_out_of_sync: 6,
  profile_response_success: 0x100,
  profile_response_inprogress: 0x101,
  profile_response_invalid: 0x102,
  profile_response_badstate: 0x103,
  profile_response_insufficient_resources: 0x104,
  profile_response_error: 0x105,
})

/** IFLA_PORT_VSI_TYPE of 802.1Qbg; Linux 4.19 was the last to look at it. */
export class PortVsi extends struct('ifla_port_vsi', { vsiMgrId: u8, vsiTypeId: fixedBytes(3), vsiTypeVersion: u8, _: pad(3) }) {}

/** The port profile of a virtual function (IFLA_VF_PORT) or of the device itself (IFLA_PORT_SELF) (linux/if_link.h). */
export class VfPort extends attributes('IFLA_PORT_', {
  vf: [1, u32], // 4294967295: the device itself
  profile: [2, string],
  vsiType: [3, PortVsi],
  instanceUuid: [4, fixedBytes(16)],
  hostUuid: [5, fixedBytes(16)],
  request: [6, PortRequest.u8],
  response: [7, PortResponse.u16], // only told
}) {}

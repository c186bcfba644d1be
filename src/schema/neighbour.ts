import { ipAddress, linkAddress } from '../netlink/addresses.ts'
import { attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { nested } from '../netlink/containers.ts'
import { flagSet } from '../netlink/enums.ts'
import { message } from '../netlink/payload.ts'
import { flag, s32, u16, u16be, u32 } from '../netlink/scalars.ts'
import { pad, struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'
import { RouteProtocol, RouteType } from './route/enums.ts'

/** States of a neighbour (linux/neighbour.h): one in what the kernel says, several in what is asked for. */
export const NeighbourState = flagSet('NUD_', {
  ...{ incomplete: 0x01, reachable: 0x02, stale: 0x04, delay: 0x08, probe: 0x10, failed: 0x20, noarp: 0x40, permanent: 0x80, none: 0 },
})
/** States of neighbours: `NUD.REACHABLE`. */
export const NUD = NeighbourState.constants

/** Flags of a neighbour or of an entry in a forwarding database (linux/neighbour.h). */
export const NeighbourFlags = flagSet(
  'NTF_',
  { use: 1, self: 2, master: 4, proxy: 8, ext_learned: 16, offloaded: 32, sticky: 64, router: 128 },
  { extern_learn: 16, offload: 32 },
)
/** Flags of neighbours: `NTF.SELF`. */
export const NTF = NeighbourFlags.constants

/** NDA_FLAGS_EXT: flags for which ndm_flags has no room (linux/neighbour.h). */
export const NeighbourExtendedFlags = flagSet('NTF_EXT_', { managed: 1, locked: 2, ext_validated: 4 }, { extern_valid: 4 })
/** Further flags of neighbours: `NTF_EXT.MANAGED`. */
export const NTF_EXT = NeighbourExtendedFlags.constants

/** NFEA_ACTIVITY_NOTIFY: whether a bridge tells of activity of an entry (linux/neighbour.h). */
export const ActivityNotify = flagSet('FDB_NOTIFY_', { bit: 1, inactive_bit: 2 })

/** The header of a neighbour's message (linux/neighbour.h). */
export class NdMsg extends struct(
  'ndmsg',
  {
    family: AddressFamily.u8, // bridge: an entry of a forwarding database
    reserved: pad(3),
    index: s32,
    state: NeighbourState.u16,
    flags: NeighbourFlags.u8,
    type: RouteType.u8,
  },
  { prefix: 'ndm_', members: { index: 'ndm_ifindex' } },
) {}

/** NDA_CACHEINFO (linux/neighbour.h); times since then in USER_HZ, 1/100 s. */
export class NdaCacheinfo extends struct('nda_cacheinfo', { confirmed: u32, used: u32, updated: u32, refcnt: u32 }, { prefix: 'ndm_' }) {}

/** NDA_FDB_EXT_ATTRS of bridges (linux/neighbour.h). */
export class FdbExtendedAttributes extends attributes('NFEA_', {
  activityNotify: [1, ActivityNotify.u8],
  dontRefresh: [2, flag],
}) {}

/** The attributes of a neighbour or of an entry in a forwarding database (linux/neighbour.h). */
export class NeighbourAttributes extends attributes('NDA_', {
  dst: [1, ipAddress], // of a vxlan's entry: the remote end
  lladdr: [2, linkAddress],
  cacheinfo: [3, NdaCacheinfo],
  probes: [4, u32],
  vlan: [5, u16],
  port: [6, u16be], // vxlan: UDP port of the remote end
  vni: [7, u32],
  ifindex: [8, u32], // vxlan: the link to the remote end; index is the entry's own link
  master: [9, u32],
  linkNetnsid: [10, s32],
  srcVni: [11, u32],
  protocol: [12, RouteProtocol.u8],
  nhId: [13, u32],
  fdbExtAttrs: [14, nested(FdbExtendedAttributes)],
  flagsExt: [15, NeighbourExtendedFlags.u32],
  ndmStateMask: [16, NeighbourState.u16], // a flush takes entries whose state & mask is ndm_state
  ndmFlagsMask: [17, NeighbourFlags.u8],
}) {}

/** Neighbours and forwarding databases: struct ndmsg and NDA_* (linux/neighbour.h). */
export class NeighbourMessage extends message({ RTM_NEWNEIGH: 28, RTM_DELNEIGH: 29, RTM_GETNEIGH: 30 }, NdMsg, NeighbourAttributes) {}
/** A neighbour as it can be written. */
export interface NeighbourMessageInput extends Encodable<typeof NeighbourMessage> {}

import { ipv4, ipv6 } from '../../netlink/addresses.ts'
import { alignment, attributes, repeated } from '../../netlink/attributes.ts'
import type { Encodable } from '../../netlink/codec.ts'
import { nested } from '../../netlink/containers.ts'
import { flagSet } from '../../netlink/enums.ts'
import { message } from '../../netlink/payload.ts'
import { u32, u64 } from '../../netlink/scalars.ts'
import { pad, struct } from '../../netlink/struct.ts'
import { AddressFamily } from '../enums.ts'

/** What a dump of tunnels holds besides (linux/if_link.h). */
export const TunnelFlags = flagSet('TUNNEL_MSG_FLAG_', { stats: 1 })

/** The header of a message about VNIs of a vxlan (linux/if_link.h). */
export class TunnelMsg extends struct(
  'tunnel_msg',
  { family: AddressFamily.u8, flags: TunnelFlags.u8, reserved2: pad(2), index: u32 },
  { members: { index: 'ifindex' } },
) {}

/** Counters of a VNI. */
export class VniStats extends attributes('VNIFILTER_ENTRY_STATS_', {
  rxBytes: [1, u64],
  rxPkts: [2, u64],
  rxDrops: [3, u64],
  rxErrors: [4, u64],
  txBytes: [5, u64],
  txPkts: [6, u64],
  txDrops: [7, u64],
  txErrors: [8, u64],
  pad: [9, alignment],
}) {}

/** A VNI that a vxlan with `vnifilter` takes, or a range of them (drivers/net/vxlan/vxlan_vnifilter.c). */
export class VniEntry extends attributes('VXLAN_VNIFILTER_ENTRY_', {
  vni: [1, u32, { uapi: 'VXLAN_VNIFILTER_ENTRY_START' }],
  end: [2, u32], // the last of a range
  group: [3, ipv4], // the other end, or a multicast group, of these VNIs
  group6: [4, ipv6],
  stats: [5, nested(VniStats)],
}) {}

/** VNIs of vxlans. */
export class TunnelMessage extends message(
  { RTM_NEWTUNNEL: 120, RTM_DELTUNNEL: 121, RTM_GETTUNNEL: 122 },
  TunnelMsg,
  attributes('VXLAN_VNIFILTER_', { entry: [1, repeated(nested(VniEntry))] }),
) {}

/** A VNI of a vxlan by itself, flat, as listings answer it; with `end` all from `vni` to that. */
export class Vni extends message({}, TunnelMsg, VniEntry) {}
/** A VNI as input. */
export interface VniInput extends Encodable<typeof Vni> {}

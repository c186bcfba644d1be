import { ipv4, ipv6 } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import type { Codec } from '../../../netlink/codec.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { fixedBytes, flag, u8, u16be, u32, u32be } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** The don't-fragment bit of the outer IPv4 header (linux/if_link.h). */
export const VxlanDf = enumeration('VXLAN_DF_', { unset: 0, set: 1, inherit: 2 })
/** Where the flow label of the outer IPv6 header comes from (linux/if_link.h). */
export const VxlanLabelPolicy = enumeration('VXLAN_LABEL_', { fixed: 0, inherit: 1 })

/** IFLA_VXLAN_PORT_RANGE: source ports. */
export class VxlanPortRange extends struct('ifla_vxlan_port_range', { low: u16be, high: u16be }) {}

/** A switch that the kernel tells as u8 and takes as a flag: an attribute of one byte is ERANGE (drivers/net/vxlan, vxlan_policy). */
const switchOrFlag: Codec<boolean | number> = {
  type: 'flag',
  read: (view, at, end, scope) => (end === at ? true : u8.read(view, at, end, scope)),
  write(out, value, scope) {
    if (!scope.request) u8.write(out, Number(value), scope)
  },
  absent: (value, scope) => scope.request && Number(value) === 0,
}

/** Data of a `vxlan` (linux/if_link.h). Switches of 8 bits are 0 or 1. */
export class VxlanData extends attributes('IFLA_VXLAN_', {
  id: [1, u32], // VNI, 24 bits
  group: [2, ipv4], // the other end, or a multicast group of all of them
  link: [3, u32],
  local: [4, ipv4],
  ttl: [5, u8], // 0: the route's
  tos: [6, u8], // 1: that of the packet inside
  learning: [7, u8],
  ageing: [8, u32], // s
  limit: [9, u32], // addresses learnt at most; 0 is no limit
  portRange: [10, VxlanPortRange],
  proxy: [11, u8],
  rsc: [12, u8],
  l2miss: [13, u8],
  l3miss: [14, u8],
  port: [15, u16be],
  group6: [16, ipv6],
  local6: [17, ipv6],
  udpCsum: [18, u8],
  udpZeroCsum6Tx: [19, u8],
  udpZeroCsum6Rx: [20, u8],
  remcsumTx: [21, u8],
  remcsumRx: [22, u8],
  gbp: [23, flag],
  remcsumNopartial: [24, flag],
  collectMetadata: [25, u8], // iproute2: external
  label: [26, u32be], // 20 bits
  gpe: [27, flag],
  ttlInherit: [28, switchOrFlag],
  df: [29, VxlanDf.u8],
  vnifilter: [30, u8],
  localbypass: [31, u8],
  labelPolicy: [32, VxlanLabelPolicy.u32],
  reservedBits: [33, fixedBytes(8)], // as in a VXLAN header
  mcRoute: [34, u8],
}) {}

import { ipv4, ipv6 } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { flag, u8, u16be, u32, u32be } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** The don't-fragment bit of the outer IPv4 header (linux/if_link.h). */
export const GeneveDf = enumeration('GENEVE_DF_', { unset: 0, set: 1, inherit: 2 })

/** IFLA_GENEVE_PORT_RANGE: source ports. */
export class GenevePortRange extends struct('ifla_geneve_port_range', { low: u16be, high: u16be }) {}

/** Data of a `geneve` (linux/if_link.h). Switches of 8 bits are 0 or 1. */
export class GeneveData extends attributes('IFLA_GENEVE_', {
  id: [1, u32], // VNI, 24 bits
  remote: [2, ipv4],
  ttl: [3, u8], // 0: the route's
  tos: [4, u8], // 1: that of the packet inside
  port: [5, u16be],
  collectMetadata: [6, flag], // iproute2: external
  remote6: [7, ipv6],
  udpCsum: [8, u8],
  udpZeroCsum6Tx: [9, u8],
  udpZeroCsum6Rx: [10, u8],
  label: [11, u32be], // 20 bits
  ttlInherit: [12, u8],
  df: [13, GeneveDf.u8],
  innerProtoInherit: [14, flag],
  portRange: [15, GenevePortRange],
  groHint: [16, flag], // Linux 7.0, as what follows
  local: [17, ipv4],
  local6: [18, ipv6],
}) {}

import { attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { enumeration } from '../netlink/enums.ts'
import { message } from '../netlink/payload.ts'
import { s32 } from '../netlink/scalars.ts'
import { struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'

/** What NETCONFA_IFINDEX says instead of a link's index: the settings of all links, and those of links to come (linux/netconf.h). */
export const NetconfIndex = enumeration('NETCONFA_IFINDEX_', { all: -1, default: -2 })
/** Indexes that are no link's: `NETCONFA_IFINDEX.ALL`. */
export const NETCONFA_IFINDEX = NetconfIndex.constants

/** The header of a message about settings of a protocol (linux/netconf.h). */
export class Netconfmsg extends struct(
  'netconfmsg',
  {
    family: AddressFamily.u8, // inet, inet6 or mpls
  },
  { prefix: 'ncm_' },
) {}

/** Settings of a protocol on a link: net.ipv4.conf, net.ipv6.conf and net.mpls.conf of sysctl (linux/netconf.h). 1 is on, 0 off. */
export class NetconfAttributes extends attributes('NETCONFA_', {
  ifindex: [1, NetconfIndex.s32],
  forwarding: [2, s32],
  rpFilter: [3, s32], // inet; 1 strict, 2 loose
  mcForwarding: [4, s32],
  proxyNeigh: [5, s32], // proxy_arp, proxy_ndp
  ignoreRoutesWithLinkdown: [6, s32],
  input: [7, s32], // mpls
  bcForwarding: [8, s32], // inet
  forceForwarding: [9, s32], // inet6, Linux 6.17
}) {}

/** Settings of IPv4, IPv6 and MPLS for each link: struct netconfmsg and NETCONFA_* (linux/netconf.h). */
export class NetconfMessage extends message(
  { RTM_NEWNETCONF: 80, RTM_DELNETCONF: 81, RTM_GETNETCONF: 82 },
  Netconfmsg,
  NetconfAttributes,
) {}
/** Settings as they can be written: what is asked for, as the kernel takes none this way. */
export interface NetconfMessageInput extends Encodable<typeof NetconfMessage> {}

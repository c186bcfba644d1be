import { attributes } from '../../netlink/attributes.ts'
import { byNested } from '../../netlink/choices.ts'
import { namedArray } from '../../netlink/containers.ts'
import { s32, u32 } from '../../netlink/scalars.ts'

/** net.ipv4.conf.DEVICE.* as input: each is an attribute (linux/ip.h). */
export class InetConf extends attributes('IPV4_DEVCONF_', {
  forwarding: [1, u32],
  mcForwarding: [2, u32], // not to be set
  proxyArp: [3, u32],
  acceptRedirects: [4, u32],
  secureRedirects: [5, u32],
  sendRedirects: [6, u32],
  sharedMedia: [7, u32],
  rpFilter: [8, u32],
  acceptSourceRoute: [9, u32],
  bootpRelay: [10, u32],
  logMartians: [11, u32],
  tag: [12, u32],
  arpfilter: [13, u32],
  mediumId: [14, s32], // -1: not that of any medium
  noxfrm: [15, u32],
  nopolicy: [16, u32],
  forceIgmpVersion: [17, u32],
  arpAnnounce: [18, u32],
  arpIgnore: [19, u32],
  promoteSecondaries: [20, u32],
  arpAccept: [21, u32],
  arpNotify: [22, u32],
  acceptLocal: [23, u32],
  srcVmark: [24, u32],
  proxyArpPvlan: [25, u32],
  routeLocalnet: [26, u32],
  igmpv2UnsolicitedReportInterval: [27, u32], // ms, as the next
  igmpv3UnsolicitedReportInterval: [28, u32],
  ignoreRoutesWithLinkdown: [29, u32],
  dropUnicastInL2Multicast: [30, u32],
  dropGratuitousArp: [31, u32],
  bcForwarding: [32, u32],
  arpEvictNocarrier: [33, u32],
}) {}

/** The same as the kernel tells it: an array, IPV4_DEVCONF_FORWARDING (1) in the first place. */
const told = namedArray(s32, [
  'forwarding',
  'mcForwarding',
  'proxyArp',
  'acceptRedirects',
  'secureRedirects',
  'sendRedirects',
  'sharedMedia',
  'rpFilter',
  'acceptSourceRoute',
  'bootpRelay',
  'logMartians',
  'tag',
  'arpfilter',
  'mediumId',
  'noxfrm',
  'nopolicy',
  'forceIgmpVersion',
  'arpAnnounce',
  'arpIgnore',
  'promoteSecondaries',
  'arpAccept',
  'arpNotify',
  'acceptLocal',
  'srcVmark',
  'proxyArpPvlan',
  'routeLocalnet',
  'igmpv2UnsolicitedReportInterval',
  'igmpv3UnsolicitedReportInterval',
  'ignoreRoutesWithLinkdown',
  'dropUnicastInL2Multicast',
  'dropGratuitousArp',
  'bcForwarding',
  'arpEvictNocarrier',
])

/** IPv4 on an interface (linux/if_link.h). */
export class InetLink extends attributes('IFLA_INET_', {
  conf: [1, byNested(InetConf, told)],
}) {}

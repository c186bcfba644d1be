import { ipv6 } from '../../netlink/addresses.ts'
import { attributes } from '../../netlink/attributes.ts'
import { namedArray } from '../../netlink/containers.ts'
import { enumeration, flagSet } from '../../netlink/enums.ts'
import { bytes, s32, u32, u64 } from '../../netlink/scalars.ts'
import { struct } from '../../netlink/struct.ts'

/** How IPv6 makes the interface's part of an address (linux/if_link.h). */
export const AddrGenMode = enumeration('IN6_ADDR_GEN_MODE_', { eui64: 0, none: 1, stable_privacy: 2, random: 3 }, { stable_secret: 2 })

/** State of IPv6 on an interface (the kernel's net/if_inet6.h): what routers said, and `ready`. */
export const Inet6Flags = flagSet('IF_', { rs_sent: 0x10, ra_rcvd: 0x20, ra_managed: 0x40, ra_otherconf: 0x80, ready: 0x80000000 })

/** IFLA_INET6_CACHEINFO: `tstamp` in 1/100 s since boot, `reachableTime` and `retransTime` in ms (linux/if_link.h). */
export class Inet6Cacheinfo extends struct('ifla_cacheinfo', { maxReasmLen: u32, tstamp: u32, reachableTime: u32, retransTime: u32 }) {}

/** DEVCONF_* of linux/ipv6.h in their order: net.ipv6.conf.DEVICE.*; times in ms unless they are lifetimes (s). */
const conf = namedArray(s32, [
  'forwarding',
  'hoplimit',
  'mtu6',
  'acceptRa',
  'acceptRedirects',
  'autoconf',
  'dadTransmits',
  'rtrSolicits',
  'rtrSolicitInterval',
  'rtrSolicitDelay',
  'useTempaddr',
  'tempValidLft',
  'tempPreferedLft',
  'regenMaxRetry',
  'maxDesyncFactor',
  'maxAddresses',
  'forceMldVersion',
  'acceptRaDefrtr',
  'acceptRaPinfo',
  'acceptRaRtrPref',
  'rtrProbeInterval',
  'acceptRaRtInfoMaxPlen',
  'proxyNdp',
  'optimisticDad',
  'acceptSourceRoute',
  'mcForwarding',
  'disableIpv6',
  'acceptDad',
  'forceTllao',
  'ndiscNotify',
  'mldv1UnsolicitedReportInterval',
  'mldv2UnsolicitedReportInterval',
  'suppressFragNdisc',
  'acceptRaFromLocal',
  'useOptimistic',
  'acceptRaMtu',
  'stableSecret', // always 0: the secret stays in the kernel
  'useOifAddrsOnly',
  'acceptRaMinHopLimit',
  'ignoreRoutesWithLinkdown',
  'dropUnicastInL2Multicast',
  'dropUnsolicitedNa',
  'keepAddrOnDown',
  'rtrSolicitMaxInterval',
  'seg6Enabled',
  'seg6RequireHmac',
  'enhancedDad',
  'addrGenMode',
  'disablePolicy',
  'acceptRaRtInfoMinPlen',
  'ndiscTclass',
  'rplSegEnabled',
  'raDefrtrMetric',
  'ioam6Enabled',
  'ioam6Id',
  'ioam6IdWide',
  'ndiscEvictNocarrier',
  'acceptUntrackedNa',
  'acceptRaMinLft',
  'forceForwarding',
])

/** IPSTATS_MIB_* of linux/snmp.h in their order; Linux 6.7 gave place 5 its new name and added the last. */
const stats = namedArray(u64, [
  'num', // of the counters, itself included
  'inpkts',
  'inoctets',
  'indelivers',
  'outforwdatagrams',
  'outrequests',
  'outoctets',
  'inhdrerrors',
  'intoobigerrors',
  'innoroutes',
  'inaddrerrors',
  'inunknownprotos',
  'intruncatedpkts',
  'indiscards',
  'outdiscards',
  'outnoroutes',
  'reasmtimeout',
  'reasmreqds',
  'reasmoks',
  'reasmfails',
  'fragoks',
  'fragfails',
  'fragcreates',
  'inmcastpkts',
  'outmcastpkts',
  'inbcastpkts',
  'outbcastpkts',
  'inmcastoctets',
  'outmcastoctets',
  'inbcastoctets',
  'outbcastoctets',
  'csumerrors',
  'noectpkts',
  'ect1pkts',
  'ect0pkts',
  'cepkts',
  'reasmOverlaps',
  'outpkts',
])

/** ICMP6_MIB_* of linux/snmp.h in their order. */
const icmp6stats = namedArray(u64, ['num', 'inmsgs', 'inerrors', 'outmsgs', 'outerrors', 'csumerrors', 'ratelimithost'])

/** IPv6 on an interface: in IFLA_AF_SPEC, and IFLA_PROTINFO of messages of AF_INET6 (linux/if_link.h). */
export class Inet6Link extends attributes('IFLA_INET6_', {
  flags: [1, Inet6Flags.u32],
  conf: [2, conf], // only told
  stats: [3, stats], // left out with RTEXT_FILTER_SKIP_STATS
  mcast: [4, bytes], // never used
  cacheinfo: [5, Inet6Cacheinfo],
  icmp6stats: [6, icmp6stats],
  token: [7, ipv6], // the lower 64 bits count; zero is none
  addrGenMode: [8, AddrGenMode.u8],
  raMtu: [9, u32], // of the last router advertisement
}) {}

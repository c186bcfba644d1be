import { enumeration, flagSet } from '../netlink/enums.ts'

/** Address families (linux/socket.h). iproute2 says `link` for packet sockets, which it asks links with. */
export const AddressFamily = enumeration(
  'AF_',
  {
    ...{ unspec: 0, unix: 1, inet: 2, ax25: 3, ipx: 4, appletalk: 5, netrom: 6, bridge: 7, atmpvc: 8, x25: 9, inet6: 10, rose: 11 },
    ...{ netbeui: 13, security: 14, key: 15, netlink: 16, packet: 17, ash: 18, econet: 19, atmsvc: 20, rds: 21, sna: 22, irda: 23 },
    ...{ pppox: 24, wanpipe: 25, llc: 26, ib: 27, mpls: 28, can: 29, tipc: 30, bluetooth: 31, iucv: 32, rxrpc: 33, isdn: 34 },
    ...{ phonet: 35, ieee802154: 36, caif: 37, alg: 38, nfc: 39, vsock: 40, kcm: 41, qipcrtr: 42, smc: 43, xdp: 44, mctp: 45 },
    // The two families of multicast routes lie outside of AF_*: RTNL_FAMILY_IPMR, RTNL_FAMILY_IP6MR (linux/rtnetlink.h).
    ...{ ipmr: 128, ip6mr: 129 },
  },
  { link: 17, local: 1, RTNL_FAMILY_IPMR: 128, RTNL_FAMILY_IP6MR: 129 },
)
/** Address families: `AF.INET6`. */
export const AF = AddressFamily.constants

/**
 * Kinds of hardware addresses (linux/if_arp.h). 0 is NET/ROM's number (input knows it), but it stands in all requests
 * and says nothing there, so it reads as a number.
 */
export const HardwareType = enumeration(
  'ARPHRD_',
  {
    ...{ ether: 1, eether: 2, ax25: 3, pronet: 4, chaos: 5, ieee802: 6, arcnet: 7, appletlk: 8, dlci: 15, atm: 19 },
    ...{ metricom: 23, ieee1394: 24, eui64: 27, infiniband: 32, slip: 256, cslip: 257, slip6: 258, cslip6: 259, rsrvd: 260 },
    ...{ adapt: 264, rose: 270, x25: 271, hwx25: 272, can: 280, mctp: 290, ppp: 512, cisco: 513, hdlc: 513, lapb: 516 },
    ...{ ddcmp: 517, rawhdlc: 518, rawip: 519, tunnel: 768, tunnel6: 769, frad: 770, skip: 771, loopback: 772, localtlk: 773 },
    ...{ fddi: 774, bif: 775, sit: 776, ipddp: 777, ipgre: 778, pimreg: 779, hippi: 780, ash: 781, econet: 782, irda: 783 },
    ...{ fcpp: 784, fcal: 785, fcpl: 786, fcfabric: 787, ieee802_tr: 800, ieee80211: 801, ieee80211_prism: 802 },
    ...{ ieee80211_radiotap: 803, ieee802154: 804, ieee802154_monitor: 805, phonet: 820, phonet_pipe: 821, caif: 822 },
    ...{ ip6gre: 823, netlink: 824, '6lowpan': 825, vsockmon: 826, void: 0xffff, none: 0xfffe },
  },
  {
    netrom: 0,
    ARPHRD_NETROM: 0,
    ipip: 768,
    gre: 778,
    gre6: 823,
    'ieee802.11': 801,
    'ieee802.11/prism': 802,
    'ieee802.11/radiotap': 803,
    'ieee802.15.4': 804,
  },
)
/** Kinds of hardware addresses: `ARPHRD.ETHER`. */
export const ARPHRD = HardwareType.constants

/** Flags of an interface (linux/if.h). */
export const InterfaceFlags = flagSet('IFF_', {
  up: 1 << 0,
  broadcast: 1 << 1,
  debug: 1 << 2,
  loopback: 1 << 3,
  pointopoint: 1 << 4,
  notrailers: 1 << 5,
  running: 1 << 6,
  noarp: 1 << 7,
  promisc: 1 << 8,
  allmulti: 1 << 9,
  master: 1 << 10,
  slave: 1 << 11,
  multicast: 1 << 12,
  portsel: 1 << 13,
  automedia: 1 << 14,
  dynamic: 1 << 15,
  lower_up: 1 << 16,
  dormant: 1 << 17,
  echo: 1 << 18,
})
/** Flags of an interface: `IFF.UP`. */
export const IFF = InterfaceFlags.constants

/** Operational state of RFC 2863 (linux/if.h). */
export const OperationalState = enumeration('IF_OPER_', {
  ...{ unknown: 0, notpresent: 1, down: 2, lowerlayerdown: 3, testing: 4, dormant: 5, up: 6 },
})
/** Operational states: `IF_OPER.UP`. */
export const IF_OPER = OperationalState.constants

/** Whether a carrier brings a link up at once or into `dormant` or `testing` first (linux/if.h). */
export const LinkMode = enumeration('IF_LINK_MODE_', { default: 0, dormant: 1, testing: 2 })
/** Link modes: `IF_LINK_MODE.DORMANT`. */
export const IF_LINK_MODE = LinkMode.constants

/** What a dump of links holds besides (IFLA_EXT_MASK, linux/rtnetlink.h). */
export const ExtendedFilter = flagSet('RTEXT_FILTER_', {
  vf: 1 << 0,
  brvlan: 1 << 1,
  brvlan_compressed: 1 << 2,
  skip_stats: 1 << 3,
  mrp: 1 << 4,
  cfm_config: 1 << 5,
  cfm_status: 1 << 6,
  mst: 1 << 7,
  name_only: 1 << 8,
})
/** Bits of IFLA_EXT_MASK: `RTEXT_FILTER.SKIP_STATS`. */
export const RTEXT_FILTER = ExtendedFilter.constants

/** Ethernet protocol numbers (linux/if_ether.h). iproute2 says `802.1Q` and `802.1ad` for the two VLAN tags. */
export const EthernetProtocol = enumeration(
  'ETH_P_',
  {
    ...{ '802_3': 0x0001, ax25: 0x0002, all: 0x0003, '802_2': 0x0004, snap: 0x0005, can: 0x000c, canfd: 0x000d },
    ...{ loop: 0x0060, pup: 0x0200, pupat: 0x0201, tsn: 0x22f0, ip: 0x0800, x25: 0x0805, arp: 0x0806, bpq: 0x08ff },
    ...{ batman: 0x4305, dec: 0x6000, dna_dl: 0x6001, dna_rc: 0x6002, dna_rt: 0x6003, lat: 0x6004, diag: 0x6005, cust: 0x6006 },
    ...{ sca: 0x6007, teb: 0x6558, rarp: 0x8035, atalk: 0x809b, aarp: 0x80f3, '8021q': 0x8100, ipx: 0x8137, ipv6: 0x86dd },
    ...{ pause: 0x8808, slow: 0x8809, mpls_uc: 0x8847, mpls_mc: 0x8848, ppp_disc: 0x8863, ppp_ses: 0x8864, atmmpoa: 0x884c },
    ...{ link_ctl: 0x886c, atmfate: 0x8884, pae: 0x888e, profinet: 0x8892, aoe: 0x88a2, ethercat: 0x88a4, '8021ad': 0x88a8 },
    ...{ '802_ex1': 0x88b5, preauth: 0x88c7, tipc: 0x88ca, lldp: 0x88cc, mrp: 0x88e3, macsec: 0x88e5, '8021ah': 0x88e7 },
    ...{ mvrp: 0x88f5, '1588': 0x88f7, ncsi: 0x88f8, prp: 0x88fb, cfm: 0x8902, fcoe: 0x8906, iboe: 0x8915, tdls: 0x890d },
    ...{ fip: 0x8914, hsr: 0x892f, nsh: 0x894f, edsa: 0xdada, qinq1: 0x9100, qinq2: 0x9200, qinq3: 0x9300 },
  },
  { '802.1Q': 0x8100, '802.1q': 0x8100, '802.1ad': 0x88a8, ipv4: 0x0800, aarp: 0x80f3 },
)
/** Ethernet protocol numbers: `ETH_P.IPV6`. */
export const ETH_P = EthernetProtocol.constants

/** Types of rtnetlink messages (linux/rtnetlink.h). */
export const MessageType = enumeration('RTM_', {
  ...{ newlink: 16, dellink: 17, getlink: 18, setlink: 19 },
  ...{ newaddr: 20, deladdr: 21, getaddr: 22 },
  ...{ newroute: 24, delroute: 25, getroute: 26 },
  ...{ newneigh: 28, delneigh: 29, getneigh: 30 },
  ...{ newrule: 32, delrule: 33, getrule: 34 },
  ...{ newqdisc: 36, delqdisc: 37, getqdisc: 38 },
  ...{ newtclass: 40, deltclass: 41, gettclass: 42 },
  ...{ newtfilter: 44, deltfilter: 45, gettfilter: 46 },
  ...{ newaction: 48, delaction: 49, getaction: 50 },
  ...{ newprefix: 52 },
  ...{ newmulticast: 56, delmulticast: 57, getmulticast: 58 },
  ...{ newanycast: 60, delanycast: 61, getanycast: 62 },
  ...{ newneightbl: 64, getneightbl: 66, setneightbl: 67 },
  ...{ newnduseropt: 68 },
  ...{ newaddrlabel: 72, deladdrlabel: 73, getaddrlabel: 74 },
  ...{ getdcb: 78, setdcb: 79 },
  ...{ newnetconf: 80, delnetconf: 81, getnetconf: 82 },
  ...{ newmdb: 84, delmdb: 85, getmdb: 86 },
  ...{ newnsid: 88, delnsid: 89, getnsid: 90 },
  ...{ newstats: 92, getstats: 94, setstats: 95 },
  ...{ newcachereport: 96 },
  ...{ newchain: 100, delchain: 101, getchain: 102 },
  ...{ newnexthop: 104, delnexthop: 105, getnexthop: 106 },
  ...{ newlinkprop: 108, dellinkprop: 109, getlinkprop: 110 },
  ...{ newvlan: 112, delvlan: 113, getvlan: 114 },
  ...{ newnexthopbucket: 116, delnexthopbucket: 117, getnexthopbucket: 118 },
  ...{ newtunnel: 120, deltunnel: 121, gettunnel: 122 },
})
/** Types of rtnetlink messages: `RTM.NEWLINK`. */
export const RTM = MessageType.constants

/** Multicast groups of rtnetlink (linux/rtnetlink.h). DECnet's (13, 15, 16) went with Linux 6.1. */
export const MulticastGroup = enumeration('RTNLGRP_', {
  ...{ none: 0, link: 1, notify: 2, neigh: 3, tc: 4, ipv4_ifaddr: 5, ipv4_mroute: 6, ipv4_route: 7, ipv4_rule: 8 },
  ...{ ipv6_ifaddr: 9, ipv6_mroute: 10, ipv6_route: 11, ipv6_ifinfo: 12, ipv6_prefix: 18, ipv6_rule: 19, nd_useropt: 20 },
  ...{ phonet_ifaddr: 21, phonet_route: 22, dcb: 23, ipv4_netconf: 24, ipv6_netconf: 25, mdb: 26, mpls_route: 27, nsid: 28 },
  ...{ mpls_netconf: 29, ipv4_mroute_r: 30, ipv6_mroute_r: 31, nexthop: 32, brvlan: 33, mctp_ifaddr: 34, tunnel: 35, stats: 36 },
  ...{ ipv4_mcaddr: 37, ipv6_mcaddr: 38, ipv6_acaddr: 39 },
})
/** Multicast groups: `RTNLGRP.LINK`. */
export const RTNLGRP = MulticastGroup.constants

import type { Codec } from '../../../../netlink/codec.ts'
import { enumeration, flagSet } from '../../../../netlink/enums.ts'
import { u32be } from '../../../../netlink/scalars.ts'

/** What is said of fragments and of the tunnel's header (TCA_FLOWER_KEY_FLAGS_*, linux/pkt_cls.h); tc(8)'s words are taken too. */
export const FlowerKeyFlags = flagSet(
  'TCA_FLOWER_KEY_FLAGS_',
  {
    is_fragment: 1 << 0,
    frag_is_first: 1 << 1,
    tunnel_csum: 1 << 2,
    tunnel_dont_fragment: 1 << 3,
    tunnel_oam: 1 << 4,
    tunnel_crit_opt: 1 << 5,
  },
  { frag: 1 << 0, firstfrag: 1 << 1, tuncsum: 1 << 2, tundf: 1 << 3, tunoam: 1 << 4, tuncrit: 1 << 5 },
)

/** {@link FlowerKeyFlags} in network order. */
export const keyFlags: Codec<ReturnType<typeof FlowerKeyFlags.names>, Parameters<typeof FlowerKeyFlags.bits>[0]> = {
  ...FlowerKeyFlags.u32,
  type: 'u32be',
  read: (view, at, end, scope) => FlowerKeyFlags.names(u32be.read(view, at, end, scope)),
  write: (out, value, scope) => u32be.write(out, FlowerKeyFlags.bits(value), scope),
  inline: (at, bind) => `${bind(FlowerKeyFlags.names)}(view.getUint32(${at}, false))`,
  inlineStore: (at, value, bind) => `view.setUint32(${at}, ${bind(FlowerKeyFlags.bits)}(${value}), false)`,
}

/** What connection tracking says of a packet (TCA_FLOWER_KEY_CT_FLAGS_*); tc(8)'s words are taken too. */
export const FlowerCtFlags = flagSet(
  'TCA_FLOWER_KEY_CT_FLAGS_',
  { new: 1 << 0, established: 1 << 1, related: 1 << 2, tracked: 1 << 3, invalid: 1 << 4, reply: 1 << 5 },
  { est: 1 << 1, rel: 1 << 2, trk: 1 << 3, inv: 1 << 4, rpl: 1 << 5 },
)

/** What an ARP packet wants (linux/if_arp.h). */
export const ArpOperation = enumeration('ARPOP_', { request: 1, reply: 2, rrequest: 3, rreply: 4 })

/** Protocols within PPP (linux/ppp_defs.h); tc(8) says `ipv4`. */
export const PppProtocol = enumeration(
  'PPP_',
  {
    ...{ ip: 0x21, at: 0x29, ipx: 0x2b, vjc_comp: 0x2d, vjc_uncomp: 0x2f, mp: 0x3d, ipv6: 0x57, compfrag: 0xfb, comp: 0xfd },
    ...{ mpls_uc: 0x281, mpls_mc: 0x283, ipcp: 0x8021, atcp: 0x8029, ipxcp: 0x802b, ipv6cp: 0x8057, ccpfrag: 0x80fb, ccp: 0x80fd },
    ...{ lcp: 0xc021, pap: 0xc023, lqr: 0xc025, chap: 0xc223, cbcp: 0xc029 },
  },
  { ipv4: 0x21 },
)

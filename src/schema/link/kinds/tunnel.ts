import { enumeration, flagSet } from '../../../netlink/enums.ts'
import { flag, u16be } from '../../../netlink/scalars.ts'

/** What wraps the packets of a tunnel once more (linux/if_tunnel.h). */
export const TunnelEncap = enumeration('TUNNEL_ENCAP_', { none: 0, fou: 1, gue: 2, mpls: 3 })
/** Switches of that (linux/if_tunnel.h). */
export const TunnelEncapFlags = flagSet('TUNNEL_ENCAP_FLAG_', { csum: 1, csum6: 2, remcsum: 4 })

/** The second wrapping, in the order of IFLA_GRE_ENCAP_TYPE and IFLA_IPTUN_ENCAP_TYPE, which begin at `first`. */
export const encapsulation = <const N extends readonly [number, number, number, number, number]>(numbers: N) =>
  ({
    encapType: [numbers[0], TunnelEncap.u16],
    encapFlags: [numbers[1], TunnelEncapFlags.u16],
    encapSport: [numbers[2], u16be], // 0: chosen by the flow
    encapDport: [numbers[3], u16be],
    collectMetadata: [numbers[4], flag], // iproute2: external
  }) as const

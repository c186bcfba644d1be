import { ipv4, ipv6 } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { u32, u32be } from '../../../netlink/scalars.ts'

const keys = { link: [1, u32], ikey: [2, u32be], okey: [3, u32be] } as const
const fwmark = { fwmark: [6, u32] } as const

/** Data of a `vti`, an IPsec tunnel over IPv4 (linux/if_tunnel.h). */
export class VtiData extends attributes('IFLA_VTI_', { ...keys, local: [4, ipv4], remote: [5, ipv4], ...fwmark }) {}

/** Data of a `vti6`, the same over IPv6. */
export class Vti6Data extends attributes(
  'IFLA_VTI_',
  { ...keys, local: [4, ipv6], remote: [5, ipv6], ...fwmark },
  { name: 'IFLA_VTI_ of vti6' },
) {}

import { ipAddress, ipv4 } from '../netlink/addresses.ts'
import { attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { enumeration, flagSet } from '../netlink/enums.ts'
import { message } from '../netlink/payload.ts'
import { s32, string, u8, u32 } from '../netlink/scalars.ts'
import { struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'
import { RouteScope } from './route/enums.ts'

/** Flags of an address (linux/if_addr.h). `secondary` of an IPv6 address means a temporary one. */
export const AddressFlags = flagSet(
  'IFA_F_',
  {
    secondary: 0x01,
    nodad: 0x02,
    optimistic: 0x04,
    dadfailed: 0x08,
    homeaddress: 0x10,
    deprecated: 0x20,
    tentative: 0x40,
    permanent: 0x80, // set by the kernel: no lifetime
    managetempaddr: 0x100,
    noprefixroute: 0x200,
    mcautojoin: 0x400,
    stable_privacy: 0x800,
  },
  { temporary: 0x01, IFA_F_TEMPORARY: 0x01, home: 0x10, mngtmpaddr: 0x100, autojoin: 0x400, 'stable-privacy': 0x800 },
)
/** Flags of addresses: `IFA_F.NODAD`. */
export const IFA_F = AddressFlags.constants

/** Who put an address there (linux/if_addr.h); numbers above these are free for programs. */
export const AddressProtocol = enumeration('IFAPROT_', { unspec: 0, kernel_lo: 1, kernel_ra: 2, kernel_ll: 3 })
/** Origins of addresses: `IFAPROT.KERNEL_RA`. */
export const IFAPROT = AddressProtocol.constants

/** The header of an address's message (linux/if_addr.h). */
export class IfAddr extends struct(
  'ifaddrmsg',
  {
    family: AddressFamily.u8,
    prefixlen: u8,
    flags: AddressFlags.u8, // IFA_FLAGS has them all
    scope: RouteScope.u8,
    index: u32,
  },
  { prefix: 'ifa_' },
) {}

/**
 * IFA_CACHEINFO (linux/if_addr.h). Lifetimes in seconds, 4294967295 for ever; the kernel only reads these two.
 * Stamps in 1/100 s since boot.
 */
export class IfaCacheinfo extends struct(
  'ifa_cacheinfo',
  { prefered: u32, valid: u32, cstamp: u32, tstamp: u32 },
  { members: { prefered: 'ifa_prefered', valid: 'ifa_valid' } },
) {}

/** The attributes of an address (linux/if_addr.h). */
export class AddressAttributes extends attributes('IFA_', {
  address: [1, ipAddress], // of a point-to-point link: the other end's
  local: [2, ipAddress], // IPv6 sends it only for a point-to-point address
  label: [3, string], // IPv4 only; begins with the name of the interface
  broadcast: [4, ipv4],
  anycast: [5, ipAddress],
  cacheinfo: [6, IfaCacheinfo],
  multicast: [7, ipAddress],
  flags: [8, AddressFlags.u32],
  rtPriority: [9, u32], // metric of the route to the prefix
  targetNetnsid: [10, s32],
  proto: [11, AddressProtocol.u8],
}) {}

/**
 * An address of an interface. The messages of multicast and anycast addresses are the same; RTM_GETMULTICAST and
 * RTM_GETANYCAST also name the answers.
 */
export class AddressMessage extends message(
  {
    ...{ RTM_NEWADDR: 20, RTM_DELADDR: 21, RTM_GETADDR: 22 },
    ...{ RTM_NEWMULTICAST: 56, RTM_DELMULTICAST: 57, RTM_GETMULTICAST: 58 },
    ...{ RTM_NEWANYCAST: 60, RTM_DELANYCAST: 61, RTM_GETANYCAST: 62 },
  },
  IfAddr,
  AddressAttributes,
) {}
/** An address's message as input. */
export interface AddressMessageInput extends Encodable<typeof AddressMessage> {}

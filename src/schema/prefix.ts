import { ipv6 } from '../netlink/addresses.ts'
import { attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { flagSet } from '../netlink/enums.ts'
import { message } from '../netlink/payload.ts'
import { s32, u8, u32 } from '../netlink/scalars.ts'
import { pad, struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'
import { NdOptionType } from './nd-option.ts'

/** What a router says of a prefix (include/net/if_inet6.h): reached on the link itself; addresses may be made of it. */
export const PrefixFlags = flagSet('IF_PREFIX_', { onlink: 1, autoconf: 2 })
/** Flags of prefixes: `IF_PREFIX.AUTOCONF`. */
export const IF_PREFIX = PrefixFlags.constants

/** The header of a prefix's message (linux/rtnetlink.h). */
export class PrefixMsg extends struct(
  'prefixmsg',
  {
    family: AddressFamily.u8,
    reserved: pad(3),
    index: s32, // the link it was heard on
    type: NdOptionType.u8, // prefix_info
    len: u8, // bits of the prefix
    flags: PrefixFlags.u8,
    tail: pad(1),
  },
  { prefix: 'prefix_', members: { index: 'prefix_ifindex' } },
) {}

/** PREFIX_CACHEINFO (linux/rtnetlink.h): seconds, 4294967295 for ever. */
export class PrefixCacheinfo extends struct('prefix_cacheinfo', { preferredTime: u32, validTime: u32 }) {}

/** The attributes of a prefix (linux/rtnetlink.h). */
export class PrefixAttributes extends attributes('PREFIX_', {
  address: [1, ipv6],
  cacheinfo: [2, PrefixCacheinfo],
}) {}

/** A prefix that a router advertised: only told (inet6_fill_prefix in net/ipv6/addrconf.c), never asked for. */
export class PrefixMessage extends message({ RTM_NEWPREFIX: 52 }, PrefixMsg, PrefixAttributes) {}
/** A prefix as it can be written. */
export interface PrefixMessageInput extends Encodable<typeof PrefixMessage> {}

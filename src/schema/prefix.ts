import { ipv6 } from '../netlink/addresses.ts'
import { attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { message } from '../netlink/payload.ts'
import { s32, u8, u32 } from '../netlink/scalars.ts'
import { pad, struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'
import { NdOptionType, PrefixFlags } from './nd-option.ts'

const { inline: _, ...flagsByte } = PrefixFlags.u8
/**
 * As they stand in the advertisement since Linux 6.8 (inet6_fill_prefix in net/ipv6/addrconf.c); before, `onlink` was 1 and
 * `autoconf` 2, of which the same names are made.
 */
const prefixFlags: typeof PrefixFlags.u8 = {
  ...flagsByte,
  read(view, at) {
    const byte = view.getUint8(at)
    return PrefixFlags.names((byte & 0xf0) === 0 ? (byte & ~3) | ((byte & 1) << 7) | ((byte & 2) << 5) : byte)
  },
}

/** The header of a prefix's message (linux/rtnetlink.h). */
export class PrefixMsg extends struct(
  'prefixmsg',
  {
    family: AddressFamily.u8,
    reserved: pad(3),
    index: s32, // the link it was heard on
    type: NdOptionType.u8, // prefix_info
    len: u8, // bits of the prefix
    flags: prefixFlags,
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

import { ipv6 } from '../netlink/addresses.ts'
import { attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { messageWithBody } from '../netlink/message-body.ts'
import { s32, u8, u16 } from '../netlink/scalars.ts'
import { pad, struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'
import { ndOptions } from './nd-option.ts'

/** The header of a message of options for user space (linux/rtnetlink.h). */
export class NdUserOptMsg extends struct(
  'nduseroptmsg',
  {
    family: AddressFamily.u8,
    reserved: pad(1),
    optsLen: u16, // bytes of the options behind it
    index: s32, // the link it was heard on
    icmpType: u8, // 134, a router advertisement
    icmpCode: u8,
    tail: pad(6),
  },
  { prefix: 'nduseropt_', members: { index: 'nduseropt_ifindex' } },
) {}

/** The attributes of a message of options for user space (linux/rtnetlink.h). */
export class NdUserOptAttributes extends attributes('NDUSEROPT_', {
  srcaddr: [1, ipv6], // the router's
}) {}

/**
 * Options of router advertisements that are for user space, such as servers of names: `options`. Only told
 * (ndisc_ra_useropt in net/ipv6/ndisc.c), one message for each option, never asked for.
 */
export class NdUserOptMessage extends messageWithBody(
  { RTM_NEWNDUSEROPT: 68 },
  NdUserOptMsg,
  'optsLen',
  ['options', ndOptions],
  NdUserOptAttributes,
) {}
/** Options for user space as they can be written. */
export interface NdUserOptMessageInput extends Encodable<typeof NdUserOptMessage> {}

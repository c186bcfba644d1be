import { ipAddress } from '../netlink/addresses.ts'
import { attributes } from '../netlink/attributes.ts'
import type { Encodable } from '../netlink/codec.ts'
import { message } from '../netlink/payload.ts'
import { u8, u32 } from '../netlink/scalars.ts'
import { pad, struct } from '../netlink/struct.ts'
import { AddressFamily } from './enums.ts'

/** The header of an address label's message (linux/if_addrlabel.h). */
export class Ifaddrlblmsg extends struct(
  'ifaddrlblmsg',
  {
    family: AddressFamily.u8, // inet6: there are no others
    reserved: pad(1),
    prefixlen: u8,
    flags: u8, // the kernel has none
    index: u32, // only for addresses of this link; 0: of all
    seq: u32, // answers: how often the table was changed
  },
  { prefix: 'ifal_', members: { reserved: '__ifal_reserved' } },
) {}

/** The attributes of an address label (linux/if_addrlabel.h). */
export class AddressLabelAttributes extends attributes('IFAL_', {
  address: [1, ipAddress],
  label: [2, u32],
}) {}

/** Labels of IPv6 prefixes, for the choice of source addresses (RFC 6724): struct ifaddrlblmsg and IFAL_* (linux/if_addrlabel.h). */
export class AddressLabelMessage extends message(
  { RTM_NEWADDRLABEL: 72, RTM_DELADDRLABEL: 73, RTM_GETADDRLABEL: 74 },
  Ifaddrlblmsg,
  AddressLabelAttributes,
) {}
/** An address label as it can be written. */
export interface AddressLabelMessageInput extends Encodable<typeof AddressLabelMessage> {}

import { attributes } from '../../../netlink/attributes.ts'
import { u32 } from '../../../netlink/scalars.ts'

/** Data of a `dsa`, a port of a switch (linux/if_link.h, net/dsa/netlink.c). The driver makes such links, `set` changes them. */
export class DsaData extends attributes('IFLA_DSA_', {
  conduit: [1, u32], // index of the link to the switch; IFLA_DSA_MASTER before Linux 6.7
}) {}

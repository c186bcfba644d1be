import { mac } from '../../../netlink/addresses.ts'
import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { u8, u16, u32 } from '../../../netlink/scalars.ts'

/** Which redundancy protocol (linux/if_link.h, include/linux/if_hsr.h). */
export const HsrProtocol = enumeration('HSR_PROTOCOL_', { hsr: 0, prp: 1 })

/** Data of an `hsr`, a ring or two networks that both carry every frame (linux/if_link.h). */
export class HsrData extends attributes('IFLA_HSR_', {
  slave1: [1, u32], // the two ports
  slave2: [2, u32],
  multicastSpec: [3, u8], // last byte of the supervision address
  supervisionAddr: [4, mac],
  seqNr: [5, u16],
  version: [6, u8],
  protocol: [7, HsrProtocol.u8],
  interlink: [8, u32], // the port to devices that know nothing of it
}) {}

import { attributes } from '../../../netlink/attributes.ts'
import { enumeration } from '../../../netlink/enums.ts'
import { u8, u16be, u32, u64, u64be } from '../../../netlink/scalars.ts'

/** What becomes of frames that fail the check (linux/if_link.h). */
export const MacsecValidation = enumeration('MACSEC_VALIDATE_', { disabled: 0, check: 1, strict: 2 })
/** Who encrypts (linux/if_link.h). */
export const MacsecOffload = enumeration('MACSEC_OFFLOAD_', { off: 0, phy: 1, mac: 2 })

/** Data of a `macsec`, IEEE 802.1AE (linux/if_link.h). Switches of 8 bits are 0 or 1. */
export class MacsecData extends attributes('IFLA_MACSEC_', {
  sci: [1, u64be], // secure channel: address and port
  port: [2, u16be],
  icvLen: [3, u8], // bytes of the check value
  cipherSuite: [4, u64], // MACSEC_CIPHER_ID_*, linux/if_macsec.h
  window: [5, u32], // packets that may be late
  encodingSa: [6, u8], // 0 .. 3
  encrypt: [7, u8],
  protect: [8, u8],
  incSci: [9, u8], // the channel stands in each frame
  es: [10, u8],
  scb: [11, u8],
  replayProtect: [12, u8],
  validation: [13, MacsecValidation.u8],
  offload: [15, MacsecOffload.u8],
}) {}

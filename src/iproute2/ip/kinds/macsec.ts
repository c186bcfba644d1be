import { MacsecOffload, MacsecValidation } from '../../../schema/link/kinds/macsec.ts'
import { isOn } from '../link-names.ts'
import type { KindPrinter } from './printer.ts'

/** MACSEC_CIPHER_ID_* of linux/if_macsec.h; the first is the number that the default once had. */
const CIPHERS: ReadonlyMap<bigint, string> = new Map([
  [0x0080020001000001n, 'GCM-AES-128'],
  [0x0080c20001000001n, 'GCM-AES-128'],
  [0x0080c20001000002n, 'GCM-AES-256'],
  [0x0080c20001000003n, 'GCM-AES-XPN-128'],
  [0x0080c20001000004n, 'GCM-AES-XPN-256'],
])
const VALIDATION = ['disabled', 'check', 'strict']
const OFFLOAD = ['off', 'phy', 'mac']

export const printMacsec: KindPrinter<'macsec'> = (macsec) => {
  const { cipherSuite, offload, sci, validation } = macsec
  return {
    sci: sci?.toString(16).padStart(16, '0'),
    protect: isOn(macsec.protect),
    cipher_suite: cipherSuite === undefined ? undefined : (CIPHERS.get(cipherSuite) ?? '(unknown)'),
    icv_len: macsec.icvLen,
    encoding_sa: macsec.encodingSa,
    validation: validation === undefined ? undefined : VALIDATION[MacsecValidation.number(validation)],
    offload: offload === undefined ? undefined : OFFLOAD[MacsecOffload.number(offload)],
    encrypt: isOn(macsec.encrypt),
    inc_sci: isOn(macsec.incSci),
    es: isOn(macsec.es),
    scb: isOn(macsec.scb),
    replay_protect: isOn(macsec.replayProtect),
    window: macsec.window,
  }
}

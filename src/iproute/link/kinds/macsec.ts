import { parseLinkAddress } from '../../../netlink/address-text.ts'
import { type Draft, type KindWords, made, onOff, same, type Word } from './words.ts'

/** MACSEC_CIPHER_ID_* (linux/if_macsec.h) by the words of `ip`. */
const CIPHERS: Readonly<Record<string, bigint>> = {
  'gcm-aes-128': 0x0080c20001000001n,
  'gcm-aes-256': 0x0080c20001000002n,
  'gcm-aes-xpn-128': 0x0080c20001000003n,
  'gcm-aes-xpn-256': 0x0080c20001000004n,
  default: 0x0080020001000001n, // MACSEC_DEFAULT_CIPHER_ID
}
type Cipher = 'gcm-aes-128' | 'gcm-aes-256' | 'gcm-aes-xpn-128' | 'gcm-aes-xpn-256' | 'default'

const cipher: Word<Cipher | bigint> = made('cipherSuite', (value, word) => {
  if (typeof value !== 'string') return value
  const found = Object.hasOwn(CIPHERS, value.toLowerCase()) ? CIPHERS[value.toLowerCase()] : undefined
  if (found === undefined) throw new TypeError(`link: ${word}: '${value}' is not one of ${Object.keys(CIPHERS).join(', ')}`)
  return found
})

/** With `address` a port is part of the channel's id; port 1 is the default (ip/ipmacsec.c). */
function finish(draft: Draft): void {
  const { address, port } = draft.fields
  if (address === undefined) return
  const bytes = typeof address === 'string' ? parseLinkAddress(address) : undefined
  if (bytes?.length !== 6) throw new TypeError(`link: address: '${String(address)}' is not a link address of 6 bytes`)
  delete draft.fields['address']
  delete draft.fields['port']
  const id = bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  draft.set('sci', (id << 16n) | BigInt(Number(port ?? 1)), 'address')
}

/** The words of `ip link ... type macsec`. */
export const macsecKind = {
  words: {
    /** Part of the channel's id, with `port`; in `data` only, elsewhere it is the link's own. */
    address: same<string>('address'),
    /** The channel's id: a bigint, or hexadecimal digits. */
    sci: made<bigint | number | string>('sci', (value) => (typeof value === 'string' ? BigInt(`0x${value.replace(/^0x/i, '')}`) : value)),
    cipher,
    cipherSuite: cipher,
    icvlen: same<number>('icvLen'),
    encodingsa: same<number>('encodingSa'),
    encrypt: onOff('encrypt'),
    protect: onOff('protect'),
    sendSci: onOff('incSci'),
    endStation: onOff('es'),
    scb: onOff('scb'),
    /** With `window`. */
    replay: onOff('replayProtect'),
    validate: same<'disabled' | 'check' | 'strict'>('validation'),
  },
  finish,
} as const satisfies KindWords

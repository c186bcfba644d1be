// Names that iproute2 has for what links tell in numbers.
import { HardwareType } from '../../schema/enums.ts'
import type { Printing } from '../types.ts'
import { linkAddressText } from './prefix.ts'

/** A number as C's `%#x` writes it. */
export const hex = (number: number): string => (number === 0 ? '0' : `0x${number.toString(16)}`)
/** A number as C's `%#.4x` writes it, or with another number of digits. */
export const hexOf = (number: number, digits: number): string => `0x${number.toString(16).padStart(digits, '0')}`
/** A key of 32 bits, which tunnels tell as an IPv4 address. */
export const dotted = (key: number): string => [24, 16, 8, 0].map((shift) => (key >>> shift) & 0xff).join('.')
/** Seconds of a timer that counts in USER_HZ. */
export const seconds = (timer: bigint | number): number => Number(timer) / 100
/** A switch of 8 bits. */
export const isOn = (value: number | boolean | undefined): boolean | undefined => (value === undefined ? undefined : Boolean(value))

/** Kinds of hardware that iproute2 (lib/ll_types.c) has other names for than linux/if_arp.h. */
const HARDWARE: Readonly<Record<string, string>> = {
  ...{ appletlk: 'atalk', tunnel: 'ipip', localtlk: 'ltalk', ipddp: 'ip/ddp', ipgre: 'gre', fcfabric: 'fcfb0', ieee802_tr: 'tr' },
  ...{ ieee80211: 'ieee802.11', ieee80211_prism: 'ieee802.11/prism', ieee80211_radiotap: 'ieee802.11/radiotap', ip6gre: 'gre6' },
  ...{ ieee802154: 'ieee802.15.4', ieee802154_monitor: 'ieee802.15.4/monitor' },
}
/** Those that it has no names for. */
const UNNAMED: ReadonlySet<unknown> = new Set(['mctp', 'cisco', 'rawip', 'vsockmon', 'eui64'])

/** A kind of hardware: `ether`; `[826]` where iproute2 has no name for it, or `-N` wants none. */
export function hardwareName(type: string | number, { numeric }: Printing): string {
  const number = HardwareType.number(type as number)
  if (number === 0) return numeric ? '[0]' : 'netrom'
  if (number === HardwareType.constants.HDLC && !numeric) return 'hdlc'
  return numeric || typeof type === 'number' || UNNAMED.has(type) ? `[${number}]` : (HARDWARE[type] ?? type)
}

/** Kinds of hardware by the bytes of those addresses that are IP addresses. */
const IP_HARDWARE: Readonly<Record<number, ReadonlySet<unknown>>> = {
  4: new Set(['tunnel', 'sit', 'ipgre']),
  16: new Set(['tunnel6', 'ip6gre']),
}

/** A hardware address: of tunnels the IP address that it is. */
export const hardwareAddress = (address: string, type: string | number | undefined): string =>
  IP_HARDWARE[(address.length + 1) / 3]?.has(type) ? linkAddressText(address) : address

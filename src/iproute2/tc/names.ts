import { EthernetProtocol } from '../../schema/enums.ts'
import type { Printing } from '../types.ts'

/** Protocols whose names in iproute2 (lib/ll_proto.c) are not those of linux/if_ether.h, or that it alone has. */
const OTHER_NAMES: Readonly<Record<number, string>> = {
  ...{ 6: 'ddcmp', 7: 'wan_ppp', 8: 'ppp_mp', 9: 'localtalk', 16: 'ppptalk', 17: 'tr_802_2' },
  ...{ 21: 'mobitex', 22: 'control', 23: 'irda', 24: 'econet', 2560: 'ieeepup', 2561: 'ieeepupat' },
  ...{ 33024: '802.1Q', 34984: '802.1ad', 35020: 'LLDP' },
}
/** Those that it names as the header does. */
const SAME_NAMES: ReadonlySet<string | number> = new Set([
  ...['loop', 'pup', 'pupat', 'ip', 'x25', 'arp', 'bpq', 'dec', 'dna_dl', 'dna_rc', 'dna_rt', 'lat', 'diag', 'cust', 'sca', 'rarp'],
  ...['atalk', 'aarp', 'ipx', 'ipv6', 'ppp_disc', 'ppp_ses', 'atmmpoa', 'atmfate', '802_3', 'ax25', 'all', '802_2', 'snap', 'can'],
  ...['tipc', 'profinet', 'aoe', 'ethercat', 'mpls_uc', 'mpls_mc', 'teb'],
])

/** An Ethernet protocol: `ip`, `802.1Q`; `[2054]` where iproute2 has no name for it, or `-N` wants none. */
export function protocolName(protocol: string | number, { numeric }: Printing): string {
  const number = EthernetProtocol.number(protocol as number)
  if (numeric) return `[${number}]`
  const name = EthernetProtocol.name(number)
  return OTHER_NAMES[number] ?? (SAME_NAMES.has(name) ? String(name) : `[${number}]`)
}

/** Clocks that iproute2 has names for. */
const CLOCKS: ReadonlySet<unknown> = new Set(['realtime', 'tai', 'boottime', 'monotonic'])
/** A clock: `TAI`; `invalid` where iproute2 has no name for it. */
export const clockName = (clock: string | number | undefined): string => (CLOCKS.has(clock) ? String(clock).toUpperCase() : 'invalid')

import type { LinkInfo } from '../../../schema/link/info.ts'
import type { JsonObject, Printing } from '../../types.ts'
import { printBond, printBondPort } from './bond.ts'
import { printBridge, printBridgePort } from './bridge.ts'
import { printCan, printCanXstats } from './can.ts'
import { printGeneve } from './geneve.ts'
import { printGre, printIp6gre } from './gre.ts'
import { printIp6tnl, printIptun } from './iptun.ts'
import { printIpvlan } from './ipvlan.ts'
import { printMacsec } from './macsec.ts'
import { printMacvlan } from './macvlan.ts'
import {
  printAmt,
  printBareudp,
  printDsa,
  printGtp,
  printHsr,
  printIpoib,
  printRmnet,
  printTun,
  printVrf,
  printWwan,
  printXfrm,
} from './small.ts'
import { printVlan } from './vlan.ts'
import { printVti } from './vti.ts'
import { printVxlan } from './vxlan.ts'

/** One line for each kind that ip 6.1 prints something of; others have no `info_data`. */
export const kindPrinters = {
  amt: printAmt,
  bareudp: printBareudp,
  bond: printBond,
  bridge: printBridge,
  can: printCan,
  dsa: printDsa,
  erspan: printGre,
  geneve: printGeneve,
  gre: printGre,
  gretap: printGre,
  gtp: printGtp,
  hsr: printHsr,
  ip6erspan: printIp6gre,
  ip6gre: printIp6gre,
  ip6gretap: printIp6gre,
  ip6tnl: printIp6tnl,
  ipip: printIptun,
  ipoib: printIpoib,
  ipvlan: printIpvlan,
  ipvtap: printIpvlan,
  macsec: printMacsec,
  macvlan: printMacvlan,
  macvtap: printMacvlan,
  rmnet: printRmnet,
  sit: printIptun,
  tun: printTun,
  vlan: printVlan,
  vrf: printVrf,
  vti: printVti,
  vti6: printVti,
  vxlan: printVxlan,
  wwan: printWwan,
  xfrm: printXfrm,
}
/** The same of what a master keeps of its ports. */
export const portPrinters = { bond: printBondPort, bridge: printBridgePort, vrf: printVrf }

type Printer = (data: never, printing: Printing) => JsonObject

/** The member `linkinfo`. A kind without data still has the member `info_data`, empty. */
export function printLinkInfo({ kind, data, xstats, slaveKind, slaveData }: LinkInfo, printing: Printing): JsonObject {
  const printer = (kindPrinters as Readonly<Record<string, Printer>>)[kind ?? '']
  const port = (portPrinters as Readonly<Record<string, Printer>>)[slaveKind ?? '']
  const counted = kind === 'can' && printing.statistics && xstats !== undefined && !(xstats instanceof Uint8Array)
  return {
    info_kind: kind,
    info_data: printer && (data === undefined ? {} : printer(data as never, printing)),
    info_xstats: counted ? printCanXstats(xstats) : undefined,
    info_slave_kind: slaveKind,
    info_slave_data: port && (slaveData === undefined ? {} : port(slaveData as never, printing)),
  }
}

import type { PoliceWords } from '../../../schema/tc/actions/police-words.ts'
import { LinkLayer } from '../../../schema/tc/ratespec.ts'
import { transmitTicks } from '../../../schema/tc/units.ts'
import type { JsonObject } from '../../types.ts'
import type { ActionPrinter } from '../printers.ts'
import { printControl, printTimes } from './common.ts'

/** Packets that may pass at once, cut off as tc does. */
function printPackets({ pktsRate, pktsBurst, pktburst64 }: PoliceWords): JsonObject {
  const ticks = pktburst64 ?? (pktsBurst === undefined ? undefined : transmitTicks(Number(pktsRate) * 8, pktsBurst))
  if (pktsRate === undefined || ticks === undefined) return {}
  return { pkts_rate: pktsRate, pkts_burst: Math.floor((Number(pktsRate) * (Number(ticks) / 15.625)) / 1e6) }
}

/** Ethernet and less are told with `-d` alone. */
function printLinkLayer(linklayer: PoliceWords['linklayer'] = 'unaware', details: boolean): JsonObject {
  const number = LinkLayer.number(linklayer) & 0xf
  if (number <= LinkLayer.constants.ETHERNET && !details) return {}
  return { linklayer: ['unspec', 'ethernet', 'atm'][number] ?? 'unknown' }
}

/** Of the rates nothing is told in JSON, and of two verdicts the second is the one that counts: it has the first one's name. */
export const printPolice: ActionPrinter<'police'> = (options, printing) => ({
  kind: 'police',
  index: options.index ?? 0,
  ...printPackets(options),
  control_action: printControl(options.result ?? options.action),
  overhead: options.overhead ?? 0,
  ...printLinkLayer(options.linklayer, printing.details),
  ref: options.refcnt ?? 0,
  bind: options.bindcnt ?? 0,
  ...printTimes(options.tm, printing),
})

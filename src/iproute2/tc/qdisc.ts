import { handleNumber, TC_H } from '../../schema/tc/classid.ts'
import type { SizeTable } from '../../schema/tc/stab.ts'
import type { QdiscMessage } from '../../schema/tc/tc.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import type { SchedulerPrinter } from './printers.ts'
import { qdiscPrinters } from './qdiscs/index.ts'
import { linkLayerName } from './sizes.ts'
import { printCounted } from './statistics.ts'
import { classOf, handleOf, printClassid, printHandle, type Wanted, type Word, wantedBy } from './words.ts'

const WORDS: Readonly<Record<string, Word>> = {
  dev: { dev: (text) => text },
  root: { parent: TC_H.ROOT },
  ingress: { parent: TC_H.INGRESS },
  clsact: { parent: TC_H.CLSACT },
  parent: { parent: classOf },
  handle: { handle: handleOf },
  invisible: {}, // the kernel's affair
}

const printers = qdiscPrinters as Readonly<Record<string, SchedulerPrinter<never, never>>>

/** What the message tells besides the state: of events. */
function printEvent(type: unknown, flags: readonly unknown[]): JsonObject {
  if (type === 'RTM_DELQDISC') return { deleted: true }
  if (!flags.includes('create')) return {}
  return { ...(flags.includes('replace') && { replaced: true }), ...(flags.includes('excl') && { added: true }) }
}

/** The parameters of a size table that are not zero. */
function printSizeTable({ linklayer, overhead, mpu, mtu, tsize }: SizeTable): JsonObject {
  return {
    stab: {
      ...(linklayer !== undefined && linklayer !== 'unaware' && { linklayer: linkLayerName(linklayer) }),
      ...(overhead && { overhead }),
      ...(mpu && { mpu }),
      ...(mtu && { mtu }),
      ...(tsize && { tsize }),
    },
  }
}

function isWanted(qdisc: QdiscMessage, wanted: Wanted, printing: Printing): boolean {
  if (wanted.dev !== undefined && printing.link(qdisc.index) !== wanted.dev) return false
  // A filter for no handle and no parent is none.
  if (wanted.handle && handleNumber(qdisc.handle) !== wanted.handle) return false
  return !wanted.parent || handleNumber(qdisc.parent) === wanted.parent
}

function printPlace(
  { index, parent, info, hwOffload, ingressBlock, egressBlock }: QdiscMessage,
  wanted: Wanted,
  printing: Printing,
): JsonObject {
  return {
    ...(wanted.dev === undefined && { dev: printing.link(index) }),
    ...(parent === 'root' ? { root: true } : parent !== '0:' && { parent: printClassid(parent) }),
    ...(info !== 1 && { refcnt: info }),
    ...(hwOffload && { offloaded: true }),
    ...(ingressBlock && { ingress_block: ingressBlock }),
    ...(egressBlock && { egress_block: egressBlock }),
  }
}

function printQdisc(qdisc: QdiscMessage, wanted: Wanted, printing: Printing): JsonObject {
  const { kind = '', handle, options, stab } = qdisc
  const printer = printers[kind]
  return {
    kind,
    handle: printHandle(handle),
    ...printPlace(qdisc, wanted, printing),
    options: (options !== undefined && printer?.options?.(options as never, printing)) || {},
    ...(printing.details && stab && printSizeTable(stab)),
    ...(printing.statistics && printCounted(qdisc, (xstats) => printer?.xstats?.(xstats as never, printing) ?? {})),
  }
}

/** What `tc qdisc show` prints. */
export const listQdiscs: Listing = (messages, printing) => {
  const wanted = wantedBy(printing.words, WORDS)
  const printed: JsonObject[] = []
  for (const message of messages) {
    const { type, flags } = message.header
    if (type !== 'RTM_NEWQDISC' && type !== 'RTM_DELQDISC') continue
    const qdisc = message as unknown as QdiscMessage
    if (isWanted(qdisc, wanted, printing)) printed.push({ ...printEvent(type, flags), ...printQdisc(qdisc, wanted, printing) })
  }
  return printed
}

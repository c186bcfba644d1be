import { handleNumber, TC_H } from '../../schema/tc/classid.ts'
import type { ClassMessage } from '../../schema/tc/tc.ts'
import type { JsonObject, Listing, Printing } from '../types.ts'
import { classPrinters } from './classes/index.ts'
import type { SchedulerPrinter } from './printers.ts'
import { printCounted } from './statistics.ts'
import { classOf, handleOf, printClassid, type Wanted, type Word, wantedBy } from './words.ts'

// The kernel chooses classes by their parent; tc only hands the word on.
const WORDS: Readonly<Record<string, Word>> = {
  dev: { dev: (text) => text },
  qdisc: { qdisc: handleOf },
  classid: { handle: classOf },
  root: { parent: TC_H.ROOT },
  parent: { parent: classOf },
}

const printers = classPrinters as Readonly<Record<string, SchedulerPrinter<never, never>>>

/** A class within a queueing discipline that the command named goes by its minor number alone. */
const printWithin = (text: string, { qdisc }: Wanted): string => printClassid(qdisc ? `0:${text.slice(text.indexOf(':') + 1)}` : text)

function printPlace({ index, parent, info }: ClassMessage, wanted: Wanted, printing: Printing): JsonObject {
  return {
    ...(wanted.dev === undefined && { dev: printing.link(index) }),
    ...(parent === 'root' ? { root: true } : { parent: printWithin(parent, wanted) }),
    ...(info !== 0 && { leaf: `0x${(info >>> 16).toString(16)}` }),
  }
}

function printClass(one: ClassMessage, wanted: Wanted, printing: Printing): JsonObject {
  const { kind = '', handle, options } = one
  const printer = printers[kind]
  return {
    class: kind,
    handle: handle === '0:' ? '' : printWithin(handle, wanted),
    ...printPlace(one, wanted, printing),
    ...(options !== undefined && printer?.options?.(options as never, printing)),
    ...(printing.statistics && {
      stats: printCounted(one, (xstats) => printer?.xstats?.(xstats as never, printing) ?? {}),
    }),
  }
}

/** What `tc class show` prints; 6.1 prints text even where JSON is asked for, so these are the members of later versions. */
export const listClasses: Listing = (messages, printing) => {
  const wanted = wantedBy(printing.words, WORDS)
  const printed: JsonObject[] = []
  for (const message of messages) {
    const { type } = message.header
    if (type !== 'RTM_NEWTCLASS' && type !== 'RTM_DELTCLASS') continue
    const one = message as unknown as ClassMessage
    const handle = handleNumber(one.handle)
    if (wanted.qdisc && handle >>> 16 !== wanted.qdisc >>> 16) continue
    if (wanted.handle && handle !== wanted.handle) continue
    printed.push({ ...(type === 'RTM_DELTCLASS' && { deleted: null }), ...printClass(one, wanted, printing) })
  }
  return printed
}

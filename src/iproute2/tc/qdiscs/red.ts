import type { JsonObject } from '../../types.ts'
import type { QdiscPrinter } from '../printers.ts'
import { printRedDetails, printRedFlags } from '../red.ts'

/** As q_red.c. */
export const printRed: QdiscPrinter<'red'> = {
  options(options, { details }) {
    const { limit, min, max, flags, switches, earlyDropBlock = 0, markBlock = 0 } = options
    if (limit === undefined) return {}
    const qevents: JsonObject[] = [
      ...(earlyDropBlock === 0 ? [] : [{ kind: 'early_drop', block: earlyDropBlock }]),
      ...(markBlock === 0 ? [] : [{ kind: 'mark', block: markBlock }]),
    ]
    return {
      ...{ limit, min, max },
      ...printRedFlags({ ...options, flags: switches?.value ?? flags }),
      ...(details && printRedDetails(options)),
      ...(qevents.length > 0 && { qevents }),
    }
  },
  xstats: ({ marked, early, pdrop, other }) => ({ marked, early, pdrop, other }),
}
